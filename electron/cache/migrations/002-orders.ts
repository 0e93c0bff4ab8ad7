import type { Migration } from '../../store/migrations.ts';

/** Orders, their payments and refund requests. `contact_name` is null while no contact is known; `claimed` marks one that a search found. */
export const migration: Migration = {
  version: 2,
  up: (db) => {
    db.exec(`
      CREATE TABLE orders (
        no INTEGER PRIMARY KEY,
        account_no INTEGER NOT NULL REFERENCES account(no),
        id TEXT NOT NULL,
        number TEXT NOT NULL,
        public_token TEXT NOT NULL,
        status TEXT NOT NULL,
        platform_status_id TEXT NOT NULL,
        platform_status_name TEXT NOT NULL,
        total_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        contact_name TEXT,
        contact_email TEXT,
        contact_phone TEXT,
        claimed INTEGER NOT NULL DEFAULT 0,
        items TEXT,
        payment_link TEXT,
        document_number TEXT,
        words TEXT NOT NULL,
        number_key TEXT NOT NULL,
        token_key TEXT NOT NULL,
        email_key TEXT NOT NULL,
        phone_key TEXT NOT NULL,
        UNIQUE (account_no, id)
      ) STRICT;
      CREATE INDEX orders_number ON orders (number_key);
      CREATE INDEX orders_token ON orders (token_key);
      CREATE INDEX orders_email ON orders (email_key) WHERE email_key <> '';
      CREATE INDEX orders_phone ON orders (phone_key) WHERE phone_key <> '';
      CREATE INDEX orders_created ON orders (created_ms);
      CREATE INDEX orders_status ON orders (status, created_ms);

      CREATE VIRTUAL TABLE order_words USING fts5 (
        words, content = 'orders', content_rowid = 'no', tokenize = 'ascii', prefix = '1 2 3 4', detail = none, columnsize = 0
      );
      CREATE VIRTUAL TABLE order_codes USING fts5 (
        number_key, token_key, email_key, phone_key,
        content = 'orders', content_rowid = 'no', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0
      );
      CREATE TRIGGER order_added AFTER INSERT ON orders BEGIN
        INSERT INTO order_words (rowid, words) VALUES (new.no, new.words);
        INSERT INTO order_codes (rowid, number_key, token_key, email_key, phone_key)
        VALUES (new.no, new.number_key, new.token_key, new.email_key, new.phone_key);
      END;
      CREATE TRIGGER order_removed AFTER DELETE ON orders BEGIN
        INSERT INTO order_words (order_words, rowid, words) VALUES ('delete', old.no, old.words);
        INSERT INTO order_codes (order_codes, rowid, number_key, token_key, email_key, phone_key)
        VALUES ('delete', old.no, old.number_key, old.token_key, old.email_key, old.phone_key);
      END;
      CREATE TRIGGER order_changed AFTER UPDATE OF words, number_key, token_key, email_key, phone_key ON orders BEGIN
        INSERT INTO order_words (order_words, rowid, words) VALUES ('delete', old.no, old.words);
        INSERT INTO order_words (rowid, words) VALUES (new.no, new.words);
        INSERT INTO order_codes (order_codes, rowid, number_key, token_key, email_key, phone_key)
        VALUES ('delete', old.no, old.number_key, old.token_key, old.email_key, old.phone_key);
        INSERT INTO order_codes (rowid, number_key, token_key, email_key, phone_key)
        VALUES (new.no, new.number_key, new.token_key, new.email_key, new.phone_key);
      END;

      CREATE TABLE payment (
        account_no INTEGER NOT NULL REFERENCES account(no),
        id TEXT NOT NULL,
        order_id TEXT NOT NULL,
        order_number TEXT NOT NULL,
        status TEXT NOT NULL,
        amount_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        PRIMARY KEY (account_no, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX payment_order ON payment (account_no, order_id);

      CREATE TABLE refund_request (
        account_no INTEGER NOT NULL REFERENCES account(no),
        id TEXT NOT NULL,
        payment_id TEXT NOT NULL,
        order_id TEXT,
        order_number TEXT,
        amount_minor INTEGER,
        currency TEXT,
        state TEXT NOT NULL,
        rejection_reason TEXT,
        created_at TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        decided_at TEXT,
        refund_payment_id TEXT,
        PRIMARY KEY (account_no, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX refund_request_payment ON refund_request (account_no, payment_id);
      CREATE INDEX refund_request_created ON refund_request (created_ms);
      CREATE INDEX refund_request_open ON refund_request (account_no) WHERE state IN ('requested', 'approved');
    `);
  },
};
