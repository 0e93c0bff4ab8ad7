import type { Migration } from '../../store/migrations.ts';
import { onlyGrows } from './only-grows.ts';

/**
 * Admissions that the laptop decided on after it had asked the system and got no answer, and when it had asked: the system may have booked them
 * itself, and must then not be told again.
 */
export const ledger004: Migration = {
  version: 4,
  up: (db) => {
    db.exec(`
      CREATE TABLE admissions_asked (
        seq INTEGER PRIMARY KEY REFERENCES admissions (seq),
        at INTEGER NOT NULL
      ) STRICT;
      ${onlyGrows('admissions_asked')}
    `);
  },
};
