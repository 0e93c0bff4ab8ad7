import type { PullProgress } from '../../shared/domain/sync.ts';
import { as, type EpochMs, type EventId } from '../../shared/ids.ts';
import { factNames } from '../cache/fact-names.ts';
import type { Line } from './context.ts';
import { TimeLeft } from './time-left.ts';

/** What is being read: one event, or everything. */
export interface EventScope {
  readonly id: EventId | null;
  readonly name: string | null;
}

const tellTicketsEveryMs = 500;

/** Tells the status bar how a reading of all tickets goes, and the lookup that new tickets are here. */
export class PullReport {
  readonly #line: Line;
  readonly #timeLeft: TimeLeft;
  readonly #timer: NodeJS.Timeout;
  #eventName: string | null = null;
  #done: number;
  #toldAt = Number.NEGATIVE_INFINITY;

  /** @param done rows that an interrupted reading had read. */
  constructor(line: Line, done: number) {
    this.#line = line;
    this.#done = done;
    this.#timeLeft = new TimeLeft(line.context.steady());
    // While a page waits for the rate budget nothing else moves the bar: say why it waits.
    this.#timer = setInterval(() => this.#tell(), 1_000);
    this.#tell();
  }

  scope(scope: EventScope): void {
    this.#eventName = scope.name;
    this.#tell();
  }

  /** @param rows of each page that was stored. */
  pages(rows: readonly number[]): void {
    for (const each of rows) {
      this.#done += each;
      this.#timeLeft.page(each, this.#line.context.steady());
    }
    this.#tell();
  }

  /** Rows that must be read again, or (less than zero) were read before this process began. */
  again(rows: number): void {
    this.#done = Math.max(0, this.#done - rows);
    this.#tell();
  }

  changed(): void {
    const now = this.#line.context.steady();
    if (now - this.#toldAt < tellTicketsEveryMs) return;
    this.#toldAt = now;
    this.#line.context.notify('tickets.changed', { accountId: this.#line.account.id });
  }

  end(): void {
    clearInterval(this.#timer);
    this.#line.board.setPull(null);
  }

  #tell(): void {
    const { context, account, platform, board } = this.#line;
    const now = context.steady();
    const expected = context.cache().facts.get(account.id, factNames.expectedTickets);
    const total = expected === null ? null : Number(expected);
    const done = total === null ? this.#done : Math.min(this.#done, total);
    const { pullWaitsUntilMs, limit } = platform.budget();
    board.setPull({
      what: 'tickets',
      eventName: this.#eventName,
      done,
      total,
      rate: this.#timeLeft.rate(now),
      leftMs: total === null ? null : this.#timeLeft.leftMs(total - done, limit ?? null, now),
      waiting: waiting(board.connectivity, pullWaitsUntilMs),
    });
  }
}

/** Why a pull stands still, if it does. */
export function waiting(connectivity: string, budgetUntilMs: number | null): PullProgress['waiting'] {
  if (connectivity === 'offline' || connectivity === 'portal') return { reason: 'offline', untilMs: null };
  if (budgetUntilMs !== null) return { reason: 'rate_limit', untilMs: as<EpochMs>(budgetUntilMs) };
  return null;
}
