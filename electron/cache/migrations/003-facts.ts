import type { Migration } from '../../store/migrations.ts';

/** Small facts by account, and the statistics last fetched. */
export const migration: Migration = {
  version: 3,
  up: (db) => {
    db.exec(`
      CREATE TABLE fact (
        account_no INTEGER NOT NULL REFERENCES account(no),
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (account_no, name)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE statistics (
        account_no INTEGER NOT NULL REFERENCES account(no),
        from_day TEXT NOT NULL,
        to_day TEXT NOT NULL,
        fetched_at INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (account_no, from_day, to_day)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
