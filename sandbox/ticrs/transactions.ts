import { DAY, dayStart, isoUtcMicro, localDay } from '../time.ts';
import type { Route } from './call.ts';
import type { TicRs } from './context.ts';
import { major } from './money.ts';
import { flatPage } from './pagination.ts';
import { dayOf, oneOf, pageOf, perPageOf, textOf } from './query.ts';
import type { TransactionRow } from './store/rows.ts';

type Row = TransactionRow & { order_signature: string; number: string; public_token: string };

const present = (row: Row) => ({
  signature: row.signature,
  status: row.status,
  amount: major(row.amount_minor),
  currency: row.currency,
  created_at: isoUtcMicro(row.created_ms),
  order: { signature: row.order_signature, number: row.number, public_token: row.public_token },
});

/** T10: payments, and refunds as negative amounts; nothing pending is ever listed (T-26). */
export function transactionRoutes(ctx: TicRs): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/payment/v1/transactions',
      handle: (call) => {
        const page = pageOf(call.query);
        const perPage = perPageOf(call.query, 20, 100);
        const where = ['t.organizer_id = ?'];
        const params: (string | number)[] = [call.organizerId];
        const add = (sql: string, value: string | number | undefined) => {
          if (value === undefined) return;
          where.push(sql);
          params.push(value);
        };
        add('t.order_id = (SELECT id FROM orders WHERE signature = ?)', textOf(call.query, 'order_signature'));
        add('t.status = ?', oneOf(call.query, 'status', ['approved', 'failed']));
        add('t.created_ms >= ?', dayOf(call.query, 'date_from'));
        const lastDay = dayOf(call.query, 'date_to');
        add('t.created_ms < ?', lastDay === undefined ? undefined : dayStart(localDay(lastDay + DAY + 7_200_000)));
        const by = oneOf(call.query, 'sort_by', ['created_at', 'amount', 'status']) ?? 'created_at';
        const dir = oneOf(call.query, 'sort_dir', ['asc', 'desc']) ?? 'desc';
        const column = { created_at: 'created_ms', amount: 'amount_minor', status: 'status' }[by];
        const from = `FROM transactions t WHERE ${where.join(' AND ')}`;
        const order = `ORDER BY t.${column} ${dir}, t.id ${dir}`;
        const total = ctx.store.count(`SELECT COUNT(*) ${from}`, params);
        const rows = ctx.store
          .sql<Row>(
            `SELECT t.*, o.signature AS order_signature, o.number, o.public_token FROM transactions t
             JOIN orders o ON o.id = t.order_id
             WHERE t.id IN (SELECT t.id ${from} ${order} LIMIT ? OFFSET ?) ${order}`,
          )
          .all(...params, perPage, (page - 1) * perPage);
        return { body: flatPage(rows.map(present), { page, perPage, total }) };
      },
    },
  ];
}
