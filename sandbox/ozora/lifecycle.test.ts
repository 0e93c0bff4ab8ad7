import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createClock } from '../clock.ts';
import type { Ozora } from './context.ts';
import { moveTo } from './lifecycle.ts';
import { OZORA_PATHS } from './paths.ts';
import { STATUSES, type Status } from './rows.ts';
import { openOzoraStore } from './store.ts';
import { OZORA_SETTINGS } from './system.ts';
import { findTransaction } from './transactions.ts';

const clock = createClock(Date.parse('2026-09-16T17:40:00+02:00'), true);
const store = openOzoraStore(':memory:', 1, clock.now());
afterAll(() => store.close());
const ctx: Ozora = {
  ...{ store, clock, paths: OZORA_PATHS, settings: { ...OZORA_SETTINGS }, inside: '', origin: () => '' },
  refusals: { SIMPLE: 0, 'STRIPE-INTENTS': 0 },
};

function pending(): number {
  const { lastInsertRowid } = store
    .sql(
      `INSERT INTO transactions VALUES (NULL, 0, 42, 1, 'ticket', 'HUF', 1, 'simplepay', 'pending', NULL, NULL, '', '{}', 'api')`,
    )
    .run();
  return Number(lastInsertRowid);
}

test('whatever comes, in any order and however often: finished stays, refunded stays, one invoice', () => {
  const given = new Set<string>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STATUSES), { maxLength: 20 }), (words) => {
      const id = pending();
      let before: Status = 'pending';
      let invoice: string | null = null;
      for (const word of words) {
        const moved = moveTo(ctx, id, word);
        const row = findTransaction(ctx, id);
        const now = row?.status ?? 'created';
        expect(moved).toBe(now !== before);
        if (before === 'finished') expect(['finished', 'refunded']).toContain(now);
        if (before === 'refunded') expect(now).toBe('refunded');
        if (invoice !== null) expect(row?.document_no).toBe(invoice);
        if (invoice === null && row?.document_no) {
          invoice = row.document_no;
          expect(now).toBe('finished');
          expect(given.has(invoice)).toBe(false);
          given.add(invoice);
        }
        before = now;
      }
      expect(invoice !== null).toBe(words.length > 0 && words.includes('finished') && before !== 'reversed');
    }),
  );
});
