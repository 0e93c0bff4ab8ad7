import { badRequest } from './errors.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  $gt: '>',
  $gte: '>=',
  $lt: '<',
  $lte: '<=',
  $eq: '=',
  $ne: '!=',
};

/** Names that were asked for but are not known are refused, not ignored (V-17). @throws HttpError 400 */
export function checkNames(query: URLSearchParams, allowed: readonly string[]): void {
  for (const name of query.keys()) {
    const base = name.replace(/\[.*$/, '');
    const known = name === base ? allowed.includes(name) : allowed.includes(`${base}[]`);
    if (!known) throw badRequest(`"${name}" is not allowed`);
    if (name !== base && !OPERATORS[name.slice(base.length + 1, -1)]) throw badRequest(`"${name}" is not allowed`);
  }
}

function whole(query: URLSearchParams, name: string, fallback: number, min: number, max: number): number {
  const value = query.get(name);
  if (value === null) return fallback;
  if (!/^\d{1,9}$/.test(value) || Number(value) < min || Number(value) > max) {
    throw badRequest(`"${name}" must be an integer between ${min} and ${max}`);
  }
  return Number(value);
}

/** `top` 25 by default, 1 to 1000; `skip` 0 by default. */
export function paging(query: URLSearchParams): { top: number; skip: number } {
  return { top: whole(query, 'top', 25, 1, 1000), skip: whole(query, 'skip', 0, 0, 999_999_999) };
}

export function timeOf(value: string, name: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw badRequest(`"${name}" must be a valid ISO 8601 date`);
  return ms;
}

/** Conditions of a WHERE clause and their values, gathered from query parameters. */
export interface Filter {
  readonly where: string;
  readonly values: (string | number)[];
  /** Adds a condition with its values. */
  add(condition: string, ...values: (string | number)[]): Filter;
  /** `column = ?`, if the parameter is there and not empty. */
  equal(name: string, column?: string): Filter;
  /** A comma list. */
  list(name: string, column?: string): Filter;
  /** Any part, without regard to case; the column is lower case already. */
  part(name: string, column?: string): Filter;
  /** `name[$gte]=…` and the other operators, on a column of epoch ms. */
  range(name: string, column: string): Filter;
  /** One bound, on a column of epoch ms. */
  bound(name: string, column: string, operator: '>=' | '<=' | '<'): Filter;
}

export function filter(query: URLSearchParams, sellerId: string): Filter {
  const conditions = ['seller_id = ?'];
  const values: (string | number)[] = [sellerId];
  const given = (name: string) => query.get(name) || undefined;
  const self: Filter = {
    get where() {
      return conditions.join(' AND ');
    },
    values,
    add: (condition, ...more) => {
      conditions.push(condition);
      values.push(...more);
      return self;
    },
    equal: (name, column = name) => {
      const value = given(name);
      return value === undefined ? self : self.add(`${column} = ?`, value);
    },
    list: (name, column = name) => {
      const all = given(name)?.split(',').filter(Boolean);
      return all === undefined ? self : self.add(`${column} IN (${all.map(() => '?').join(', ')})`, ...all);
    },
    part: (name, column = name) => {
      const value = given(name)?.toLowerCase();
      return value === undefined ? self : self.add(`instr(${column}, ?) > 0`, value);
    },
    range: (name, column) => {
      for (const [operator, sign] of Object.entries(OPERATORS)) {
        const key = `${name}[${operator}]`;
        const value = query.get(key);
        if (value !== null) self.add(`${column} ${sign} ?`, timeOf(value, key));
      }
      return self;
    },
    bound: (name, column, operator) => {
      const value = given(name);
      return value === undefined ? self : self.add(`${column} ${operator} ?`, timeOf(value, name));
    },
  };
  return self;
}
