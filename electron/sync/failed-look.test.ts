import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDoubt } from '../../shared/domain/doubt.ts';
import type { ProblemCode } from '../../shared/errors.ts';
import { as, type OrderId } from '../../shared/ids.ts';
import { accountId } from '../ledger/test-ledger.ts';
import type { Platform } from '../platforms/platform.ts';
import { failure } from '../platforms/platform-error.ts';
import { pushDue } from './push.ts';
import { refOf } from './queue-moves.ts';
import { reconcileDue } from './reconcile.ts';
import { TestLine } from './test-line.fixture.ts';

const orderId = as<OrderId>('o');
let it: TestLine;
let looks: number;
/** How the platform answers when it is asked what became of an act; null: as usual. */
let trouble: { readonly code: ProblemCode; readonly retryAfterMs?: number } | null;

beforeEach(() => {
  looks = 0;
  trouble = null;
  const troubled = <A extends readonly unknown[], T>(ask: (...given: A) => Promise<T>) => {
    return async (...given: A): Promise<T> => {
      looks += 1;
      if (trouble === null) return ask(...given);
      const { code, ...more } = trouble;
      throw failure(code, 'no', { outcome: code === 'server_error' ? 'unknown' : 'refused', ...more });
    };
  };
  const lost = () => Promise.reject(failure('host_unreachable', 'the connection broke', { outcome: 'unknown' }));
  it = new TestLine({
    change: (platform): Platform => ({
      ...platform,
      orders: troubled((query) => platform.orders(query)),
      order: troubled((id, ask) => platform.order(id, ask)),
      markPaid: lost,
      refundPayment: lost,
    }),
  });
});
afterEach(() => it.remove());

/** An act of each kind whose answer is lost. */
const kinds = {
  sale: () => it.sell(),
  deed: () =>
    it.ledger.deeds.create(
      {
        ...{ accountId, act: 'markPaid', orderId, orderNumber: 'N-1', guest: 'Ana', email: null },
        amount: { minor: 500, currency: 'EUR' },
      },
      it.it.act(),
    ).id,
  refund: () =>
    it.ledger.refunds.create(
      {
        ...{ accountId, orderNumber: 'N-1', guest: 'Ana', amount: { minor: 500, currency: 'EUR' } },
        target: { kind: 'payment', paymentId: 'p' as never, orderId },
      },
      it.it.act(),
    ).id,
} as const;

async function lose(kind: keyof typeof kinds): Promise<void> {
  kinds[kind]();
  if (kind === 'sale') it.fake.fates = ['lost_after'];
  await pushDue(it.line);
}

const journalled = (): number => it.ledger.journal.head()?.seq ?? 0;

/** The act's state, and why a person is asked. */
function fate(): readonly (string | undefined)[] {
  const [entry] = it.ledger.queue.list({ settled: true, limit: 1 });
  const act = entry?.kind === 'sale' ? entry.sale : entry?.kind === 'deed' ? entry.deed : entry?.refund;
  return [act?.queueState, readDoubt(act?.attempts.at(-1)?.note ?? '')?.why];
}

describe('a platform that will not say what became of an act', () => {
  test.each([
    ['deed', 'not_found', 'order_gone'],
    ['deed', 'refused', 'look_failed'],
    ['deed', 'refused_fields', 'look_failed'],
    ['deed', 'server_error', 'look_failed'],
    ['refund', 'not_found', 'order_gone'],
    ['refund', 'server_error', 'look_failed'],
    ['sale', 'not_found', 'look_failed'],
    ['sale', 'refused', 'look_failed'],
    ['sale', 'internal', 'look_failed'],
  ] as const)('%s, %s: a person is asked after a while, and can give it up', async (kind, code, why) => {
    await lose(kind);
    trouble = { code };
    const before = journalled();
    await it.settle(100_000);
    expect(fate()[0]).toBe('unknown');
    await it.settle(1_800_000);
    expect(fate()).toEqual(['needs_person', why]);
    expect([looks < 40, journalled() - before < 100]).toEqual([true, true]);
    const [entry] = it.ledger.queue.inStates(accountId, ['needs_person']);
    if (entry) it.ledger.queue.move(refOf(entry), 'needs_person', 'cancelled', {}, it.it.act());
    // Its account can be removed.
    expect(it.ledger.queue.counts(accountId)).toMatchObject({ waiting: 0, needsPerson: 0 });
  });

  test('one that fails for some minutes and then tells is asked until it does, and nobody else', async () => {
    await lose('sale');
    trouble = { code: 'server_error' };
    await it.settle(400_000);
    expect(fate()[0]).toBe('unknown');
    trouble = null;
    await it.settle(60_000);
    expect([fate()[0], it.fake.writes]).toEqual(['confirmed', 1]);
  });

  test('one error after half an hour in which nobody could ask says nothing', async () => {
    await lose('sale');
    trouble = { code: 'timeout' };
    await it.settle(1_800_000);
    trouble = { code: 'server_error' };
    await it.settle(60_000);
    expect(fate()[0]).toBe('unknown');
    trouble = null;
    await it.settle(60_000);
    expect([fate()[0], it.fake.writes]).toEqual(['confirmed', 1]);
  });

  test.each(['rate_limited', 'server_error'] as const)(
    '%s with an hour’s Retry-After is waited for, and not taken for a clock that was set back',
    async (code) => {
      await lose('sale');
      trouble = { code, retryAfterMs: 3_600_000 };
      it.pass(3_000);
      const before = journalled();
      for (let round = 0; round < 300; round += 1) {
        it.pass(20);
        await reconcileDue(it.line);
      }
      expect([looks, journalled() - before]).toEqual([1, 2]);
      trouble = null;
      it.pass(600_000);
      await reconcileDue(it.line);
      expect(fate()[0]).toBe('confirmed');
    },
  );
});
