import type { AccountHealth } from '../../shared/domain/accounts.ts';
import type { Connectivity, PullProgress, SyncStatus } from '../../shared/domain/sync.ts';
import type { Problem, ProblemCode } from '../../shared/errors.ts';
import { as, type EpochMs } from '../../shared/ids.ts';
import type { HeardClock } from '../platforms/http.ts';
import { type KnownClock, PlatformClock, skewWorthSayingMs } from './platform-clock.ts';

/** What one heartbeat found of the way to the platform. */
export type Beat = 'there' | 'slow' | 'gone' | 'portal';

/** Problems that say that no answer of the platform came back. */
const noAnswer: ReadonlySet<ProblemCode> = new Set(['offline', 'host_unreachable', 'timeout']);

/** Problems that arise on this side of the network: our own budget's word, a call that is not offered or cannot be made. No answer came back. */
const ownWord: ReadonlySet<ProblemCode> = new Set([
  ...(['rate_limited', 'capability_missing', 'invalid_input', 'disk_full', 'internal'] as const),
]);

/** Problems of one request that say nothing of the account as a whole: they belong to the screen that asked. */
const oneRequestOnly: ReadonlySet<ProblemCode> = new Set([
  'not_found',
  'refused',
  'refused_fields',
  'rate_limited',
  'capability_missing',
]);

/**
 * What an answer, or the lack of one, says of the way to the platform. Null when it says nothing for certain: a request without an answer may be
 * one lost packet, and the heartbeat finds out which.
 */
export function connectivityAfter(problem: Problem | null): Connectivity | null {
  if (problem === null) return 'online';
  if (noAnswer.has(problem.code) || ownWord.has(problem.code)) return null;
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

const connectivityOf: Readonly<Record<Beat, Connectivity>> = {
  there: 'online',
  slow: 'slow',
  gone: 'offline',
  portal: 'portal',
};

/** Facts of the stores that a status is told with. */
export interface StoredFacts {
  readonly freshAt: EpochMs | null;
  readonly completeAt: EpochMs | null;
  readonly ordersReadAt: EpochMs | null;
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
  readonly #clock: PlatformClock;
  #timer: NodeJS.Timeout | null = null;
  #inQuestion = false;
  #answeredSteadyMs: number | null = null;
  #reopenedSteadyMs = Number.NEGATIVE_INFINITY;
  #wokeSteadyMs = Number.NEGATIVE_INFINITY;
  readonly #now: () => EpochMs;
  readonly #steady: () => number;
  readonly #onQuestion: () => void;
  readonly #changed: () => void;
  readonly #onBackOnline: () => void;

  constructor(options: {
    readonly now: () => EpochMs;
    readonly steady: () => number;
    readonly changed: () => void;
    readonly backOnline: () => void;
    /** A request got no answer: the heartbeat is asked to look at once. */
    readonly question: () => void;
    readonly health: AccountHealth;
  }) {
    this.#now = options.now;
    this.#steady = options.steady;
    this.#clock = new PlatformClock(options.now, options.steady);
    this.#changed = options.changed;
    this.#onBackOnline = options.backOnline;
    this.#onQuestion = options.question;
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

  /** True when a request got no answer and no heartbeat has said since what is the matter. */
  get inQuestion(): boolean {
    return this.#inQuestion;
  }

  /** When (steady) something was last answered; null before. */
  get answeredSteadyMs(): number | null {
    return this.#answeredSteadyMs;
  }

  /** When (steady) the way was last found open after it had been shut: what had left this machine before may arrive from then on. */
  get reopenedSteadyMs(): number {
    return this.#reopenedSteadyMs;
  }

  /** When (steady) the machine last woke. Some systems' steady clocks go on while the machine sleeps. */
  get wokeSteadyMs(): number {
    return this.#wokeSteadyMs;
  }

  /** The machine slept. */
  woke(): void {
    this.#wokeSteadyMs = this.#steady();
    this.question();
  }

  /** What was known of the way may be over. */
  question(): void {
    this.#inQuestion = true;
    this.#onQuestion();
  }

  /** The platform gave the answer that was asked for. */
  answered(): void {
    this.#problem = null;
    this.#note(null);
  }

  /** What a heartbeat found: the way is open or not, whatever the account's key may be worth. */
  beat(beat: Beat): void {
    this.#inQuestion = false;
    if (beat === 'there') {
      this.#heard();
      if (this.#problem !== null && noAnswer.has(this.#problem.code)) this.#problem = null;
    }
    if (beat === 'gone') this.#problem ??= { code: 'offline', message: 'the host cannot be reached', retryable: true };
    this.#setConnectivity(connectivityOf[beat]);
    this.touch();
  }

  /** A request failed. */
  failed(problem: Problem): void {
    if (!oneRequestOnly.has(problem.code)) this.#problem = problem;
    this.#note(problem);
    if (noAnswer.has(problem.code)) this.question();
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

  /** An answer told the platform's time. */
  hearClock(heard: HeardClock): void {
    const before = this.#offInSeconds();
    this.#clock.hear(heard);
    if (this.#offInSeconds() !== before) this.touch();
  }

  /** The platform's clock, and how well it is known; null before an answer told it. */
  get clock(): KnownClock | null {
    return this.#clock.known;
  }

  /** Platform's clock minus this laptop's, in milliseconds, as well as it is known; zero while it is not. */
  get skewMs(): number {
    return this.#clock.known?.skewMs ?? 0;
  }

  /** The same where the laptop's clock is off by so much that it matters to people; else zero. */
  get clockOffMs(): number {
    const { skewMs } = this;
    return Math.abs(skewMs) > skewWorthSayingMs ? skewMs : 0;
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

  /** @param facts their times by the platform's clock where the laptop's was off; told by the laptop's as it shows now, so that ages are true. */
  status(accountId: SyncStatus['accountId'], facts: StoredFacts): SyncStatus {
    const off = this.clockOffMs;
    const onLaptop = (ms: EpochMs | null): EpochMs | null => (ms === null ? null : as<EpochMs>(ms - off));
    return {
      accountId,
      connectivity: this.#connectivity,
      lastAnswerAt: this.#lastAnswerAt,
      pull: this.#pull,
      problem: this.#problem,
      clockSkewMs: this.#offInSeconds(),
      ...facts,
      freshAt: onLaptop(facts.freshAt),
      completeAt: onLaptop(facts.completeAt),
      ordersReadAt: onLaptop(facts.ordersReadAt),
    };
  }

  #offInSeconds(): number | null {
    const off = this.clockOffMs;
    return off === 0 ? null : Math.round(off / 1000) * 1000;
  }

  #heard(): void {
    this.#lastAnswerAt = this.#now();
    this.#answeredSteadyMs = this.#steady();
  }

  #note(problem: Problem | null): void {
    const connectivity = connectivityAfter(problem);
    if (connectivity === 'online') {
      this.#inQuestion = false;
      this.#heard();
    }
    const health = healthAfter(problem);
    if (health !== null) this.#health = health;
    // That a slow host has answered at last does not make it fast: the next heartbeat tells.
    const stillSlow = connectivity === 'online' && this.#connectivity === 'slow';
    if (connectivity !== null && !stillSlow) this.#setConnectivity(connectivity);
    this.touch();
  }

  #setConnectivity(connectivity: Connectivity): void {
    const before = this.#connectivity;
    if (before === connectivity) return;
    this.#connectivity = connectivity;
    const open = connectivity === 'online' || connectivity === 'slow';
    if (open && (before === 'offline' || before === 'portal')) {
      this.#reopenedSteadyMs = this.#steady();
      this.#onBackOnline();
    }
    this.touch();
  }
}

const tellEveryMs = 250;
