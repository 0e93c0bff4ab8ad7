import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { actOf } from '../../shared/domain/act-of.ts';
import { type QueueState, queueStates } from '../../shared/domain/acts.ts';
import { ProblemError } from '../../shared/errors.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import type { ActRef, Settlement } from './ledger.ts';
import { interruptedStates, mayMove, settledStates, waitingStates } from './queue-states.ts';
import { accountId, anOrder, aRefund, aSale, ofPayment, TestLedger } from './test-ledger.ts';

/** One act as a reader of design.md would keep it on paper. */
interface PaperAct {
  readonly ref: ActRef;
  state: QueueState;
  due: number | null;
  attempts: number;
  order: string | null;
  readonly payment: string | null;
}

/** The queue on paper: acts in the order in which they came, and how many lines the journal must have. */
interface Paper {
  readonly acts: PaperAct[];
  journal: number;
  orders: number;
}

type Step = fc.Command<Paper, TestLedger>;

/** What must hold after each step. */
function agrees(paper: Paper, it: TestLedger): void {
  for (const act of paper.acts) {
    const entry = it.ledger.queue.get(act.ref);
    const real = entry && actOf(entry);
    expect(real).toMatchObject({ queueState: act.state, nextAttemptMs: act.due });
    expect(real?.attempts).toHaveLength(act.attempts);
    if (entry?.kind === 'sale') expect(entry.sale.orderId).toBe(act.order);
  }
  const among = (states: readonly QueueState[]) => paper.acts.filter((act) => states.includes(act.state));
  expect(it.ledger.queue.counts()).toEqual({
    waiting: among(waitingStates).length,
    needsPerson: among(['needs_person']).length,
    persons: expect.toSatisfy((ids: readonly string[]) => {
      const wanted = new Set<string>(among(['needs_person']).map((act) => act.ref.id));
      return ids.length === wanted.size && ids.every((id) => wanted.has(id));
    }),
  });
  const ids = it.ledger.queue.list({ settled: false, limit: 1000 }).map((entry) => actOf(entry).id);
  const open = paper.acts.filter((act) => act.state !== 'needs_person' && !among(settledStates).includes(act));
  expect(ids).toEqual([...among(['needs_person']), ...open].map((act) => act.ref.id));
  expect(it.ledger.journal.head()?.seq ?? 0).toBe(paper.journal);
}

class Sell implements Step {
  check = () => true;
  run(paper: Paper, it: TestLedger): void {
    const sale = it.ledger.sales.create(aSale(), it.act());
    paper.acts.push({
      ref: { kind: 'sale', id: sale.id },
      state: 'queued',
      due: null,
      attempts: 0,
      order: null,
      payment: null,
    });
    paper.journal += 1;
    agrees(paper, it);
  }
  toString = () => 'sell';
}

class Refund implements Step {
  readonly payment: string;
  constructor(payment: string) {
    this.payment = payment;
  }
  check = () => true;
  run(paper: Paper, it: TestLedger): void {
    const stands = paper.acts.some(
      (act) => act.payment === this.payment && act.state !== 'rejected' && act.state !== 'cancelled',
    );
    const create = () => it.ledger.refunds.create(aRefund(ofPayment(this.payment, 'o1')), it.act());
    if (stands) {
      expect(create).toThrow(ProblemError);
    } else {
      paper.acts.push({
        ref: { kind: 'refund', id: create().id },
        state: 'queued',
        due: null,
        attempts: 0,
        order: null,
        payment: this.payment,
      });
      paper.journal += 1;
    }
    agrees(paper, it);
  }
  toString = () => `refund ${this.payment}`;
}

class Claim implements Step {
  check = () => true;
  run(paper: Paper, it: TestLedger): void {
    const next = paper.acts.find((act) => act.state === 'queued' && (act.due === null || act.due <= it.nowMs));
    const entry = it.ledger.queue.claim(accountId, it.act());
    expect(entry ? actOf(entry).id : undefined).toBe(next?.ref.id);
    if (next) {
      Object.assign(next, { state: 'sending', due: null, attempts: next.attempts + 1 });
      paper.journal += 1;
    }
    agrees(paper, it);
  }
  toString = () => 'claim';
}

class Move implements Step {
  readonly pick: number;
  readonly from: QueueState;
  readonly to: QueueState;
  readonly wait: number | null;
  constructor(pick: number, from: QueueState, to: QueueState, wait: number | null) {
    this.pick = pick;
    this.from = from;
    this.to = to;
    this.wait = wait;
  }
  check = (paper: Readonly<Paper>) => paper.acts.length > 0;
  run(paper: Paper, it: TestLedger): void {
    const act = paper.acts[this.pick % paper.acts.length];
    if (!act) return;
    const confirmsSale = act.ref.kind === 'sale' && this.to === 'confirmed';
    const due = this.wait === null ? null : as<EpochMs>(it.nowMs + this.wait);
    const settlement: Settlement = {
      attempt: { at: it.act().now, outcome: 'unknown', note: '' },
      nextAttemptMs: due,
      order: confirmsSale ? anOrder(String(paper.orders)) : undefined,
    };
    const move = () => it.ledger.queue.move(act.ref, this.from, this.to, settlement, it.act());
    if (!mayMove(this.from, this.to)) {
      expect(move).toThrow('may not move');
    } else if (act.state !== this.from) {
      expect(move()).toBe(false);
    } else {
      expect(move()).toBe(true);
      act.state = this.to;
      act.attempts += 1;
      const rests = this.to === 'needs_person' || settledStates.some((state) => state === this.to);
      act.due = rests ? null : due;
      if (confirmsSale) {
        act.order = String(paper.orders);
        paper.orders += 1;
      }
      paper.journal += 1;
    }
    agrees(paper, it);
  }
  toString = () => `move #${this.pick} ${this.from} → ${this.to} wait ${this.wait}`;
}

/** A legal move of an act that is not settled: leads stories through all states. */
class Go implements Step {
  readonly pick: number;
  readonly way: number;
  readonly wait: number | null;
  constructor(pick: number, way: number, wait: number | null) {
    this.pick = pick;
    this.way = way;
    this.wait = wait;
  }
  check = (paper: Readonly<Paper>) => this.#next(paper) !== null;
  run(paper: Paper, it: TestLedger): void {
    const next = this.#next(paper);
    if (!next) return;
    visited.add(next.to);
    new Move(paper.acts.indexOf(next.act), next.act.state, next.to, this.wait).run(paper, it);
  }
  toString = () => `go #${this.pick} way ${this.way} wait ${this.wait}`;
  #next(paper: Readonly<Paper>): { act: PaperAct; to: QueueState } | null {
    const open = paper.acts.filter((act) => queueStates.some((to) => mayMove(act.state, to)));
    const act = open[this.pick % open.length];
    if (!act) return null;
    const ways = queueStates.filter((to) => mayMove(act.state, to));
    const to = ways[this.way % ways.length];
    return to === undefined ? null : { act, to };
  }
}

/** States that the stories led to, to be sure that they go everywhere. */
const visited = new Set<QueueState>();

/** The process dies and starts again. */
class Restart implements Step {
  check = () => true;
  run(paper: Paper, it: TestLedger): void {
    it.reopen();
    const cut = paper.acts.filter((act) => interruptedStates.some((state) => state === act.state));
    expect(it.ledger.queue.recoverInterrupted(it.act())).toBe(cut.length);
    for (const act of cut) Object.assign(act, { state: 'unknown', due: null, attempts: act.attempts + 1 });
    paper.journal += cut.length;
    agrees(paper, it);
    expect(it.ledger.journal.verify()).toBeNull();
  }
  toString = () => 'restart';
}

class Wait implements Step {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  check = () => true;
  run(_paper: Paper, it: TestLedger): void {
    it.nowMs += this.ms;
  }
  toString = () => `wait ${this.ms}`;
}

/** Any move at all: most cannot be made, and must change nothing. */
const anyMove = fc
  .tuple(fc.nat(20), fc.constantFrom(...queueStates), fc.constantFrom(...queueStates), fc.option(fc.nat(5000)))
  .map(([pick, from, to, wait]) => new Move(pick, from, to, wait));
const go = fc
  .tuple(fc.nat(20), fc.nat(11), fc.option(fc.nat(5000)))
  .map(([pick, way, wait]) => new Go(pick, way, wait));

let opened: TestLedger[] = [];
afterEach(() => {
  for (const it of opened) it.remove();
  opened = [];
});

test('whatever is sold, refunded, claimed, moved and restarted, the queue is as on paper', () => {
  fc.assert(
    fc.property(
      fc.commands(
        [
          fc.constant(new Sell()),
          fc.constantFrom('p1', 'p2').map((payment) => new Refund(payment)),
          fc.constant(new Claim()),
          go,
          go,
          go,
          go,
          anyMove,
          fc.constant(new Restart()),
          fc.nat(6000).map((ms) => new Wait(ms)),
        ],
        { maxCommands: 80, size: 'max' },
      ),
      (steps) => {
        const it = new TestLedger();
        opened.push(it);
        fc.modelRun(() => ({ model: { acts: [], journal: 0, orders: 0 }, real: it }), steps);
      },
    ),
    { numRuns: 40 },
  );
  expect([...visited].sort()).toEqual([...queueStates].sort());
}, 60_000);
