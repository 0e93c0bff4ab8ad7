import type { Priority } from './platform.ts';
import type { RateLimits } from './rate-headers.ts';

/** The window of the platform's limiter, as far as it can be known from outside: it opened between two of our moments. */
interface Window {
  readonly id: number;
  readonly openedEarliest: number;
  /** Null until an answer from within it came. */
  readonly openedLatest: number | null;
}

/** What the budget knows. Times are the clock's milliseconds. */
export interface BudgetModel {
  readonly windowMs: number;
  /** Requests a window; null while none is known. */
  readonly limit: number | null;
  /** True when the limit was given and not read from an answer. */
  readonly configured: boolean;
  /** An answer was seen, or waited for in vain, so that a missing limit means that there is none as far as anybody knows. */
  readonly answered: boolean;
  readonly window: Window | null;
  /** Left in the window by the newest answer. */
  readonly remaining: number;
  /** Sent in the window and not answered. */
  readonly inFlight: number;
  /** A 429 forbids everything until then. */
  readonly blockedUntil: number;
  /** Refusals in a row, for platforms that do not say how long to wait. */
  readonly refusals: number;
  /** Requests in this window that were not ours: another laptop or service uses the same key. */
  readonly foreign: number;
  /** How long an answer takes, smoothed. */
  readonly latencyMs: number;
  /** When paid signals were sent lately, oldest first. */
  readonly signalsAt: readonly number[];
}

/** What a request remembers from when it was sent, to read its answer's headers by. */
export interface Lease {
  readonly sentAt: number;
  readonly windowId: number | null;
  /** Left by the newest answer known when it was sent. */
  readonly remainingThen: number;
  readonly inFlightThen: number;
}

export type Decision =
  | { readonly kind: 'idle' }
  | { readonly kind: 'send'; readonly priority: Priority }
  /** Null: until a running request is answered. */
  | { readonly kind: 'wait'; readonly reason: 'rate_limit' | 'staff_first'; readonly untilMs: number | null };

const order: readonly Priority[] = ['staff', 'signals', 'aside', 'pull'];
const signalMemoryMs = 30_000;
/**
 * Just before a window ends, what was held back would be lost, so a pull may have it: that is what keeps a pull at the limit's own pace,
 * and staff who come just then wait for this long at most. A second of it is for platforms that count in whole seconds.
 */
const shortestTailMs = 1_500;
const longestTailMs = 4_000;

/** What is held back for signals shrinks with time: a pull looks again this often. */
const easesInMs = 1_000;

export function newBudget(options: {
  readonly limit?: number | null | undefined;
  readonly windowMs?: number | undefined;
}): BudgetModel {
  const limit = options.limit ?? null;
  return {
    windowMs: options.windowMs ?? 60_000,
    limit,
    configured: limit !== null,
    answered: false,
    window: null,
    remaining: limit ?? 0,
    inFlight: 0,
    blockedUntil: 0,
    refusals: 0,
    foreign: 0,
    latencyMs: 0,
    signalsAt: [],
  };
}

/** When the open window is certainly over; null while nothing from within it was answered. */
function endsLatest(model: BudgetModel): number | null {
  const opened = model.window?.openedLatest ?? null;
  return opened === null ? null : opened + model.windowMs;
}

function isOver(model: BudgetModel, now: number): boolean {
  const end = endsLatest(model);
  return model.window === null || (end !== null && now >= end);
}

/** Requests that may still be made in the window that is open at `now`; null without a limit. */
export function available(model: BudgetModel, now: number): number | null {
  if (model.limit === null) return null;
  if (now < model.blockedUntil) return 0;
  return Math.max(0, isOver(model, now) ? model.limit - model.inFlight : model.remaining - model.inFlight);
}

/** Requests held back for staff in each window. */
function shareOf(model: BudgetModel): number {
  return Math.min(4, Math.floor((model.limit ?? 0) / 10));
}

function tailMs(model: BudgetModel): number {
  return Math.min(longestTailMs, shortestTailMs + shareOf(model) * model.latencyMs);
}

function expectedSignals(model: BudgetModel, now: number, untilMs: number): number {
  const recent = model.signalsAt.filter((at) => at > now - signalMemoryMs).length;
  return Math.ceil((recent * Math.max(0, untilMs - now)) / signalMemoryMs);
}

/**
 * A sale may be made at any moment, and its paid signal must not wait for the window after: so much a second is kept for it, less and less
 * as the window goes by. Two lists every three to four seconds is what one Pay screen asks.
 */
const signalsPerSecond = 0.5;

function signalsThatMayCome(now: number, untilMs: number): number {
  return Math.ceil((Math.max(0, untilMs - now) / 1000) * signalsPerSecond);
}

/** What a priority must leave of the window for those before it. */
function heldBack(model: BudgetModel, priority: Priority, now: number): number {
  if (priority === 'staff' || model.limit === null) return 0;
  const share = shareOf(model);
  const end = isOver(model, now) ? now + model.windowMs : (endsLatest(model) ?? now + model.windowMs);
  // What nobody pressed for can wait for the next window, so that nobody else has to.
  if (priority !== 'aside' && now >= end - tailMs(model)) return 0;
  if (priority === 'signals') return Math.min(2, share);
  // Others on the same key take without asking: hold back a little more while they do.
  const forOthers = Math.min(model.foreign, share);
  // Signals never take more than half from a pull, or a busy door would never finish pulling.
  const wanted = Math.max(expectedSignals(model, now, end), signalsThatMayCome(now, end));
  const forSignals = Math.min(wanted, Math.floor(model.limit / 2));
  // Without a tail of its own it must leave what signals leave to staff as well.
  return (priority === 'aside' ? 2 * share : share) + forOthers + forSignals;
}

/** Decides what may be sent now, given which priorities have somebody waiting. Strict order: nobody overtakes. */
export function decide(model: BudgetModel, waiting: ReadonlySet<Priority>, now: number): Decision {
  const priority = order.find((each) => waiting.has(each));
  if (priority === undefined) return { kind: 'idle' };
  if (now < model.blockedUntil) return { kind: 'wait', reason: 'rate_limit', untilMs: model.blockedUntil };
  const left = available(model, now);
  if (left === null) {
    // The very first request goes alone, since its answer tells whether there is a limit. A guest does not wait for that.
    if (!model.answered && model.inFlight > 0 && priority !== 'staff')
      return { kind: 'wait', reason: 'rate_limit', untilMs: null };
    return { kind: 'send', priority };
  }
  if (left > heldBack(model, priority, now)) return { kind: 'send', priority };
  const end = isOver(model, now) ? null : endsLatest(model);
  const tail = end === null ? null : end - tailMs(model);
  const sooner = tail !== null && left > 0 && now < tail ? Math.min(tail, now + easesInMs) : end;
  return { kind: 'wait', reason: left > 0 ? 'staff_first' : 'rate_limit', untilMs: sooner };
}

/** A request goes out. */
export function onSend(
  model: BudgetModel,
  priority: Priority,
  now: number,
): { readonly model: BudgetModel; readonly lease: Lease } {
  let next = model;
  if (model.limit !== null && isOver(model, now)) next = openWindow(model, now);
  if (priority === 'signals') {
    next = { ...next, signalsAt: [...next.signalsAt.filter((at) => at > now - signalMemoryMs), now] };
  }
  const lease: Lease = {
    sentAt: now,
    windowId: next.window?.id ?? null,
    remainingThen: next.remaining,
    inFlightThen: next.inFlight,
  };
  return { model: { ...next, inFlight: next.inFlight + 1 }, lease };
}

function openWindow(model: BudgetModel, now: number): BudgetModel {
  const previous = model.window;
  // Another client may have opened it as early as the last one could have ended.
  const earliest = previous === null ? now - model.windowMs : previous.openedEarliest + model.windowMs;
  return {
    ...model,
    window: { id: (previous?.id ?? 0) + 1, openedEarliest: Math.min(now, earliest), openedLatest: null },
    remaining: model.limit ?? 0,
    foreign: 0,
  };
}

/**
 * A request was answered; `limits` are its headers, null when it had none, undefined when they are another limiter's.
 * `ok` is false for errors, whose missing headers mean nothing.
 */
export function onAnswer(
  model: BudgetModel,
  lease: Lease,
  limits: RateLimits | null | undefined,
  ok: boolean,
  now: number,
): BudgetModel {
  const inFlight = Math.max(0, model.inFlight - 1);
  const took = Math.max(0, now - lease.sentAt);
  const latencyMs = model.latencyMs === 0 ? took : model.latencyMs * 0.8 + took * 0.2;
  const base: BudgetModel = { ...model, inFlight, answered: true, refusals: 0, latencyMs };
  if (limits === undefined) return settled(base, now);
  if (limits === null) {
    if (ok && !model.configured) return { ...base, limit: null, window: null };
    return settled(base, now);
  }
  // Sent in a window that is over by now: its count says nothing of the present one, which may have counted it.
  if (model.window !== null && lease.windowId !== model.window.id) return settled(base, now);
  const opened = withWindow({ ...base, limit: limits.limit }, lease, limits, now);
  const remaining = Math.min(opened.remaining, limits.remaining);
  const ours = lease.remainingThen - lease.inFlightThen - 1;
  const same = lease.windowId === opened.window?.id;
  const foreign = same ? Math.max(opened.foreign, ours - limits.remaining - inFlight) : opened.foreign;
  return { ...opened, remaining, foreign };
}

/** Fits the window to what an answer said of it. */
function withWindow(model: BudgetModel, lease: Lease, limits: RateLimits, now: number): BudgetModel {
  let window = model.window;
  let { remaining, foreign } = model;
  // What was known when it was sent was counted before it: as much left, or more, can only be a newer window.
  const newer = window === null || limits.remaining >= lease.remainingThen;
  if (newer) {
    window = {
      id: (window?.id ?? 0) + 1,
      openedEarliest: window === null ? now - model.windowMs : lease.sentAt,
      openedLatest: now,
    };
    remaining = limits.remaining;
    foreign = 0;
  }
  if (window === null) return model;
  const first = limits.remaining === limits.limit - 1;
  if (first) window = { ...window, openedEarliest: lease.sentAt, openedLatest: now };
  if (window.openedLatest === null) window = { ...window, openedLatest: now };
  if (limits.resetInMs !== null) {
    const opened = now + limits.resetInMs - model.windowMs;
    window = {
      ...window,
      openedEarliest: Math.min(opened, now),
      openedLatest: Math.min(opened, window.openedLatest ?? now),
    };
  }
  return { ...model, window, remaining, foreign };
}

/** An answer without headers, or none at all: it counts as used, and a window that waited for its first answer is open by now. */
function settled(model: BudgetModel, now: number): BudgetModel {
  if (model.limit === null || model.window === null) return model;
  const window = model.window.openedLatest === null ? { ...model.window, openedLatest: now } : model.window;
  return { ...model, window, remaining: Math.max(0, model.remaining - 1) };
}

/** A request failed without an answer. `sent` is false when it certainly never left. */
export function onNoAnswer(model: BudgetModel, sent: boolean, now: number): BudgetModel {
  const base = { ...model, inFlight: Math.max(0, model.inFlight - 1) };
  // On a bad network the first answer may be long in coming: one that was waited for in vain is enough.
  if (sent) return settled({ ...base, answered: true }, now);
  // Nothing was counted; a window opened only for this request is none.
  return base.window?.openedLatest === null && base.inFlight === 0 ? { ...base, window: null } : base;
}

/** A request was refused by the limit (429): nothing goes before the window ends. */
export function onRefused(
  model: BudgetModel,
  limits: RateLimits | null,
  retryAfterMs: number | null,
  now: number,
): BudgetModel {
  const refusals = model.refusals + 1;
  const wait = retryAfterMs ?? limits?.resetInMs ?? Math.min(model.windowMs, 1000 * 2 ** Math.min(refusals - 1, 10));
  const until = Math.max(model.blockedUntil, now + wait);
  const opened = until - model.windowMs;
  const id = (model.window?.id ?? 0) + 1;
  return {
    ...model,
    answered: true,
    inFlight: Math.max(0, model.inFlight - 1),
    limit: limits?.limit ?? model.limit,
    refusals,
    blockedUntil: until,
    window: { id, openedEarliest: opened, openedLatest: opened },
    remaining: 0,
  };
}
