import { problemOf } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import { backoffMs } from './backoff.ts';
import type { Line } from './context.ts';
import { pollOrders, pollRefundRequests, readAllOrders } from './pull-orders.ts';
import { completeAt, pollTickets, readAllTickets } from './pull-tickets.ts';
import { pushDue } from './push.ts';
import { nextLook, reconcileDue } from './reconcile.ts';
import { isSomeoneWaiting, readSignals } from './signals.ts';
import { Bell, wait } from './wait.ts';

const heartbeatMs = 3_000;
const signalsWhileWaitingMs = 3_000;
const signalsOtherwiseMs = 60_000;
const idleMs = 60_000;
/** Everything is read again this often, so that removed and changed tickets are noticed. */
const fullReadingEveryMs = 12 * 3_600_000;

/** The work of one account, as long as its signal lives: heartbeat, pull, queue, paid signals. Each loop survives every error. */
export class AccountLoops {
  readonly #line: Line;
  readonly #pullBell = new Bell();
  readonly #queueBell = new Bell();
  readonly #signalsBell = new Bell();
  #fullAsked = false;
  #watched: SaleId | null = null;
  readonly #running: Promise<unknown>;

  constructor(line: Line) {
    this.#line = line;
    this.#running = Promise.all([
      this.#loop('heartbeat', () => this.#heartbeat()),
      this.#loop('pull', () => this.#pull()),
      this.#loop('queue', () => this.#queue()),
      this.#loop('signals', () => this.#signals()),
    ]);
  }

  /** Ends when all loops have: call after the signal was aborted. */
  async ended(): Promise<void> {
    await this.#running;
  }

  pullNow(full: boolean): void {
    this.#fullAsked ||= full;
    this.#pullBell.ring();
  }

  queueChanged(): void {
    this.#queueBell.ring();
    this.#signalsBell.ring();
  }

  watch(saleId: SaleId | null): void {
    this.#watched = saleId;
    this.#signalsBell.ring();
  }

  /** The network is back: everything that waits for it goes on at once. */
  backOnline(): void {
    this.#queueBell.ring();
    this.#signalsBell.ring();
    this.#pullBell.ring();
  }

  async #loop(name: string, round: () => Promise<void>): Promise<void> {
    let failures = 0;
    while (!this.#line.signal.aborted) {
      try {
        await round();
        failures = 0;
      } catch (error) {
        if (this.#line.signal.aborted) return;
        failures += 1;
        const { code } = problemOf(error);
        if (code === 'internal') this.#line.context.log.error(`${name} failed`, { cause: error });
        else this.#line.context.log.warn(`${name} waits`, { code });
        await this.#pause(name, backoffMs(failures));
      }
    }
  }

  async #pause(name: string, ms: number): Promise<void> {
    const { signal } = this.#line;
    if (name === 'pull') await this.#pullBell.wait(ms, signal);
    else if (name === 'queue') await this.#queueBell.wait(ms, signal);
    else if (name === 'signals') await this.#signalsBell.wait(ms, signal);
    else await wait(Math.min(ms, heartbeatMs), signal);
  }

  /** Asks whether the host is there when nothing else has for a while, so that the badge is true within seconds. */
  async #heartbeat(): Promise<void> {
    const { board, platform, signal, context } = this.#line;
    const quietMs = context.now() - (board.lastAnswerAt ?? 0);
    if (quietMs >= heartbeatMs || board.connectivity === 'offline' || board.connectivity === 'portal') {
      const startedAt = performance.now();
      try {
        await platform.reach(signal);
        board.reached(performance.now() - startedAt);
      } catch (error) {
        if (!signal.aborted) board.failed(problemOf(error));
      }
    }
    await wait(heartbeatMs, signal);
  }

  async #pull(): Promise<void> {
    const { context, account, board, signal } = this.#line;
    if (board.health !== 'ok' && board.health !== 'unchecked') {
      await this.#pullBell.wait(idleMs, signal);
      return;
    }
    const done = completeAt(this.#line);
    const old = done !== null && context.now() - done > fullReadingEveryMs;
    if (done === null || old || this.#fullAsked) {
      this.#fullAsked = false;
      await readAllTickets(this.#line);
    } else if (!(await pollTickets(this.#line))) {
      context.log.info('tickets differ from the platform: reading all again', { account: account.id });
      await readAllTickets(this.#line);
    }
    await readAllOrders(this.#line);
    await pollOrders(this.#line);
    if (context.cache().orders.openRefundRequests(account.id).length > 0) await pollRefundRequests(this.#line, 3);
    await this.#pullBell.wait(context.settings().pollSeconds * 1000, signal);
  }

  async #queue(): Promise<void> {
    const { board, context, account, signal } = this.#line;
    const closed = board.connectivity === 'offline' || board.connectivity === 'portal';
    const usable = board.health === 'ok' || board.health === 'unchecked';
    if (!closed && usable) {
      const moved = (await reconcileDue(this.#line)) + (await pushDue(this.#line));
      // An order that has just been confirmed may be paid any moment.
      if (moved > 0) this.#signalsBell.ring();
    }
    const due = [context.ledger.queue.nextDue(account.id), nextLook(this.#line)].filter((at) => at !== null);
    const untilDue =
      due.length === 0 ? idleMs : Math.max(closed || !usable ? 1_000 : 50, Math.min(...due) - context.now());
    await this.#queueBell.wait(Math.min(idleMs, untilDue), signal);
  }

  async #signals(): Promise<void> {
    const { context, account, board, signal } = this.#line;
    const open = context.ledger.sales.awaitingPayment(account.id);
    const closed = board.connectivity === 'offline' || board.connectivity === 'portal';
    if (open.length > 0 && !closed) await readSignals(this.#line);
    const soon = isSomeoneWaiting(open, this.#watched, context.now());
    await this.#signalsBell.wait(soon ? signalsWhileWaitingMs : signalsOtherwiseMs, signal);
  }
}
