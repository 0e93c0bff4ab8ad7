import type { FaultReplies } from '../fault-hooks.ts';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

export interface HttpErrorBody {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
}

/** The one error body of vivenu (platform-spec 2.1). */
export function errorBody(status: number, message?: string): HttpErrorBody {
  const error = REASONS[status] ?? 'Error';
  return { statusCode: status, error, message: message ?? error };
}

export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message?: string) {
    super(message ?? REASONS[status] ?? 'Error');
    this.status = status;
  }
}

export const badRequest = (message: string) => new HttpError(400, message);
export const unauthorized = () => new HttpError(401);
export const notFound = (what: string) => new HttpError(404, `${what} not found`);

/** What vivenu says under strain. No header of its rate limit is known; a wait is named only if the fault asks for it. */
export const VIVENU_FAULT_REPLIES: FaultReplies = {
  tooMany: JSON.stringify(errorBody(429)),
  serverError: JSON.stringify(errorBody(500)),
  tooManyHeaders: (seconds, _nowMs, asked): Record<string, string> => (asked ? { 'retry-after': String(seconds) } : {}),
};
