import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../store/migrations.ts';
import { type Db, openEncrypted } from '../../store/open.ts';
import { cacheMigrations } from './index.ts';

/** Runs a test on a file of its own that has gone through the first so many steps, and then takes it through the rest. */
export function withSteps(count: number, work: (db: Db) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-steps-'));
  const db = openEncrypted({ file: join(folder, 'cache.db'), key: 'ab'.repeat(32), synchronous: 'NORMAL' });
  try {
    migrate(db, cacheMigrations.slice(0, count));
    work(db);
    migrate(db, cacheMigrations);
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Two accounts, read to the end, with a ticket each: one bears a code, the other is of a system that lists sales only. */
export function withAndWithoutCodes(db: Db): void {
  db.exec(`
    INSERT INTO account (no, id) VALUES (1, 'codes'), (2, 'sales');
    INSERT INTO fact VALUES (1, 'tickets.completeAt', '5'), (2, 'tickets.completeAt', '5'), (1, 'tickets.freshAt', '6');
    INSERT INTO event (no, account_no, id, name) VALUES (1, 1, 'E', 'Event'), (2, 2, 'F', 'Event');
    INSERT INTO event_date (no, event_no, date, date_ms, day) VALUES (1, 1, 'd', 0, 'd'), (2, 2, 'd', 0, 'd');
    INSERT INTO ticket (id, account_no, date_no, identity, ordinal, name, email, phone, price_minor, currency, purchased_at, purchased_ms,
      words, email_key, phone_key, order_key, barcode)
    VALUES (7, 1, 1, 'a', 0, 'Ана', '', '', 1, 'EUR', '', 0, 'ana', '', '', '', '4200'),
      (8, 2, 2, 'b', 0, 'Ана', '', '', 1, 'RSD', '', 0, 'ana', '', '', '', NULL);
  `);
}
