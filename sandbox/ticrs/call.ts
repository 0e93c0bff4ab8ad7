import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from '../data/places.ts';

/** One request as the route handlers see it. */
export interface Call {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  /** Parsed JSON or form; an unreadable body is an empty object, as Laravel has it. */
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
  readonly language: Language;
  /** 0 where the route asks for no key. */
  readonly organizerId: number;
}

export interface Answer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Other than application/json. */
  readonly type?: string;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** With `:name` for parameters. */
  readonly path: string;
  /** Routes that work without an API key or session. */
  readonly open?: boolean;
  readonly handle: (call: Call) => Answer;
}
