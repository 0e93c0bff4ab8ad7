import type { Migration } from '../../store/migrations.ts';

/** What an order went through, as its system tells it; read whole or not at all. */
export const migration: Migration = {
  version: 4,
  up: (db) => {
    db.exec(`
      CREATE TABLE order_history (
        account_no INTEGER NOT NULL REFERENCES account(no),
        order_id TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (account_no, order_id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
