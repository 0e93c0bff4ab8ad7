import { expect, test } from 'vitest';
import { dateCounterSql } from './date-counter.ts';
import { orderSearchSql } from './search-orders.ts';
import { ticketSearchSql } from './search-tickets.ts';
import { account, cacheKit, pullAll, ticketRow } from './test-kit.ts';
import { guestSql } from './tickets.ts';

/** The steps of a statement's plan, in SQLite's words. */
function planOf(look: ReturnType<typeof cacheKit>['look'], sql: string): string[] {
  return look((db) => {
    const values = Array.from(sql.matchAll(/\?/g), () => 1);
    const rows = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(values);
    return rows.map((row) => row.detail);
  });
}

const statements = {
  ...ticketSearchSql,
  ...Object.fromEntries(Object.entries(orderSearchSql).map(([name, sql]) => [`order ${name}`, sql])),
  guest: guestSql.byKey,
  inside: dateCounterSql,
  queue: "SELECT * FROM refund_request WHERE account_no = ? AND state IN ('requested', 'approved') ORDER BY created_ms",
  payments: 'SELECT * FROM payment WHERE account_no = ? AND order_id = ? ORDER BY created_ms, id',
  twins: 'SELECT * FROM ticket t WHERE t.account_no = ? AND t.identity = ? ORDER BY t.ordinal',
  newest: 'SELECT * FROM orders o ORDER BY o.created_ms DESC, o.no DESC LIMIT ?',
};

test.each(Object.entries(statements))('the hot query %s reads no whole table', (_name, sql) => {
  const { cache, look } = cacheKit();
  pullAll(cache, [ticketRow()], { accountId: account });
  const plan = planOf(look, sql);
  expect(plan.length).toBeGreaterThan(0);
  for (const step of plan) {
    const whole = /^SCAN (?!ticket_words|ticket_codes|order_words|order_codes|w |o USING INDEX)/.test(step);
    expect([step, whole]).toEqual([step, false]);
    // A scan of a full-text table must be a match or a rowid range, which SQLite writes as an index number with its constraints.
    if (step.includes('VIRTUAL TABLE')) expect(step).toMatch(/INDEX \d+:.*M/);
  }
});
