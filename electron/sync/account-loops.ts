import { problemOf } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import { compareDoors } from './compare-doors.ts';
import { factNow, isWatched, type Line } from './context.ts';
import { findPaymentsOfRefunds } from './find-payments.ts';
import { heartbeat, waitForBeat } from './heartbeat.ts';
import { backoffMs } from './pace.ts';
import { pollTickets } from './poll-tickets.ts';
import { pollChanges } from './pull-changes.ts';
import { pollOrders } from './pull-order-changes.ts';
import { pollRefundRequests, readAllOrders } from './pull-orders.ts';
import { pollTicketPayments } from './pull-ticket-payments.ts';
import { completeAt, readAllTickets } from './pull-tickets.ts';
import { pushDue } from './push.ts';
import { recoverStranded } from './queue-moves.ts';
import { nextLook, reconcileDue } from './reconcile.ts';
import { hasUntold, tellAdmissions } from './scans.ts';
import { settle } from './settle.ts';
import { readSignals } from './signals.ts';
import { isLost, isRecent, readAlone } from './signals-alone.ts';
import { Bell, wait } from './wait.ts';

const idleMs = 60_000;
/** Everything is read again this often, so that removed and changed tickets are noticed. */
const fullReadingEveryMs = 12 * 3_600_000;

/** Polls from one look at the refund requests that are no longer on the newest page to the next. */
const farRefundsEvery = 10;

/** Acts that are sent before one that is in doubt is looked for, which takes about as many requests. */
const sentBetweenLooks = 3;

type LoopName = 'heartbeat' | 'pull' | 'queue' | 'signals' | 'alone' | 'scans' | 'doors';

/** The work of one account, as long as its signal lives: heartbeat, pull, queue, paid signals, admissions, other doors. Each loop survives every error. */
export class AccountLoops {
  readonly #line: Line;
  readonly #bells: Readonly<Record<LoopName, Bell>> = {
    heartbeat: new Bell(),
    pull: new Bell(),
    queue: new Bell(),
    signals: new Bell(),
    alone: new Bell(),
    scans: new Bell(),
    doors: new Bell(),
  };
  #fullAsked = false;
  #fullOrdersAsked = false;
  #refundPolls = 0;
  /** Requests in a row that never left, and (steady) until when nothing is sent because of them. */
  #closedDoors = 0;
  #sendAgainAt = 0;
  readonly #running: Promise<unknown>;

  /**
   * @param predecessor ends when the account's former line has: what that is still sending is neither to be taken for lost, an act of the queue, nor
   *   to be told again, an admission.
   */
  constructor(line: Line, predecessor: Promise<void> = Promise.resolve()) {
    this.#line = line;
    this.#running = Promise.all([
      this.#loop('heartbeat', () => this.#heartbeat()),
      this.#loop('pull', () => this.#pull()),
      predecessor.then(() => this.#loop('queue', () => this.#queue())),
      this.#loop('signals', () => this.#signals()),
      this.#loop('alone', () => this.#alone()),
      predecessor.then(() => this.#loop('scans', () => this.#scans())),
      this.#loop('doors', () => this.#doors()),
    ]);
  }

  /** Ends when all loops have: call after the signal was aborted. */
  async ended(): Promise<void> {
    await this.#running;
  }

  pullNow(full: boolean): void {
    this.#fullAsked ||= full;
    this.#fullOrdersAsked ||= full;
    this.#bells.pull.ring();
  }

  queueChanged(): void {
    this.#bells.queue.ring();
    this.#bells.signals.ring();
    this.#bells.scans.ring();
  }

  watch(saleId: SaleId | null, forMs: number): void {
    const { context, memory } = this.#line;
    memory.watched = saleId === null ? null : { saleId, until: context.steady() + forMs };
    this.#bells.signals.ring();
    this.#bells.alone.ring();
  }

  /** Something got no answer: look at once whether the network is there. */
  question(): void {
    this.#bells.heartbeat.ring();
  }

  /** The network is back: everything that waits for it goes on at once. */
  backOnline(): void {
    this.#closedDoors = 0;
    this.#sendAgainAt = 0;
    this.#bells.queue.ring();
    this.#bells.signals.ring();
    this.#bells.alone.ring();
    this.#bells.scans.ring();
    this.#bells.pull.ring();
  }

  async #loop(name: LoopName, round: () => Promise<void>): Promise<void> {
    const { context, signal } = this.#line;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await round();
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const { code } = problemOf(error);
        if (code === 'internal') context.log.error(`${name} failed`, { cause: error });
        else context.log.warn(`${name} waits`, { code });
        await this.#bells[name].wait(backoffMs(context.pace, failures), signal);
      }
    }
  }

  async #heartbeat(): Promise<void> {
    await heartbeat(this.#line);
    if (await waitForBeat(this.#line, this.#bells.heartbeat)) {
      this.#line.board.woke();
      this.backOnline();
    }
  }

  async #pull(): Promise<void> {
    const { context, platform, signal } = this.#line;
    const bell = this.#bells.pull;
    if (!this.#usable()) {
      await bell.wait(idleMs, signal);
      return;
    }
    const { capabilities } = platform;
    if (capabilities.has('tickets')) await this.#pullTickets();
    if (capabilities.has('ticket_payments')) await pollTicketPayments(this.#line);
    if (capabilities.has('orders')) {
      await this.#pullOrders();
      await pollOrders(this.#line);
    }
    if (capabilities.has('refunds')) await this.#pollRefunds();
    if (capabilities.has('payments')) await findPaymentsOfRefunds(this.#line);
    await bell.wait(context.settings().pollSeconds * 1000, signal);
  }

  async #pullOrders(): Promise<void> {
    const again = this.#fullOrdersAsked;
    // Before the reading: who asks again meanwhile means another one.
    this.#fullOrdersAsked = false;
    await readAllOrders(this.#line, again);
  }

  /**
   * At most one request a poll. What is decided on far back is rarely waited for, and what was asked for elsewhere is nobody's at this door: both are
   * looked after now and then.
   */
  async #pollRefunds(): Promise<void> {
    const { context, account } = this.#line;
    const far = this.#refundPolls % farRefundsEvery === 0;
    const awaited = context.cache().orders.openRefundRequests(account.id).length > 0;
    if (far || awaited) await pollRefundRequests(this.#line, far ? 'open' : 'newest');
    this.#refundPolls += 1;
  }

  async #pullTickets(): Promise<void> {
    const { context, account, platform } = this.#line;
    const done = completeAt(this.#line);
    const old = done !== null && Math.abs(factNow(this.#line) - done) > fullReadingEveryMs;
    if (done !== null && !old && !this.#fullAsked) {
      if (platform.capabilities.has('tickets.since')) {
        await pollChanges(this.#line);
        return;
      }
      if ((await pollTickets(this.#line)) !== 'differs') return;
      context.log.info('tickets differ from the platform: reading again', { account: account.id });
    }
    this.#fullAsked = false;
    await readAllTickets(this.#line);
  }

  async #queue(): Promise<void> {
    const { context, account, signal, board } = this.#line;
    recoverStranded(this.#line);
    // Before the platform has been heard its clock is not known, and what is sent could not be found again by its time.
    const open = this.#open() && this.#usable() && board.answeredSteadyMs !== null;
    let moved = 0;
    if (open) {
      // A guest waits for each sale, and for each that is in doubt: neither kind may hold up the other.
      if (context.steady() >= this.#sendAgainAt) moved = await this.#push();
      moved += await reconcileDue(this.#line, 1);
      if (moved > 0) settle(this.#line, context.ledger.sales.awaitingPayment(account.id));
      // An order that has just been confirmed may be paid any moment.
      if (moved > 0) this.#bells.signals.ring();
    }
    const waits: number[] = [idleMs];
    const look = nextLook(this.#line);
    if (look !== null) waits.push(look - context.now());
    const due = context.ledger.queue.nextDue(account.id);
    if (due !== null) waits.push(Math.max(due - context.now(), this.#sendAgainAt - context.steady()));
    await this.#bells.queue.wait(Math.max(open ? 20 : 1_000, Math.min(...waits)), signal);
  }

  async #push(): Promise<number> {
    const { context } = this.#line;
    const { sent, stopped } = await pushDue(this.#line, sentBetweenLooks);
    if (stopped === null) {
      this.#closedDoors = 0;
    } else {
      this.#closedDoors = sent > 0 ? 1 : this.#closedDoors + 1;
      this.#sendAgainAt = context.steady() + (stopped.retryAfterMs ?? backoffMs(context.pace, this.#closedDoors));
    }
    return sent;
  }

  async #signals(): Promise<void> {
    const { context, account, memory, signal } = this.#line;
    const { pace } = context;
    const onScreen = memory.watched?.saleId ?? null;
    const open = context.ledger.sales.awaitingPayment(account.id);
    if (open.length > 0 && this.#open() && this.#usable()) {
      await readSignals(this.#line, onScreen);
      this.#bells.alone.ring();
    }
    const watched = open.find(({ id }) => id === memory.watched?.saleId);
    const fresh = watched !== undefined && isWatched(this.#line, watched.id);
    const waiting =
      watched !== undefined || open.some((sale) => isRecent(sale, context.now()) && !isLost(this.#line, sale));
    const pause = waiting ? pace.signalsRecentMs : pace.signalsIdleMs;
    await this.#bells.signals.wait(fresh ? pace.signalsWatchedMs : pause, signal);
  }

  /** Never more often than signals are read while somebody waits, so that many sales that no list shows do not eat up the limit. */
  async #alone(): Promise<void> {
    const { context, memory, signal } = this.#line;
    const ready = this.#open() && this.#usable();
    const next = ready ? await readAlone(this.#line, memory.watched?.saleId ?? null) : null;
    await wait(context.pace.signalsRecentMs, signal);
    if (next === null || next > context.pace.signalsRecentMs) {
      await this.#bells.alone.wait(Math.min(next ?? idleMs, idleMs), signal);
    }
  }

  /** By itself, since a scan service may be away while sales go on. */
  async #scans(): Promise<void> {
    const { context, signal } = this.#line;
    let pause = idleMs;
    if (this.#open() && this.#usable()) {
      const { told, waiting } = await tellAdmissions(this.#line);
      if (told > 0) this.#bells.doors.ring();
      if (waiting) pause = context.pace.unreachableMs;
    } else if (hasUntold(this.#line)) {
      // The other doors are not to wait a minute for what was let in while nothing was open.
      pause = 1_000;
    }
    await this.#bells.scans.wait(pause, signal);
  }

  /** Once after each telling, and never more often than signals are read: at a busy door every *Admit* is told by itself. */
  async #doors(): Promise<void> {
    const { context, signal } = this.#line;
    if (this.#open() && this.#usable()) await compareDoors(this.#line);
    await wait(context.pace.signalsRecentMs, signal);
    await this.#bells.doors.wait(idleMs, signal);
  }

  #open(): boolean {
    const { connectivity } = this.#line.board;
    return connectivity !== 'offline' && connectivity !== 'portal';
  }

  #usable(): boolean {
    const { health } = this.#line.board;
    return health === 'ok' || health === 'unchecked';
  }
}
