import type { Caller } from './auth.ts';
import { badRequest } from './errors.ts';

/** One request as the route handlers see it. */
export interface Call {
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  /** Parsed JSON; an empty object where no body came. */
  readonly body: unknown;
  readonly caller: Caller;
}

export interface Answer {
  /** 200 by default. */
  readonly status?: number;
  /** Undefined: no body at all, as some 201s have it (V-4). */
  readonly body?: unknown;
}

/** Who may call: an API key or a user's JWT, only the latter (V-12), only the former, a door's token, anybody. */
export type Access = 'key-or-jwt' | 'jwt' | 'key' | 'door' | 'open';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters. */
  readonly path: string;
  readonly access: Access;
  /** Query names it knows; any other is a 400 (V-17). `updatedAt[]` stands for `updatedAt[$gte]` and the like. */
  readonly query?: readonly string[];
  readonly handle: (call: Call) => Answer;
}

export type Fields = Readonly<Record<string, unknown>>;

/** The body as an object. @throws HttpError 400 */
export function fields({ body }: Call): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('body must be an object');
  return body as Fields;
}

export function text(from: Fields, name: string): string | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`"${name}" must be a string`);
  return value;
}

export function requiredText(from: Fields, name: string): string {
  const value = text(from, name);
  if (value === undefined) throw badRequest(`"${name}" is required`);
  if (value === '') throw badRequest(`"${name}" is not allowed to be empty`);
  return value;
}

export function flag(from: Fields, name: string): boolean | undefined {
  const value = from[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') throw badRequest(`"${name}" must be a boolean`);
  return value;
}

export function choice<T extends string>(from: Fields, name: string, allowed: readonly T[]): T | undefined {
  const value = text(from, name);
  if (value === undefined) return undefined;
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw badRequest(`"${name}" must be one of [${allowed.join(', ')}]`);
  return found;
}

export function positive(from: Fields, name: string): number {
  const value = from[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw badRequest(`"${name}" must be an integer of at least 1`);
  }
  return value;
}

/** An e-mail address, where one is given. */
export function email(from: Fields, name: string): string | undefined {
  const value = text(from, name);
  if (value !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
    throw badRequest(`"${name}" must be a valid email`);
  return value;
}

/** A list of objects. */
export function objects(from: Fields, name: string): Fields[] {
  const value = from[name];
  if (!Array.isArray(value) || value.length === 0) throw badRequest(`"${name}" must contain at least 1 items`);
  return value.map((item: unknown, index) => {
    if (typeof item !== 'object' || item === null) throw badRequest(`"${name}[${index}]" must be of type object`);
    return item as Fields;
  });
}

/** An id of the path. @throws HttpError 400 for what can be none. */
export function idOf({ params }: Call, name = 'id'): string {
  const id = params[name] ?? '';
  if (!/^([0-9a-f]{24}|[a-z]+_.+)$/.test(id)) throw badRequest(`"${name}" must be a valid id`);
  return id;
}
