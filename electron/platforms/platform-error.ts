import { type Problem, type ProblemCode, ProblemError } from '../../shared/errors.ts';
import type { SendOutcome } from './platform.ts';
import type { RateLimits } from './rate-headers.ts';

/** What a failed request says beside its Problem. */
export interface FailureFacts {
  /** Whether a write may have been done. */
  readonly outcome: SendOutcome;
  /** Limits from the answer's headers; null when it had none, undefined when there was no answer. */
  readonly limits?: RateLimits | null | undefined;
  /** HTTP status of an answered refusal. */
  readonly status?: number | undefined;
  /** True for an answer that was cut off on its way: the same question may be answered whole the next time. */
  readonly cut?: boolean | undefined;
}

/** A request that failed; knows whether it can have reached the platform. */
export class PlatformError extends ProblemError {
  readonly outcome: SendOutcome;
  readonly limits: RateLimits | null | undefined;
  readonly status: number | undefined;
  readonly cut: boolean;

  constructor(problem: Problem, facts: FailureFacts, options?: { cause?: unknown }) {
    super(problem, options);
    this.outcome = facts.outcome;
    this.limits = facts.limits;
    this.status = facts.status;
    this.cut = facts.cut ?? false;
  }
}

/** Makes a PlatformError; `retryable` is false unless said otherwise. */
export function failure(
  code: ProblemCode,
  message: string,
  facts: FailureFacts & Partial<Omit<Problem, 'code' | 'message'>> & { readonly cause?: unknown },
): PlatformError {
  const { outcome, limits, status, cut, cause, ...rest } = facts;
  const problem: Problem = { code, message, retryable: false, ...rest };
  return new PlatformError(problem, { outcome, limits, status, cut }, cause === undefined ? undefined : { cause });
}

/**
 * What is known of a write whose method threw. `not_sent` also stands for answers that came before any handling and so leave the write
 * to be sent again (429, and a key or session that was not accepted). Whatever is not known for certain is `unknown`.
 */
export function sendOutcome(error: unknown): SendOutcome {
  return error instanceof PlatformError ? error.outcome : 'unknown';
}
