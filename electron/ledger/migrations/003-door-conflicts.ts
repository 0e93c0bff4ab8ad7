import type { Migration } from '../../store/migrations.ts';
import { onlyGrows } from './only-grows.ts';

/**
 * Tickets that two doors let in: which admissions were compared with those of the other doors, what was found, and who has seen to it. What
 * was told before this version counts as compared, or the first start would ask the system about every evening there ever was.
 */
export const ledger003: Migration = {
  version: 3,
  up: (db) => {
    db.exec(`
      CREATE TABLE admissions_compared (
        seq INTEGER PRIMARY KEY REFERENCES admissions (seq),
        at INTEGER NOT NULL
      ) STRICT;
      INSERT INTO admissions_compared (seq, at) SELECT seq, at FROM admissions_told;
      ${onlyGrows('admissions_compared')}

      CREATE TABLE door_conflicts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL REFERENCES accounts (id),
        ticket_key TEXT NOT NULL,
        guest TEXT NOT NULL,
        barcode TEXT NOT NULL,
        here_at INTEGER NOT NULL,
        here_by TEXT NOT NULL,
        there_at INTEGER NOT NULL,
        there TEXT,
        found_at INTEGER NOT NULL,
        UNIQUE (account_id, ticket_key, here_at, there_at)
      ) STRICT;
      ${onlyGrows('door_conflicts')}

      CREATE TABLE door_conflicts_seen (
        id INTEGER PRIMARY KEY REFERENCES door_conflicts (id),
        at INTEGER NOT NULL,
        made_by TEXT NOT NULL
      ) STRICT;
      ${onlyGrows('door_conflicts_seen')}
    `);
  },
};
