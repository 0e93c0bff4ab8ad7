import type { Migration } from '../../store/migrations.ts';
import { onlyGrows } from './only-grows.ts';

/** Refuses removing rows. */
const neverDeleted = (table: string): string => `
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, '${table} are never deleted'); END;`;

/**
 * The first ledger. Rules that must hold whatever the program does stand here as constraints and triggers: what was sold is never rewritten,
 * an order belongs to one sale, no two refunds of the same money stand, the journal only grows and each entry names the one before.
 */
export const ledger001: Migration = {
  version: 1,
  up: (db) => {
    db.exec(`
      CREATE TABLE accounts (
        id TEXT PRIMARY KEY,
        system TEXT NOT NULL,
        label TEXT NOT NULL,
        base_url TEXT NOT NULL,
        credential_kind TEXT NOT NULL,
        credential_hint TEXT NOT NULL,
        demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
        advanced TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(advanced)),
        connected_at INTEGER NOT NULL,
        removed_at INTEGER
      ) STRICT;
      ${neverDeleted('accounts')}

      CREATE TABLE acts (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund')),
        account_id TEXT NOT NULL REFERENCES accounts (id),
        state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN
          ('queued', 'sending', 'confirmed', 'rejected', 'unknown', 'reconciling', 'needs_person', 'cancelled')),
        created_at INTEGER NOT NULL,
        made_by TEXT NOT NULL,
        next_attempt_at INTEGER
      ) STRICT;
      CREATE INDEX acts_state ON acts (account_id, state, seq);
      CREATE INDEX acts_open ON acts (seq) WHERE state NOT IN ('confirmed', 'rejected', 'cancelled');
      CREATE INDEX acts_kind ON acts (kind, seq);
      ${neverDeleted('acts')}
      CREATE TRIGGER acts_fixed BEFORE UPDATE OF seq, id, kind, account_id, created_at, made_by ON acts
        BEGIN SELECT RAISE(ABORT, 'an act keeps what it is'); END;
      CREATE TRIGGER acts_settled BEFORE UPDATE OF state ON acts WHEN OLD.state IN ('confirmed', 'rejected', 'cancelled')
        BEGIN SELECT RAISE(ABORT, 'a settled act stays settled'); END;

      CREATE TABLE sales (
        id TEXT PRIMARY KEY REFERENCES acts (id),
        account_id TEXT NOT NULL REFERENCES accounts (id),
        reference TEXT NOT NULL UNIQUE,
        customer_name TEXT NOT NULL,
        customer_email TEXT NOT NULL,
        customer_phone TEXT NOT NULL,
        items TEXT NOT NULL CHECK (json_valid(items)),
        total_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        tender TEXT NOT NULL CHECK (tender IN ('link', 'cash', 'terminal')),
        order_id TEXT,
        order_number TEXT,
        public_token TEXT,
        payment_link TEXT,
        pay_state TEXT NOT NULL DEFAULT 'awaiting_payment' CHECK (pay_state IN
          ('awaiting_payment', 'paid', 'declined', 'expired', 'cancelled')),
        cash_minor INTEGER,
        cash_currency TEXT,
        name_words TEXT NOT NULL,
        find_text TEXT NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX sales_order ON sales (account_id, order_id) WHERE order_id IS NOT NULL;
      CREATE INDEX sales_unpaid ON sales (account_id, pay_state) WHERE pay_state IN ('awaiting_payment', 'declined');
      ${neverDeleted('sales')}
      CREATE TRIGGER sales_fixed BEFORE UPDATE OF id, account_id, reference, customer_name, customer_email, customer_phone, items,
        total_minor, currency, tender ON sales BEGIN SELECT RAISE(ABORT, 'what was sold is never rewritten'); END;
      CREATE TRIGGER sales_one_order BEFORE UPDATE OF order_id ON sales
        WHEN OLD.order_id IS NOT NULL AND NEW.order_id IS NOT OLD.order_id
        BEGIN SELECT RAISE(ABORT, 'a sale keeps its order'); END;

      CREATE TABLE refunds (
        id TEXT PRIMARY KEY REFERENCES acts (id),
        account_id TEXT NOT NULL REFERENCES accounts (id),
        target TEXT NOT NULL CHECK (target IN ('payment', 'order', 'items')),
        order_id TEXT NOT NULL,
        payment_id TEXT CHECK ((payment_id IS NULL) = (target <> 'payment')),
        order_number TEXT NOT NULL,
        guest TEXT NOT NULL,
        amount_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        keep_money INTEGER NOT NULL DEFAULT 0 CHECK (keep_money IN (0, 1)),
        refund_to TEXT CHECK ((refund_to IS NOT NULL) = (target = 'items')),
        standing INTEGER NOT NULL DEFAULT 1 CHECK (standing IN (0, 1))
      ) STRICT;
      CREATE UNIQUE INDEX refunds_one_a_payment ON refunds (account_id, payment_id) WHERE standing = 1 AND target = 'payment';
      CREATE UNIQUE INDEX refunds_one_an_order ON refunds (account_id, order_id) WHERE standing = 1 AND target = 'order';
      CREATE INDEX refunds_order ON refunds (account_id, order_id);
      ${neverDeleted('refunds')}
      CREATE TRIGGER refunds_whole_or_part BEFORE INSERT ON refunds
        WHEN EXISTS (SELECT 1 FROM refunds r WHERE r.account_id = NEW.account_id AND r.order_id = NEW.order_id AND r.standing = 1
          AND r.target <> NEW.target AND NOT (r.target = 'items' AND NEW.target = 'order'))
        BEGIN SELECT RAISE(ABORT, 'a refund of this order stands'); END;
      CREATE TRIGGER refunds_fixed BEFORE UPDATE OF id, account_id, target, order_id, payment_id, order_number, guest, amount_minor,
        currency, keep_money, refund_to ON refunds BEGIN SELECT RAISE(ABORT, 'a refund is never rewritten'); END;
      CREATE TRIGGER refunds_stay_down BEFORE UPDATE OF standing ON refunds WHEN OLD.standing = 0 AND NEW.standing = 1
        BEGIN SELECT RAISE(ABORT, 'a refund that fell does not stand again'); END;
      CREATE TRIGGER refunds_fall AFTER UPDATE OF state ON acts WHEN NEW.state IN ('rejected', 'cancelled')
        BEGIN UPDATE refunds SET standing = 0 WHERE id = NEW.id; END;

      CREATE TABLE refund_items (
        refund_id TEXT NOT NULL REFERENCES refunds (id),
        account_id TEXT NOT NULL,
        order_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        standing INTEGER NOT NULL DEFAULT 1 CHECK (standing IN (0, 1)),
        PRIMARY KEY (refund_id, item_id)
      ) STRICT;
      CREATE UNIQUE INDEX refund_items_once ON refund_items (account_id, order_id, item_id) WHERE standing = 1;
      ${neverDeleted('refund_items')}
      CREATE TRIGGER refund_items_fall AFTER UPDATE OF standing ON refunds WHEN NEW.standing = 0
        BEGIN UPDATE refund_items SET standing = 0 WHERE refund_id = NEW.id; END;

      CREATE TABLE refund_requests (
        refund_id TEXT NOT NULL REFERENCES refunds (id),
        request_id TEXT NOT NULL,
        PRIMARY KEY (refund_id, request_id)
      ) STRICT;
      ${onlyGrows('refund_requests')}

      CREATE TABLE attempts (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        act_id TEXT NOT NULL REFERENCES acts (id),
        at INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        note TEXT NOT NULL
      ) STRICT;
      CREATE INDEX attempts_act ON attempts (act_id, seq);
      ${onlyGrows('attempts')}

      CREATE TABLE admissions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        account_id TEXT NOT NULL REFERENCES accounts (id),
        ticket_key TEXT NOT NULL,
        step INTEGER NOT NULL CHECK (step IN (1, -1)),
        at INTEGER NOT NULL,
        made_by TEXT NOT NULL
      ) STRICT;
      CREATE TABLE admissions_told (
        seq INTEGER PRIMARY KEY REFERENCES admissions (seq),
        at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX admissions_ticket ON admissions (account_id, ticket_key, step);
      ${onlyGrows('admissions')}

      CREATE TABLE catalogue (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES accounts (id),
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        unit_minor INTEGER,
        currency TEXT NOT NULL,
        calendar_id INTEGER,
        ticket_type_id INTEGER,
        date TEXT,
        ref TEXT CHECK (ref IS NULL OR json_valid(ref)),
        position INTEGER NOT NULL,
        import_key TEXT
      ) STRICT;
      CREATE UNIQUE INDEX catalogue_import ON catalogue (account_id, import_key) WHERE import_key IS NOT NULL;

      CREATE TABLE journal (
        seq INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        made_by TEXT NOT NULL,
        what TEXT NOT NULL,
        body TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      ${onlyGrows('journal')}
      CREATE TRIGGER journal_chained BEFORE INSERT ON journal
        WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM journal), 0)
          OR NEW.previous <> coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '${'0'.repeat(64)}')
        BEGIN SELECT RAISE(ABORT, 'a journal entry follows the one before'); END;
    `);
  },
};
