import { expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { cacheMigrations } from './index.ts';
import { withSteps } from './test-steps.ts';

test('step 6 gives events a zone, and has the accounts read again whose events may have said one', () => {
  withSteps(5, (db) => {
    db.exec(`
      INSERT INTO account (no, id) VALUES (1, 'codes'), (2, 'sales');
      INSERT INTO fact VALUES (1, 'tickets.completeAt', '5'), (2, 'tickets.completeAt', '5');
      INSERT INTO event (no, account_no, id, name) VALUES (1, 1, 'E', 'Event'), (2, 2, 'F', 'Event');
      INSERT INTO event_date (no, event_no, date, date_ms, day) VALUES (1, 1, 'd', 0, 'd'), (2, 2, 'd', 0, 'd');
      INSERT INTO ticket (id, account_no, date_no, identity, ordinal, name, email, phone, price_minor, currency, purchased_at, purchased_ms,
        words, email_key, phone_key, order_key, barcode)
      VALUES (7, 1, 1, 'a', 0, 'Ана', '', '', 1, 'EUR', '', 0, 'ana', '', '', '', '4200'),
        (8, 2, 2, 'b', 0, 'Ана', '', '', 1, 'RSD', '', 0, 'ana', '', '', '', NULL);
    `);
    migrate(db, cacheMigrations.slice(0, 6));
    expect(db.prepare('SELECT account_no, name FROM fact').all()).toEqual([
      { account_no: 2, name: 'tickets.completeAt' },
    ]);
    expect(db.prepare('SELECT id, zone FROM event').all()).toEqual([
      { id: 'E', zone: null },
      { id: 'F', zone: null },
    ]);
  });
});
