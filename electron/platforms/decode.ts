import { hash } from 'node:crypto';
import type { z } from 'zod';
import type { SetAsideRow } from './platform.ts';
import { failure, type PlatformError } from './platform-error.ts';

/** A value that has the right type and still cannot be used; names its field. Never quotes the value. */
export class FieldError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

interface Trouble {
  readonly field: string;
  readonly message: string;
}

function firstTrouble(error: z.ZodError): Trouble {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  return { field: field === '' ? 'body' : field, message: issue?.message ?? 'unexpected' };
}

/**
 * Parses an answer.
 * @throws PlatformError `bad_response` naming endpoint and field; `unknown` for a write, which was done before it was answered.
 */
export function decode<T>(schema: z.ZodType<T>, body: unknown, endpoint: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { field, message } = firstTrouble(parsed.error);
  throw wrongField(endpoint, field, message);
}

/** Runs a mapping of a single object. @throws PlatformError `bad_response` when a field cannot be used. */
export function mapped<T>(endpoint: string, map: () => T): T {
  try {
    return map();
  } catch (error) {
    if (error instanceof FieldError) throw wrongField(endpoint, error.field, error.message);
    throw error;
  }
}

/** The error for an answer with a missing or wrong field. */
export function wrongField(endpoint: string, field: string, message: string): PlatformError {
  const facts = { outcome: 'unknown', endpoint, retryable: true } as const;
  return failure('bad_response', `${endpoint}: ${field}: ${message}`, facts);
}

/**
 * Reads rows one by one; one that cannot be read is set aside, so that its page is not lost.
 * @param list what the answer calls its rows, for the field that is named.
 */
export function decodeRows<Raw, Row>(
  schema: z.ZodType<Raw>,
  rows: readonly unknown[],
  map: (raw: Raw) => Row,
  list = 'data',
): { readonly rows: Row[]; readonly setAside: SetAsideRow[] } {
  const good: Row[] = [];
  const setAside: SetAsideRow[] = [];
  rows.forEach((row, index) => {
    const trouble = readRow(schema, row, map, good);
    if (trouble === null) return;
    const fingerprint = hash('sha256', JSON.stringify(row) ?? '', 'hex').slice(0, 32);
    setAside.push({
      field: `${list}.${index}.${trouble.field}`,
      message: trouble.message,
      fingerprint,
      after: good.length,
    });
  });
  return { rows: good, setAside };
}

function readRow<Raw, Row>(schema: z.ZodType<Raw>, row: unknown, map: (raw: Raw) => Row, good: Row[]): Trouble | null {
  const parsed = schema.safeParse(row);
  if (!parsed.success) return firstTrouble(parsed.error);
  try {
    good.push(map(parsed.data));
    return null;
  } catch (error) {
    if (error instanceof FieldError) return { field: error.field, message: error.message };
    throw error;
  }
}

/** The object itself or what its `data` holds: whether answers are wrapped is documented for some endpoints only (T-19, T-21). */
export function unwrapped(body: unknown): unknown {
  const data = (body as { data?: unknown } | null)?.data;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : body;
}
