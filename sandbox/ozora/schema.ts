export const SCHEMA_VERSION = 1;

export const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY, status TEXT NOT NULL, id_account INTEGER NOT NULL, holder TEXT NOT NULL, email TEXT NOT NULL,
  language TEXT NOT NULL, flag TEXT NOT NULL, year TEXT NOT NULL, event TEXT NOT NULL, template TEXT NOT NULL, metas TEXT NOT NULL
);
CREATE TABLE transactions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, created_ms INTEGER NOT NULL, id_ticket INTEGER, id_account INTEGER,
  product_kind TEXT NOT NULL, currency TEXT NOT NULL, debit_minor INTEGER NOT NULL, payment_mode TEXT NOT NULL,
  status TEXT NOT NULL, document_type TEXT, document_no TEXT UNIQUE, code TEXT NOT NULL, billing TEXT NOT NULL, origin TEXT NOT NULL
);
CREATE INDEX transactions_by_ticket ON transactions (id_ticket, id);
CREATE TABLE payments (
  transaction_id INTEGER PRIMARY KEY, reference TEXT NOT NULL UNIQUE, secret TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
  reason TEXT NOT NULL, card TEXT NOT NULL, paid_ms INTEGER
);
CREATE TABLE invoices (year INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE messages (
  id INTEGER PRIMARY KEY, transaction_id INTEGER NOT NULL, kind TEXT NOT NULL, event_id TEXT UNIQUE, body TEXT NOT NULL,
  received_ms INTEGER NOT NULL
);
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY, transaction_id INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, due_ms INTEGER, answered INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE timers (transaction_id INTEGER PRIMARY KEY, due_ms INTEGER NOT NULL);
`;
