import type { Migration } from '../../store/migrations.ts';

/**
 * Deeds: what is done with an order that exists (money taken, completion, mails) becomes a third kind of act. SQLite changes no CHECK in place,
 * so the table of acts is made anew; its children are checked against the new one when the step commits. Its triggers and indexes go with the old
 * table and come back as they were (steps 1 and 2).
 */
export const ledger005: Migration = {
  version: 5,
  up: (db) => {
    db.pragma('defer_foreign_keys = ON');
    db.exec(`
      CREATE TEMP TABLE kept_acts AS SELECT * FROM acts;
      DROP TABLE acts;
      CREATE TABLE acts (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'deed')),
        account_id TEXT NOT NULL REFERENCES accounts (id),
        state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN
          ('queued', 'sending', 'confirmed', 'rejected', 'unknown', 'reconciling', 'needs_person', 'cancelled')),
        created_at INTEGER NOT NULL,
        made_by TEXT NOT NULL,
        next_attempt_at INTEGER
      ) STRICT;
      INSERT INTO acts SELECT seq, id, kind, account_id, state, created_at, made_by, next_attempt_at FROM kept_acts ORDER BY seq;
      DROP TABLE kept_acts;
      CREATE INDEX acts_state ON acts (account_id, state, seq);
      CREATE INDEX acts_open ON acts (seq) WHERE state NOT IN ('confirmed', 'rejected', 'cancelled');
      CREATE INDEX acts_kind ON acts (kind, seq);
      CREATE INDEX acts_created ON acts (created_at);
      CREATE TRIGGER acts_no_delete BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are never deleted'); END;
      CREATE TRIGGER acts_fixed BEFORE UPDATE OF seq, id, kind, account_id, created_at, made_by ON acts
        BEGIN SELECT RAISE(ABORT, 'an act keeps what it is'); END;
      CREATE TRIGGER acts_settled BEFORE UPDATE OF state ON acts WHEN OLD.state IN ('confirmed', 'rejected', 'cancelled')
        BEGIN SELECT RAISE(ABORT, 'a settled act stays settled'); END;
      CREATE TRIGGER refunds_fall AFTER UPDATE OF state ON acts WHEN NEW.state IN ('rejected', 'cancelled')
        BEGIN UPDATE refunds SET standing = 0 WHERE id = NEW.id; END;

      CREATE TABLE deeds (
        id TEXT PRIMARY KEY REFERENCES acts (id),
        account_id TEXT NOT NULL REFERENCES accounts (id),
        what TEXT NOT NULL CHECK (what IN ('complete', 'markPaid', 'mail', 'invite')),
        order_id TEXT NOT NULL,
        order_number TEXT NOT NULL,
        guest TEXT NOT NULL,
        amount_minor INTEGER CHECK ((amount_minor IS NOT NULL) = (what = 'markPaid')),
        currency TEXT CHECK ((currency IS NULL) = (amount_minor IS NULL)),
        email TEXT CHECK (email IS NULL OR what = 'mail'),
        open INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
        name_words TEXT NOT NULL,
        find_text TEXT NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX deeds_one_open ON deeds (account_id, order_id, what) WHERE open = 1;
      CREATE TRIGGER deeds_no_delete BEFORE DELETE ON deeds BEGIN SELECT RAISE(ABORT, 'deeds are never deleted'); END;
      CREATE TRIGGER deeds_fixed BEFORE UPDATE OF id, account_id, what, order_id, order_number, guest, amount_minor, currency, email
        ON deeds BEGIN SELECT RAISE(ABORT, 'a deed is never rewritten'); END;
      CREATE TRIGGER deeds_stay_closed BEFORE UPDATE OF open ON deeds WHEN OLD.open = 0 AND NEW.open = 1
        BEGIN SELECT RAISE(ABORT, 'a deed that is settled does not open again'); END;
      CREATE TRIGGER deeds_close AFTER UPDATE OF state ON acts WHEN NEW.state IN ('confirmed', 'rejected', 'cancelled')
        BEGIN UPDATE deeds SET open = 0 WHERE id = NEW.id; END;
    `);
  },
};
