import type { Migration } from '../../store/migrations.ts';

/**
 * What made a pull slow (docs/decisions/0054). What a pass has seen is a bit a ticket and no row: one that was under way begins its event anew.
 * The text indexes of tickets are merged by who writes them, in small portions, and not by FTS5 in large ones. And their pages are small enough
 * for a page of the file, of which the cipher takes 64 bytes: FTS5's own size of 4,050 spills each of them onto a second one.
 */
export const migration: Migration = {
  version: 7,
  up: (db) => {
    db.exec(`
      DROP TABLE pass_seen;
      DELETE FROM pass;
      CREATE TABLE pass_seen (
        generation INTEGER NOT NULL REFERENCES pass(generation),
        block INTEGER NOT NULL,
        bits BLOB NOT NULL,
        PRIMARY KEY (generation, block)
      ) STRICT, WITHOUT ROWID;
    `);
    for (const index of ['ticket_words', 'ticket_codes']) {
      db.exec(`
        INSERT INTO ${index} (${index}, rank) VALUES ('pgsz', 3984);
        INSERT INTO ${index} (${index}, rank) VALUES ('automerge', 0);
      `);
    }
  },
};
