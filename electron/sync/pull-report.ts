import type { PullProgress } from '../../shared/domain/sync.ts';
import { as, type EpochMs, type EventId } from '../../shared/ids.ts';
import { factNames } from '../cache/fact-names.ts';
import type { Line } from './context.ts';
import { RateMeter } from './rate-meter.ts';

/** What is being read: one event, or everything. */
export interface EventScope {
  readonly id: EventId | null;
  readonly name: string | null;
}

const tellTicketsEveryMs = 500;

/** Tells the status bar how a reading of all tickets goes, and the lookup that new tickets are here. */
export class PullReport {
  readonly #line: Line;
  readonly #meter = new RateMeter();
  #eventName: string | null = null;
  #read = 0;
  #toldAt = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(line: Line) {
    this.#line = line;
    this.#meter.note(0, line.context.now());
    // While a page waits for the rate budget nothing else moves the bar: say why it waits.
    this.#timer = setInterval(() => this.#tell(), 1_000);
    this.#tell();
  }

  scope(scope: EventScope): void {
    this.#eventName = scope.name;
    this.#tell();
  }

  page(rows: number): void {
    this.#read += rows;
    this.#meter.note(this.#read, this.#line.context.now());
    this.#tell();
  }

  changed(): void {
    const now = this.#line.context.now();
    if (now - this.#toldAt < tellTicketsEveryMs) return;
    this.#toldAt = now;
    this.#line.context.notify('tickets.changed', { accountId: this.#line.account.id });
  }

  again(): void {
    this.#tell();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#line.board.setPull(null);
  }

  #tell(): void {
    const { context, account, platform, board } = this.#line;
    const cache = context.cache();
    const now = context.now();
    const expected = cache.facts.get(account.id, factNames.expectedTickets);
    const total = expected === null ? null : Number(expected);
    const done = cache.tickets.count(account.id);
    const left = total === null ? null : this.#meter.left(this.#read + Math.max(0, total - done), now);
    board.setPull({
      what: 'tickets',
      eventName: this.#eventName,
      done,
      total,
      rate: this.#meter.rate(now),
      leftMs: left,
      waiting: waiting(board.connectivity, platform.budget().pullWaitsUntilMs),
    });
  }
}

/** Why a pull stands still, if it does. */
export function waiting(connectivity: string, budgetUntilMs: number | null): PullProgress['waiting'] {
  if (connectivity === 'offline' || connectivity === 'portal') return { reason: 'offline', untilMs: null };
  if (budgetUntilMs !== null) return { reason: 'rate_limit', untilMs: as<EpochMs>(budgetUntilMs) };
  return null;
}
