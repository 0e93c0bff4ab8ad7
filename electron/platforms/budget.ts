import {
  available,
  type BudgetModel,
  type Decision,
  decide,
  type Lease,
  newBudget,
  onAnswer,
  onNoAnswer,
  onRefused,
  onSend,
} from './budget-model.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Ask, Priority } from './platform.ts';
import { failure, PlatformError } from './platform-error.ts';
import type { RateLimits } from './rate-headers.ts';

/** How the budget stands, in full. */
export interface BudgetReport {
  /** Requests a window; null when no limit is known. */
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly queued: Readonly<Record<Priority, number>>;
  /** Set while somebody waits for the limit; `untilMs` is null until a running request is answered. */
  readonly waiting: { readonly reason: 'rate_limit' | 'staff_first'; readonly untilMs: number | null } | null;
}

export interface BudgetOptions {
  readonly clock?: Clock | undefined;
  /** A limit that is known without being told; else it is read from the answers, and without any there is none. */
  readonly limit?: number | undefined;
  readonly windowMs?: number | undefined;
  /** How long staff may be kept waiting for the limit before they are told so. */
  readonly staffWaitMs?: number | undefined;
  /** Requests of all but staff that may run at once; staff never wait for these. */
  readonly concurrency?: number | undefined;
  readonly onChange?: ((report: BudgetReport) => void) | undefined;
}

/** What `run` must be given back, so that it can read the limits: null for none, undefined when they are another limiter's. */
export interface Answered {
  readonly limits: RateLimits | null | undefined;
}

interface Waiter {
  readonly seq: number;
  readonly priority: Priority;
  readonly deadline: number;
  readonly go: (lease: Lease) => void;
  readonly stop: (error: PlatformError) => void;
}

const priorities: readonly Priority[] = ['staff', 'signals', 'aside', 'pull'];
const endpoint = 'rate budget';

/**
 * The rate budget of one account: who may send next, and when (platform-spec 1.1, trap T-22). Decisions are `budget-model.ts`; this
 * keeps the queues and the timer.
 */
export class RateBudget {
  readonly #clock: Clock;
  readonly #staffWaitMs: number;
  readonly #concurrency: number;
  readonly #onChange: ((report: BudgetReport) => void) | undefined;
  readonly #queues: Record<Priority, Waiter[]> = { staff: [], signals: [], aside: [], pull: [] };
  #model: BudgetModel;
  #seq = 0;
  #running = 0;
  #decision: Decision = { kind: 'idle' };
  #cancelTimer: (() => void) | null = null;

  constructor(options: BudgetOptions = {}) {
    this.#clock = options.clock ?? systemClock;
    this.#staffWaitMs = options.staffWaitMs ?? 65_000;
    this.#concurrency = options.concurrency ?? 8;
    this.#onChange = options.onChange;
    this.#model = newBudget({ limit: options.limit, windowMs: options.windowMs });
  }

  /**
   * Sends when it is this request's turn. A 429 is waited out and the request repeated, which is safe for writes too, since it was refused
   * before it was handled.
   * @param maxWaitMs how long it may wait in all; staff have a bound of their own, others none.
   * @throws PlatformError `rate_limited` (not sent) when the bound is passed, `timeout` (not sent) when stopped while waiting; and what
   * `send` throws.
   */
  async run<T extends Answered>(ask: Ask, send: () => Promise<T>, maxWaitMs?: number): Promise<T> {
    const bound = maxWaitMs ?? (ask.priority === 'staff' ? this.#staffWaitMs : Number.POSITIVE_INFINITY);
    const deadline = this.#clock.now() + bound;
    this.#seq += 1;
    const seq = this.#seq;
    for (;;) {
      const lease = await this.#turn(ask, seq, deadline);
      try {
        const answer = await send();
        this.#model = onAnswer(this.#model, lease, answer.limits, true, this.#clock.now());
        return answer;
      } catch (error) {
        if (!this.#failed(lease, error)) throw error;
      } finally {
        this.#running -= 1;
        this.#pump();
      }
    }
  }

  /** How the budget stands now. */
  report(): BudgetReport {
    const { staff, signals, aside, pull } = this.#queues;
    return {
      limit: this.#model.limit,
      remaining: available(this.#model, this.#clock.now()),
      queued: { staff: staff.length, signals: signals.length, aside: aside.length, pull: pull.length },
      waiting:
        this.#decision.kind === 'wait' ? { reason: this.#decision.reason, untilMs: this.#decision.untilMs } : null,
    };
  }

  #turn(ask: Ask, seq: number, deadline: number): Promise<Lease> {
    return new Promise((resolve, reject) => {
      const { signal } = ask;
      const leave = (): void => {
        signal?.removeEventListener('abort', abort);
        const queue = this.#queues[ask.priority];
        const at = queue.indexOf(waiter);
        if (at >= 0) queue.splice(at, 1);
      };
      const waiter: Waiter = {
        seq,
        priority: ask.priority,
        deadline,
        go: (lease) => {
          leave();
          resolve(lease);
        },
        stop: (error) => {
          leave();
          reject(error);
        },
      };
      const abort = (): void => {
        waiter.stop(failure('timeout', 'stopped while waiting', { outcome: 'not_sent', endpoint, retryable: true }));
        this.#pump();
      };
      if (signal?.aborted === true) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      const queue = this.#queues[ask.priority];
      // One that comes back after a 429 keeps its place.
      const behind = queue.findIndex((other) => other.seq > seq);
      queue.splice(behind < 0 ? queue.length : behind, 0, waiter);
      this.#pump();
    });
  }

  /** Lets go whoever may go, and sets the timer for the next one. */
  #pump(): void {
    const before = this.#decision;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const now = this.#clock.now();
    let decision = this.#next(now);
    for (; decision.kind === 'send'; decision = this.#next(now)) {
      const waiter = this.#queues[decision.priority][0];
      if (waiter === undefined) break;
      const { model, lease } = onSend(this.#model, decision.priority, now);
      this.#model = model;
      this.#running += 1;
      waiter.go(lease);
    }
    this.#decision = decision;
    if (decision.kind === 'wait') {
      this.#refuseLate(decision.untilMs, now);
      if (decision.untilMs !== null) {
        this.#cancelTimer = this.#clock.after(decision.untilMs - now, () => this.#pump());
      }
    }
    if (before.kind !== decision.kind || decision.kind === 'wait') this.#onChange?.(this.report());
  }

  #next(now: number): Decision {
    const waiting = new Set(priorities.filter((priority) => this.#queues[priority].length > 0));
    if (!waiting.has('staff') && this.#running >= this.#concurrency) return { kind: 'idle' };
    return decide(this.#model, waiting, now);
  }

  /** Whoever would wait past their bound is told now, and not after having waited in vain. */
  #refuseLate(untilMs: number | null, now: number): void {
    for (const priority of priorities) {
      for (const waiter of [...this.#queues[priority]]) {
        if ((untilMs ?? now) <= waiter.deadline) continue;
        const retryAfterMs = Math.max(0, Math.ceil((untilMs ?? now) - now));
        const facts = { outcome: 'not_sent', endpoint, retryable: true, retryAfterMs } as const;
        waiter.stop(failure('rate_limited', 'the platform takes no more requests for now', facts));
      }
    }
  }

  /** @returns true when the request is to be sent again. */
  #failed(lease: Lease, error: unknown): boolean {
    const now = this.#clock.now();
    if (!(error instanceof PlatformError)) {
      this.#model = onNoAnswer(this.#model, true, now);
      return false;
    }
    const { limits, outcome, problem } = error;
    if (problem.code === 'rate_limited') {
      this.#model = onRefused(this.#model, limits ?? null, problem.retryAfterMs ?? null, now);
      return true;
    }
    this.#model =
      limits === undefined
        ? onNoAnswer(this.#model, outcome !== 'not_sent', now)
        : onAnswer(this.#model, lease, limits, false, now);
    return false;
  }
}
