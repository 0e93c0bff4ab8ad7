import type { AccountHealth } from '../../shared/domain/accounts.ts';
import type { Connectivity, PullProgress, SyncStatus } from '../../shared/domain/sync.ts';
import type { Problem, ProblemCode } from '../../shared/errors.ts';
import type { EpochMs } from '../../shared/ids.ts';

/** Problems that say that no answer of the platform came back. */
const noAnswer: ReadonlySet<ProblemCode> = new Set(['offline', 'host_unreachable', 'timeout']);

/** Problems of one request that say nothing of the account as a whole: they belong to the screen that asked. */
const oneRequestOnly: ReadonlySet<ProblemCode> = new Set([
  'not_found',
  'refused',
  'refused_fields',
  'rate_limited',
  'capability_missing',
]);

/** What an answer, or the lack of one, says of the way to the platform. Null when it says nothing new. */
export function connectivityAfter(problem: Problem | null): Connectivity | null {
  if (problem === null) return 'online';
  if (noAnswer.has(problem.code)) return 'offline';
  if (problem.code === 'not_json') return 'portal';
  return 'online';
}

/** What an answer says of the account's key. Null when it says nothing. */
export function healthAfter(problem: Problem | null): AccountHealth | null {
  if (problem === null) return 'ok';
  if (problem.code === 'key_refused' || problem.code === 'login_refused') return 'key_refused';
  if (problem.code === 'session_ended') return 'session_ended';
  return null;
}

/** Facts of the stores that a status is told with. */
export interface StoredFacts {
  readonly freshAt: EpochMs | null;
  readonly completeAt: EpochMs | null;
  readonly tickets: number;
  readonly expectedTickets: number | null;
  readonly setAside: number;
  readonly queue: SyncStatus['queue'];
}

/** How one account stands right now; collects what the loops see and tells the windows, at most four times a second. */
export class StatusBoard {
  #connectivity: Connectivity = 'unknown';
  #health: AccountHealth;
  #lastAnswerAt: EpochMs | null = null;
  #problem: Problem | null = null;
  #pull: PullProgress | null = null;
  #clockSkewMs: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #now: () => EpochMs;
  readonly #changed: () => void;
  readonly #onBackOnline: () => void;

  constructor(options: { now: () => EpochMs; changed: () => void; backOnline: () => void; health: AccountHealth }) {
    this.#now = options.now;
    this.#changed = options.changed;
    this.#onBackOnline = options.backOnline;
    this.#health = options.health;
  }

  get connectivity(): Connectivity {
    return this.#connectivity;
  }

  get health(): AccountHealth {
    return this.#health;
  }

  get lastAnswerAt(): EpochMs | null {
    return this.#lastAnswerAt;
  }

  /** The platform gave the answer that was asked for. */
  answered(): void {
    this.#problem = null;
    this.#note(null);
  }

  /** The host answered the heartbeat: the way is open, whatever the account's key may be worth. */
  reached(tookMs: number): void {
    this.#lastAnswerAt = this.#now();
    this.#setConnectivity(tookMs > slowAfterMs ? 'slow' : 'online');
  }

  /** A request failed. */
  failed(problem: Problem): void {
    if (!oneRequestOnly.has(problem.code)) this.#problem = problem;
    this.#note(problem);
  }

  setHealth(health: AccountHealth): void {
    if (this.#health === health) return;
    this.#health = health;
    this.touch();
  }

  setPull(progress: PullProgress | null): void {
    this.#pull = progress;
    this.touch();
  }

  setClockSkew(skewMs: number): void {
    const worthSaying = Math.abs(skewMs) > skewWorthSayingMs ? Math.round(skewMs / 1000) * 1000 : null;
    if (worthSaying === this.#clockSkewMs) return;
    this.#clockSkewMs = worthSaying;
    this.touch();
  }

  /** Difference platform − laptop in milliseconds, zero when it is too small to matter. */
  get clockSkewMs(): number {
    return this.#clockSkewMs ?? 0;
  }

  /** Tells the windows soon. */
  touch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#changed();
    }, tellEveryMs);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  status(accountId: SyncStatus['accountId'], facts: StoredFacts): SyncStatus {
    return {
      accountId,
      connectivity: this.#connectivity,
      lastAnswerAt: this.#lastAnswerAt,
      pull: this.#pull,
      problem: this.#problem,
      clockSkewMs: this.#clockSkewMs,
      ...facts,
    };
  }

  #note(problem: Problem | null): void {
    const connectivity = connectivityAfter(problem);
    if (connectivity === 'online') this.#lastAnswerAt = this.#now();
    const health = healthAfter(problem);
    if (health !== null) this.#health = health;
    if (connectivity !== null) this.#setConnectivity(connectivity);
    this.touch();
  }

  #setConnectivity(connectivity: Connectivity): void {
    const before = this.#connectivity;
    if (before === connectivity) return;
    this.#connectivity = connectivity;
    const open = connectivity === 'online' || connectivity === 'slow';
    if (open && (before === 'offline' || before === 'portal')) this.#onBackOnline();
    this.touch();
  }
}

const tellEveryMs = 250;
const slowAfterMs = 2_500;
const skewWorthSayingMs = 120_000;
