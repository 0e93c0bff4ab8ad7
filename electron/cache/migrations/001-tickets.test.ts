import { expect, test } from 'vitest';
import { withSteps } from './test-steps.ts';

test('step 1 makes tickets with their indexes kept by triggers', () => {
  withSteps(1, (db) => {
    db.exec(`
      INSERT INTO account (no, id) VALUES (1, 'a');
      INSERT INTO event (no, account_no, id, name) VALUES (1, 1, 'E', 'Event');
      INSERT INTO event_date (no, event_no, date, date_ms, day) VALUES (1, 1, '2026-08-30T19:00:00+02:00', 0, '2026-08-30');
      INSERT INTO ticket (id, account_no, date_no, identity, ordinal, name, email, phone, price_minor, currency, purchased_at, purchased_ms,
        words, email_key, phone_key, order_key)
      VALUES (7, 1, 1, x'aa', 0, 'Ана', '', '', 1, 'RSD', '', 0, 'ana', 'ana@b.rs', '38164', '');
    `);
    const words = db.prepare<[string], number>('SELECT rowid FROM ticket_words WHERE ticket_words MATCH ?').pluck();
    const codes = db.prepare<[string], number>('SELECT rowid FROM ticket_codes WHERE ticket_codes MATCH ?').pluck();
    expect([words.all('an*'), codes.all('"a@b"')]).toEqual([[7], [7]]);
    db.exec("UPDATE ticket SET words = 'mila', email_key = 'mila@c.rs'");
    expect([words.all('an*'), words.all('mi*'), codes.all('"a@b"'), codes.all('"a@c"')]).toEqual([[], [7], [], [7]]);
    db.exec('DELETE FROM ticket');
    expect([words.all('mi*'), codes.all('"a@c"')]).toEqual([[], []]);
    expect(() => db.exec("INSERT INTO event (no, account_no, id, name) VALUES (2, 9, 'X', '')")).toThrow('FOREIGN KEY');
  });
});
