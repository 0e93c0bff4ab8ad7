import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultParts, quickSize, runFaults } from './run.ts';

/** The harness of `npm run bench -- faults`, in its short form: real processes, real HTTP, real SIGKILLs. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-faults-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('money is never moved twice and nothing is ever lost', () => {
  test.each(faultParts)(
    '%s',
    async (part) => {
      const rows = await runFaults(folder, { ...quickSize, seed: 20261121 }, [part]);
      expect(rows.filter(({ ok }) => ok === false)).toEqual([]);
      expect(rows.some(({ ok }) => ok === true)).toBe(true);
    },
    400_000,
  );
});
