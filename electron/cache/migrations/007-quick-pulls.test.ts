import { expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { cacheMigrations } from './index.ts';
import { withSteps } from './test-steps.ts';

test('step 7 forgets where a pass was and what it had seen, and no ticket; the indexes find what they had', () => {
  withSteps(6, (db) => {
    db.exec(`
      INSERT INTO account (no, id) VALUES (1, 'a');
      INSERT INTO event (no, account_no, id, name) VALUES (1, 1, 'E', 'Event');
      INSERT INTO event_date (no, event_no, date, date_ms, day) VALUES (1, 1, 'd', 0, 'd');
      INSERT INTO ticket (id, account_no, date_no, identity, ordinal, name, email, phone, price_minor, currency, purchased_at, purchased_ms,
        words, email_key, phone_key, order_key)
      VALUES (7, 1, 1, 'a', 0, 'Ана', '', '', 1, 'RSD', '', 0, 'ana', 'ana@firma.rs', '', '');
      INSERT INTO pass (generation, account_no, event_id, next_page, tail, started_at) VALUES (4, 1, 'E', 2, x'', 0);
      INSERT INTO pass_seen (generation, ticket_id) VALUES (4, 7);
    `);
    migrate(db, cacheMigrations.slice(0, 7));
    for (const table of ['pass', 'pass_seen']) {
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
    expect(db.prepare(`SELECT rowid FROM ticket_words WHERE ticket_words MATCH 'ana'`).pluck().all()).toEqual([7]);
    expect(db.prepare(`SELECT rowid FROM ticket_codes WHERE ticket_codes MATCH 'fir'`).pluck().all()).toEqual([7]);
    for (const index of ['ticket_words', 'ticket_codes']) {
      const settings = db.prepare(`SELECT v FROM ${index}_config WHERE k = ?`).pluck();
      expect([settings.get('pgsz'), settings.get('automerge')]).toEqual([3984, 0]);
    }
  });
});
