import type { Migration } from '../../store/migrations.ts';

/**
 * Tickets, what they are for, and the words and codes they are found by. A ticket's rowid is `date_no * 2^24 + n`: the tickets of one event
 * date lie together, so that a search within tonight is a range of rowids for the full-text index, and a list reads few pages. There is
 * no b-tree by e-mail, phone or name: each would dirty one more random page a ticket; the index of codes finds them as well.
 */
export const migration: Migration = {
  version: 1,
  up: (db) => {
    db.exec(`
      CREATE TABLE account (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;

      CREATE TABLE event (
        no INTEGER PRIMARY KEY,
        account_no INTEGER NOT NULL REFERENCES account(no),
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        place TEXT,
        city TEXT,
        currency TEXT,
        UNIQUE (account_no, id)
      ) STRICT;

      CREATE TABLE event_date (
        no INTEGER PRIMARY KEY AUTOINCREMENT,
        event_no INTEGER NOT NULL REFERENCES event(no),
        date TEXT NOT NULL,
        date_ms INTEGER NOT NULL,
        day TEXT NOT NULL,
        next_n INTEGER NOT NULL DEFAULT 0,
        tickets INTEGER NOT NULL DEFAULT 0,
        UNIQUE (event_no, date)
      ) STRICT;

      CREATE TABLE ticket (
        id INTEGER PRIMARY KEY,
        account_no INTEGER NOT NULL REFERENCES account(no),
        date_no INTEGER NOT NULL REFERENCES event_date(no),
        identity ANY NOT NULL,
        ordinal INTEGER NOT NULL,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        phone TEXT NOT NULL,
        price_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        promo_code TEXT,
        purchased_at TEXT NOT NULL,
        purchased_ms INTEGER NOT NULL,
        order_number TEXT,
        language TEXT,
        country TEXT,
        entry TEXT,
        words TEXT NOT NULL,
        email_key TEXT NOT NULL,
        phone_key TEXT NOT NULL,
        order_key TEXT NOT NULL,
        barcode TEXT
      ) STRICT;
      CREATE UNIQUE INDEX ticket_identity ON ticket (account_no, identity, ordinal);
      CREATE INDEX ticket_barcode ON ticket (barcode) WHERE barcode IS NOT NULL;
      CREATE INDEX ticket_order ON ticket (order_key) WHERE order_key <> '';

      CREATE VIRTUAL TABLE ticket_words USING fts5 (
        words, content = 'ticket', content_rowid = 'id', tokenize = 'ascii', prefix = '1 2 3 4', detail = none, columnsize = 0
      );
      CREATE VIRTUAL TABLE ticket_codes USING fts5 (
        email_key, phone_key, order_key,
        content = 'ticket', content_rowid = 'id', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
      );
      CREATE TRIGGER ticket_added AFTER INSERT ON ticket BEGIN
        INSERT INTO ticket_words (rowid, words) VALUES (new.id, new.words);
        INSERT INTO ticket_codes (rowid, email_key, phone_key, order_key)
        VALUES (new.id, new.email_key, new.phone_key, new.order_key);
      END;
      CREATE TRIGGER ticket_removed AFTER DELETE ON ticket BEGIN
        INSERT INTO ticket_words (ticket_words, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO ticket_codes (ticket_codes, rowid, email_key, phone_key, order_key)
        VALUES ('delete', old.id, old.email_key, old.phone_key, old.order_key);
      END;
      CREATE TRIGGER ticket_renamed AFTER UPDATE OF words ON ticket WHEN old.words <> new.words BEGIN
        INSERT INTO ticket_words (ticket_words, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO ticket_words (rowid, words) VALUES (new.id, new.words);
      END;
      CREATE TRIGGER ticket_recoded AFTER UPDATE OF email_key, phone_key, order_key ON ticket
      WHEN old.email_key <> new.email_key OR old.phone_key <> new.phone_key OR old.order_key <> new.order_key BEGIN
        INSERT INTO ticket_codes (ticket_codes, rowid, email_key, phone_key, order_key)
        VALUES ('delete', old.id, old.email_key, old.phone_key, old.order_key);
        INSERT INTO ticket_codes (rowid, email_key, phone_key, order_key)
        VALUES (new.id, new.email_key, new.phone_key, new.order_key);
      END;

      CREATE TABLE pass (
        generation INTEGER PRIMARY KEY AUTOINCREMENT,
        account_no INTEGER NOT NULL REFERENCES account(no),
        event_id TEXT,
        next_page INTEGER NOT NULL,
        total INTEGER,
        counted INTEGER NOT NULL DEFAULT 0,
        arrived INTEGER NOT NULL DEFAULT 0,
        behind INTEGER NOT NULL DEFAULT 0,
        doubtful INTEGER NOT NULL DEFAULT 0,
        tail BLOB NOT NULL,
        started_at INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX pass_scope ON pass (account_no, ifnull(event_id, ''));
      CREATE TABLE pass_seen (
        generation INTEGER NOT NULL REFERENCES pass(generation),
        ticket_id INTEGER NOT NULL,
        PRIMARY KEY (generation, ticket_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE set_aside (
        account_no INTEGER NOT NULL REFERENCES account(no),
        fingerprint TEXT NOT NULL,
        field TEXT NOT NULL,
        message TEXT NOT NULL,
        PRIMARY KEY (account_no, fingerprint)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
