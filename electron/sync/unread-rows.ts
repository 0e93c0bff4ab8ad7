import type { AccountId } from '../../shared/ids.ts';
import type { Cache } from '../cache/cache.ts';
import { factNames } from '../cache/fact-names.ts';
import type { Page } from '../platforms/platform.ts';
import type { Line } from './context.ts';

/** Lists of money of which rows may be unreadable; tickets keep theirs with their passes. */
const lists = ['orders', 'payments', 'refunds'] as const;
type MoneyList = (typeof lists)[number];

/** A platform that changed its answers has thousands: the number is for people. */
const mostCounted = 1_000;

/** Keeps which rows of a page could not be read, each once, so that they are counted and shown; the log learns which field it was. */
export function noteUnread(line: Line, list: MoneyList, { setAside }: Pick<Page<unknown>, 'setAside'>): void {
  const [first] = setAside;
  if (first === undefined) return;
  const { facts } = line.context.cache();
  const before = read(facts, line.account.id, list);
  const now = new Set([...before, ...setAside.map(({ fingerprint }) => fingerprint)]);
  if (now.size === before.length || before.length >= mostCounted) return;
  facts.set(line.account.id, factNames.unreadRows + list, JSON.stringify([...now]));
  line.context.log.warn(`rows of ${list} could not be read`, { field: first.field, rows: setAside.length });
  line.board.touch();
}

/** A list is read from its beginning: what still cannot be read will be met again. */
export function forgetUnread(line: Line, list: MoneyList): void {
  line.context.cache().facts.set(line.account.id, factNames.unreadRows + list, null);
}

/** Rows of an account's orders, payments and refund requests that could not be read. */
export function unreadCount(cache: Cache, accountId: AccountId): number {
  return lists.reduce((sum, list) => sum + read(cache.facts, accountId, list).length, 0);
}

function read(facts: Cache['facts'], accountId: AccountId, list: MoneyList): readonly string[] {
  return JSON.parse(facts.get(accountId, factNames.unreadRows + list) ?? '[]') as readonly string[];
}
