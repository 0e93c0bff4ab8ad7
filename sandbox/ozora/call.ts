import type { IncomingHttpHeaders } from 'node:http';
import { badRequest } from './errors.ts';

/** One request as the handlers see it; the bytes as they came (O-12). */
export interface Call {
  readonly raw: Buffer;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  /** An object is sent as JSON, bytes as they are. */
  readonly body: object | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST')[];
  readonly handle: (call: Call) => Answer;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The body as an object. @throws 400 if it is none. */
export function fieldsOf({ raw }: Call): Fields {
  let body: unknown;
  try {
    body = JSON.parse(raw.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest('The body is not valid JSON');
    throw error;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('The body must be an object');
  return body as Fields;
}

/** @throws 400 unless the field is a safe integer: ids in strings are refused. */
export function integerField(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw badRequest(`${name} must be an integer`);
  return value;
}

/** @throws 400 unless the field is a string with something in it. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw badRequest(`${name} must be a string`);
  return value;
}
