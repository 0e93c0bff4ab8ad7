import { expect, test } from 'vitest';
import { withSteps } from './test-steps.ts';

test('step 2 makes orders found by words and codes, payments and refund requests', () => {
  withSteps(2, (db) => {
    db.exec(`
      INSERT INTO account (no, id) VALUES (1, 'a');
      INSERT INTO orders (no, account_no, id, number, public_token, status, platform_status_id, platform_status_name, total_minor, currency,
        created_at, created_ms, words, number_key, token_key, email_key, phone_key)
      VALUES (3, 1, 'o', 'AYM-0579', 't', 'paid', '2', 'Paid', 1, 'RSD', '', 0, 'ana', 'aym0579', 't', '', '');
      INSERT INTO payment VALUES (1, 'p', 'o', 'AYM-0579', 'approved', 1, 'RSD', '', 0);
      INSERT INTO refund_request (account_no, id, payment_id, state, created_at, created_ms) VALUES (1, 'r', 'p', 'requested', '', 0);
    `);
    const codes = db.prepare<[string], number>('SELECT rowid FROM order_codes WHERE order_codes MATCH ?').pluck();
    expect(codes.all('"057"')).toEqual([3]);
    db.exec("UPDATE orders SET number_key = 'bbb0001'");
    expect([codes.all('"057"'), codes.all('"bb0"')]).toEqual([[], [3]]);
    db.exec("INSERT INTO order_codes (order_codes, rank) VALUES ('integrity-check', 1)");
  });
});
