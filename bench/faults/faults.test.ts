import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultParts, quickSize, runFaults } from './run.ts';

/**
 * The harness of `npm run bench -- faults`, in its short form: real processes, real HTTP, real SIGKILLs. No second try, wherever it runs: a promise
 * that was broken once is broken.
 */
describe('money is never moved twice and nothing is ever lost', { retry: 0 }, () => {
  test.each(faultParts)(
    '%s',
    async (part) => {
      const folder = mkdtempSync(join(tmpdir(), 'willcall-faults-'));
      try {
        const rows = await runFaults(folder, { ...quickSize, seed: 20261121 }, [part]);
        expect(rows.filter(({ ok }) => ok === false)).toEqual([]);
        expect(rows.some(({ ok }) => ok === true)).toBe(true);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    400_000,
  );
});
