/**
 * The closed list of what can go wrong, as staff meet it. Each code has a translated text that says what to do next
 * (`renderer/i18n/*`, keys `errors.<code>`). Add here first.
 */
export const problemCodes = [
  // the account and its key
  'key_refused',
  'login_refused',
  'session_ended',
  'forbidden',
  'account_missing',
  'account_exists',
  'queue_open',
  'insecure_url',
  // the way to the platform
  'offline',
  'host_unreachable',
  'timeout',
  'not_json',
  'bad_response',
  'server_error',
  'rate_limited',
  'clock_skew',
  // what the platform said
  'not_found',
  'refused_fields',
  'refused',
  'capability_missing',
  // money
  'outcome_unknown',
  'already_sent',
  'already_refunded',
  'already_paid',
  'not_refundable',
  'not_cancellable',
  'price_not_confirmed',
  // this laptop
  'invalid_input',
  'keychain_missing',
  'keychain_refused',
  'disk_full',
  'file_not_written',
  'cache_damaged',
  'ledger_damaged',
  'store_newer',
  'data_folder_unusable',
  'sandbox_failed',
  'sender_refused',
  'internal',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** What crosses the bridge when a call fails. */
export interface Problem {
  readonly code: ProblemCode;
  /** The cause in English or in the platform's own words; shown small, under the translated text. Never holds a secret. */
  readonly message: string;
  /** True when the same call may succeed later without anything being changed. */
  readonly retryable: boolean;
  /** Messages by input field (`items.0.name`, `baseUrl`), when the input or the platform named fields. */
  readonly fields?: Readonly<Record<string, readonly string[]>> | undefined;
  /** When it makes sense to try again, in milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
  /** The platform's endpoint that was asked, e.g. `GET /api/organizer/v1/tickets`. */
  readonly endpoint?: string | undefined;
}

/** An error that carries a Problem. The cause stays on this side of the bridge, for the log. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(`${problem.code}: ${problem.message}`, options);
    this.problem = problem;
  }
}

/** Makes a ProblemError; `retryable` is false unless said otherwise. */
export function problem(
  code: ProblemCode,
  message: string,
  more: Partial<Omit<Problem, 'code' | 'message'>> & { cause?: unknown } = {},
): ProblemError {
  const { cause, ...rest } = more;
  return new ProblemError({ code, message, retryable: false, ...rest }, cause === undefined ? undefined : { cause });
}

/** The Problem that stands for anything thrown; what is no ProblemError becomes `internal` (or `disk_full`, which SQLite and Node report by code). */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return { code: 'disk_full', message: 'no space left on the disk', retryable: true };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), retryable: false };
}
