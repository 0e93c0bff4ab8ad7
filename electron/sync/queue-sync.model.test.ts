import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { QueueState, Sale } from '../../shared/domain/acts.ts';
import type { OrderItem } from '../../shared/domain/orders.ts';
import { accountId, aSale } from '../ledger/test-ledger.ts';
import { customerToSend } from '../ledger/till-reference.ts';
import type { Fate } from './fake-platform.fixture.ts';
import { pushDue } from './push.ts';
import { recoverStranded } from './queue-moves.ts';
import { reconcileDue } from './reconcile.ts';
import { sentNote } from './send-spans.ts';
import { TestLine } from './test-line.fixture.ts';

/** What the world knows and the till does not: nothing, since the platform's books tell whose order each is. */
type World = Record<string, never>;
type Step = fc.AsyncCommand<World, TestLine>;

let opened: TestLine[] = [];
afterEach(() => {
  for (const it of opened) it.remove();
  opened = [];
});

/** Equal for sales that nobody could tell apart. */
function face(sale: Pick<Sale, 'customer' | 'reference'>): string {
  return JSON.stringify(customerToSend(sale));
}

/** The promise: never more orders than sales of their kind, and a confirmed sale holds an order of its own kind, alone. */
function promise(it: TestLine): void {
  const sales = it.ledger.sales.recent(1_000);
  const count = (of: readonly string[]) => Map.groupBy(of, (one) => one);
  const faces = count(sales.map(face));
  for (const [key, orders] of count(it.fake.made.map(({ sent }) => JSON.stringify(sent.customer)))) {
    expect(orders.length, `orders of ${key}`).toBeLessThanOrEqual(faces.get(key)?.length ?? 0);
  }
  const held = sales.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  expect(new Set(held).size).toBe(held.length);
  for (const sale of sales) {
    if (sale.orderId === null) continue;
    const made = it.fake.made.find(({ order }) => order.id === sale.orderId);
    expect(JSON.stringify(made?.sent.customer)).toBe(face(sale));
  }
  const paid = Map.groupBy(it.fake.requests, (request) => request.paymentId);
  for (const requests of paid.values()) expect(requests).toHaveLength(1);
}

abstract class Act implements Step {
  check = () => true;
  abstract go(it: TestLine): Promise<void> | void;
  abstract toString(): string;
  async run(_world: World, it: TestLine): Promise<void> {
    await this.go(it);
    it.fake.tick();
    promise(it);
  }
}

class Sell extends Act {
  readonly guest: number;
  constructor(guest: number) {
    super();
    this.guest = guest;
  }
  go(it: TestLine): void {
    const contacts = [
      ...[{ email: 'a@example.test', name: 'Ana' }, { phone: '+381600000001' }, { name: 'Đorđe' }, {}],
      { email: 'e@example.test', name: 'Eva', phone: '+381600000002' },
    ];
    it.ledger.sales.create(aSale(contacts[this.guest % contacts.length]), it.it.act());
  }
  toString = () => `sell to guest ${this.guest}`;
}

class Refund extends Act {
  go(it: TestLine): void {
    const sale = it.ledger.sales
      .recent(1_000)
      .find((one) => one.orderId !== null && !it.fake.payments.some((paid) => paid.orderId === one.orderId));
    if (!sale?.orderId) return;
    const paymentId = it.fake.pay(sale.orderId);
    const target = { kind: 'payment', paymentId, orderId: sale.orderId } as const;
    it.ledger.refunds.create({ accountId, target, orderNumber: '', guest: '', amount: sale.total }, it.it.act());
  }
  toString = () => 'pay and refund';
}

class Push extends Act {
  readonly fates: readonly Fate[];
  constructor(fates: readonly Fate[]) {
    super();
    this.fates = fates;
  }
  async go(it: TestLine): Promise<void> {
    it.fake.fates = [...this.fates];
    recoverStranded(it.line);
    await pushDue(it.line);
    it.fake.fates = [];
  }
  toString = () => `push ${this.fates.join(' ')}`;
}

class Look extends Act {
  readonly reachable: boolean;
  constructor(reachable: boolean) {
    super();
    this.reachable = reachable;
  }
  async go(it: TestLine): Promise<void> {
    it.fake.unreachable = !this.reachable;
    await reconcileDue(it.line);
    it.fake.unreachable = false;
  }
  toString = () => `look ${this.reachable ? '' : 'in vain'}`;
}

class Wait extends Act {
  readonly ms: number;
  constructor(ms: number) {
    super();
    this.ms = ms;
  }
  go(it: TestLine): void {
    it.pass(this.ms);
  }
  toString = () => `wait ${this.ms}`;
}

/** The process dies with a request under way: before it reached the platform, or after. */
class Die extends Act {
  readonly arrived: boolean;
  constructor(arrived: boolean) {
    super();
    this.arrived = arrived;
  }
  go(it: TestLine): void {
    const entry = it.ledger.queue.claim(accountId, it.it.act(), sentNote(it.line.board.clock));
    if (this.arrived && entry?.kind === 'sale') {
      const { sale } = entry;
      const { items, total, tender, reference } = sale;
      it.fake.create({ customer: customerToSend(sale), items, currency: total.currency, tender, reference });
    } else if (this.arrived && entry?.kind === 'refund' && entry.refund.target.kind === 'payment') {
      it.fake.request(entry.refund.target.paymentId);
    }
    it.restart();
  }
  toString = () => `die ${this.arrived ? 'after' : 'before'} it arrived`;
}

class SetClock extends Act {
  readonly ms: number;
  constructor(ms: number) {
    super();
    this.ms = ms;
  }
  go(it: TestLine): void {
    it.setClock(this.ms);
  }
  toString = () => `set the clock by ${this.ms} ms`;
}

/** An answer that came quickly, or so slowly that the platform's clock looks that far off. */
class Hear extends Act {
  readonly offMs: number;
  constructor(offMs: number) {
    super();
    this.offMs = offMs;
  }
  go(it: TestLine): void {
    it.hear(this.offMs);
  }
  toString = () => `hear the platform's clock ${this.offMs} ms off`;
}

/** The laptop sleeps, and its steady clock with it. */
class Sleep extends Act {
  readonly ms: number;
  constructor(ms: number) {
    super();
    this.ms = ms;
  }
  go(it: TestLine): void {
    it.sleep(this.ms);
  }
  toString = () => `sleep ${this.ms}`;
}

/** From now on every n-th row of the platform's lists cannot be read; 0: all can. */
class Garble extends Act {
  readonly nth: number;
  constructor(nth: number) {
    super();
    this.nth = nth;
  }
  go(it: TestLine): void {
    const { nth } = this;
    it.fake.unreadable = ({ id }) => nth > 0 && Number(/\d+$/.exec(id)?.[0]) % nth === 0;
  }
  toString = () => `garble every ${this.nth}th row`;
}

/** From now on the platform keeps phones in another form, and sells under other names, for other prices or with a fee of its own. */
class Rewrite extends Act {
  readonly what: keyof typeof rewrites;
  constructor(what: keyof typeof rewrites) {
    super();
    this.what = what;
  }
  go(it: TestLine): void {
    const { what } = this;
    it.fake.keeps = (kept) => (what === 'nothing' ? kept : { ...kept, phone: kept.phone.replace('+381', '0') });
    it.fake.sells = rewrites[what];
  }
  toString = () => `rewrite phones and ${this.what}`;
}

const rewrites = {
  nothing: (items: readonly OrderItem[]) => items,
  names: (items: readonly OrderItem[]) => items.map((item) => ({ ...item, name: `${item.name} (early)` })),
  prices: (items: readonly OrderItem[]) =>
    items.map((item) => ({ ...item, unitPrice: { ...item.unitPrice, minor: item.unitPrice.minor + 50 } })),
  fee: (items: readonly OrderItem[]) =>
    items.flatMap((item) => [item, { ...item, name: 'Fee', quantity: 1, unitPrice: { ...item.unitPrice, minor: 50 } }]),
} as const;

const fate = fc.constantFrom<Fate>(
  'ok',
  'ok',
  'not_sent',
  'refused',
  'lost_before',
  'lost_after',
  'lost_after',
  'late',
);
const steps = [
  fc.nat(4).map((guest) => new Sell(guest)),
  fc.nat(4).map((guest) => new Sell(guest)),
  fc.constant(new Refund()),
  fc.array(fate, { maxLength: 4 }).map((fates) => new Push(fates)),
  fc.array(fate, { maxLength: 4 }).map((fates) => new Push(fates)),
  fc.boolean().map((reachable) => new Look(reachable)),
  fc.constant(new Look(true)),
  fc.constantFrom(10, 2_000, 5_000, 31_000, 130_000).map((ms) => new Wait(ms)),
  fc.boolean().map((arrived) => new Die(arrived)),
  fc.constantFrom(-24, -1, 1, 24).map((hours) => new SetClock(hours * 3_600_000)),
];

/** What makes the platform's clock and its lists hard to read. */
const murky = [
  ...steps,
  fc.constantFrom(-20_000, -3_000, 0, 3_000, 20_000).map((offMs) => new Hear(offMs)),
  fc.constantFrom(-20_000, 20_000).map((ms) => new SetClock(ms)),
  fc.constantFrom(20_000, 3_600_000).map((ms) => new Sleep(ms)),
  fc.constantFrom(0, 1, 2, 3).map((nth) => new Garble(nth)),
];

/** What makes an order look like another's. */
const rewriting = [
  ...steps,
  fc.constantFrom<keyof typeof rewrites>('nothing', 'names', 'prices', 'fee').map((what) => new Rewrite(what)),
  fc.constant(new Sell(4)),
];

const finished: ReadonlySet<QueueState> = new Set(['confirmed', 'rejected', 'needs_person']);

test.each([
  ['dies, or is set', steps, false],
  ['dies, is set, or is rewritten', rewriting, false],
  ['dies, is set, is garbled, or comes so late that it tells no time', murky, true],
] as const)(
  'whatever gets lost, %s, each sale and each refund reaches the platform once, or a person is asked',
  async (_what, steps, mute) => {
    await fc.assert(
      fc.asyncProperty(fc.commands([...steps], { maxCommands: 50, size: 'max' }), async (commands) => {
        const it = new TestLine({ pace: { sendsAtMost: 20 }, mute });
        opened.push(it);
        it.fake.lateMs = 20_000;
        await fc.asyncModelRun(() => ({ model: {}, real: it }), commands);
        // The night calms down.
        for (let round = 0; round < 40; round += 1) {
          recoverStranded(it.line);
          await reconcileDue(it.line);
          await pushDue(it.line);
          it.pass(31_000);
          promise(it);
        }
        for (const sale of it.ledger.sales.recent(1_000)) expect(finished).toContain(sale.queueState);
        for (const refund of it.ledger.refunds.recent(1_000)) {
          expect(finished).toContain(refund.queueState);
          if (refund.queueState === 'confirmed') expect(refund.requests).toHaveLength(1);
        }
        expect(it.ledger.journal.verify()).toBeNull();
        expect(it.errors).toEqual([]);
      }),
      { numRuns: 25 },
    );
  },
  120_000,
);
