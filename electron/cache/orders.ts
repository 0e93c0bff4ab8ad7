import { isDeepStrictEqual } from 'node:util';
import type { Order, OrderEvent } from '../../shared/domain/orders.ts';
import { codeOf, foldQuery, phoneOf, plain } from '../../shared/fold.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { OrderCache } from './cache.ts';
import { mergedOrder, orderColumns, orderOf, orderValues, type StoredOrder } from './order-rows.ts';
import type { CacheParts } from './parts.ts';
import { openPayments } from './payments.ts';
import { orderFinder } from './search-orders.ts';

/** Orders that a search of the Orders screen goes through at most. */
const searchReach = 20_000;

const sortColumns = { created_at: 'created_ms', number: 'number_key', total: 'total_minor', status: 'status' } as const;

/** The orders half of the cache over an open file. */
export function openOrders(parts: CacheParts): OrderCache {
  const { db, accounts, write } = parts;
  const finder = orderFinder(db);
  const byId = db.prepare<[number, string], StoredOrder>(
    `SELECT ${orderColumns} FROM orders o WHERE o.account_no = ? AND o.id = ?`,
  );
  const byNumber = db.prepare<[string, number], StoredOrder>(
    `SELECT ${orderColumns} FROM orders o WHERE o.number_key = ? AND o.account_no = ?`,
  );
  const byContact = db.prepare<[string, string], StoredOrder>(
    `SELECT ${orderColumns} FROM orders o WHERE o.email_key = ? AND o.email_key <> ''
     UNION SELECT ${orderColumns} FROM orders o WHERE o.phone_key = ? AND o.phone_key <> '' ORDER BY o.created_ms DESC`,
  );
  const upsert = upsertStatement(parts);
  const readHistory = db
    .prepare<[number, string], string>('SELECT body FROM order_history WHERE account_no = ? AND order_id = ?')
    .pluck();
  const writeHistory = db.prepare(
    `INSERT INTO order_history (account_no, order_id, body) VALUES (?, ?, ?)
     ON CONFLICT (account_no, order_id) DO UPDATE SET body = excluded.body WHERE body <> excluded.body`,
  );

  function stored(order: { readonly accountId: Order['accountId']; readonly id: OrderId }): StoredOrder | null {
    const accountNo = accounts.find(order.accountId);
    return accountNo === null ? null : (byId.get(accountNo, order.id) ?? null);
  }

  function put(order: Order, claimed: boolean): void {
    upsert.run(orderValues(order, accounts.need(order.accountId), claimed));
  }

  return {
    ...openPayments(parts),

    upsertOrders: (orders) =>
      write(() => {
        const changed: OrderId[] = [];
        for (const order of orders) {
          const row = stored(order);
          const old = row ? orderOf(row, accounts) : null;
          const next = mergedOrder(order, old);
          if (old && isDeepStrictEqual(old, next)) continue;
          put(next, order.contact === null && row?.claimed === 1);
          changed.push(order.id);
        }
        return changed;
      }),

    order: (accountId, id) => {
      const row = stored({ accountId, id });
      return row ? orderOf(row, accounts) : null;
    },

    history: (accountId, id) => {
      const accountNo = accounts.find(accountId);
      const body = accountNo === null ? undefined : readHistory.get(accountNo, id);
      // Written by `saveHistory` only.
      return body === undefined ? [] : (JSON.parse(body) as readonly OrderEvent[]);
    },

    saveHistory: (accountId, id, history) =>
      write(() => writeHistory.run(accounts.need(accountId), id, JSON.stringify(history)).changes > 0),

    orderByNumber: (accountId, number) => {
      const accountNo = accounts.find(accountId);
      const row = accountNo === null ? undefined : byNumber.get(codeOf(number), accountNo);
      return row ? orderOf(row, accounts) : null;
    },

    list: ({ search, status, accountId, sort, descending, offset, limit, found = [], told = [] }) => {
      const conditions: string[] = [];
      const values: (string | number)[] = [];
      if (status !== undefined) {
        conditions.push('o.status = ?');
        values.push(status);
      }
      if (accountId !== undefined) {
        conditions.push('o.account_no = ?');
        values.push(accounts.find(accountId) ?? -1);
      }
      const query = foldQuery(search ?? '');
      if (query.pieces.length > 0) {
        const named = found.map(() => 'OR (o.account_no = ? AND o.id IN (SELECT value FROM json_each(?)))');
        conditions.push(`(o.no IN (SELECT value FROM json_each(?)) ${named.join(' ')})`);
        values.push(JSON.stringify(finder.matching(query, searchReach)));
        for (const { accountId: of, ids } of found) values.push(accounts.find(of) ?? -1, JSON.stringify(ids));
      }
      for (const { accountId: of, ids, afterMs } of told) {
        conditions.push('(o.account_no <> ? OR o.created_ms <= ? OR o.id IN (SELECT value FROM json_each(?)))');
        values.push(accounts.find(of) ?? -1, afterMs ?? Number.MIN_SAFE_INTEGER, JSON.stringify(ids));
      }
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
      const way = descending ? 'DESC' : 'ASC';
      const total = db.prepare<unknown[], number>(`SELECT count(*) FROM orders o ${where}`).pluck().get(values);
      const rows = db
        .prepare<unknown[], StoredOrder>(
          `SELECT ${orderColumns} FROM orders o ${where} ORDER BY o.${sortColumns[sort]} ${way}, o.no ${way} LIMIT ? OFFSET ?`,
        )
        .all([...values, limit, offset]);
      return { rows: rows.map((row) => orderOf(row, accounts)), total: total ?? 0 };
    },

    ofContact: (accountId, contact) => {
      const accountNo = accounts.find(accountId);
      return byContact
        .all(plain(contact.email), phoneOf(contact.phone))
        .filter((row) => row.account_no === accountNo)
        .map((row) => orderOf(row, accounts));
    },

    claimContact: (accountId, ids, contact) => {
      write(() => {
        for (const id of ids) {
          const row = stored({ accountId, id });
          if (!row || (row.contact_name !== null && row.claimed === 0)) continue;
          const old = orderOf(row, accounts);
          if (!isDeepStrictEqual(old.contact, contact)) put({ ...old, contact }, true);
        }
      });
    },
  };
}

function upsertStatement({ db }: CacheParts) {
  const columns = `account_no, id, number, public_token, status, platform_status_id, platform_status_name, total_minor, currency, created_at,
    created_ms, contact_name, contact_email, contact_phone, claimed, items, payment_link, document_number, words, number_key, token_key, email_key, phone_key`;
  const names = columns.split(',').map((name) => name.trim());
  return db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO orders (${columns}) VALUES (${names.map((name) => `@${name}`).join(', ')})
     ON CONFLICT (account_no, id) DO UPDATE SET ${names
       .slice(2)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}`,
  );
}
