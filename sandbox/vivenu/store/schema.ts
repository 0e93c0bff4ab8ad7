/** Documents as JSON with the columns that filters need beside them; times are epoch ms, money in `refunds` is cents. */
export const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE api_keys (key TEXT PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, seller_id TEXT NOT NULL,
  may_write INTEGER NOT NULL, active INTEGER NOT NULL, created_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE users (id TEXT PRIMARY KEY, seller_id TEXT NOT NULL, email TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
  name TEXT NOT NULL, otp TEXT) WITHOUT ROWID;
CREATE TABLE events (id TEXT PRIMARY KEY, seller_id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, root_id TEXT,
  start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
  doc TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE seats (event_id TEXT NOT NULL, status_id TEXT NOT NULL, type_id TEXT NOT NULL, position INTEGER NOT NULL,
  seating TEXT NOT NULL, taken_by TEXT, PRIMARY KEY (event_id, status_id)) WITHOUT ROWID;
CREATE TABLE customers (n INTEGER PRIMARY KEY, id TEXT NOT NULL, seller_id TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL,
  created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE TABLE transactions (n INTEGER PRIMARY KEY, id TEXT NOT NULL, seller_id TEXT NOT NULL, status TEXT NOT NULL,
  payment_status TEXT NOT NULL, event_id TEXT NOT NULL, customer_id TEXT, checkout_id TEXT, name TEXT NOT NULL, email TEXT NOT NULL,
  psp TEXT, pos_method TEXT, coupons TEXT NOT NULL, made TEXT NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL,
  doc TEXT NOT NULL);
CREATE TABLE tickets (n INTEGER PRIMARY KEY, id TEXT NOT NULL, seller_id TEXT NOT NULL, transaction_id TEXT, event_id TEXT NOT NULL,
  type_id TEXT NOT NULL, status TEXT NOT NULL, barcode TEXT NOT NULL, name TEXT NOT NULL, customer_id TEXT, checkout_id TEXT,
  batch TEXT, kind TEXT NOT NULL, delivery TEXT NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE TABLE checkouts (n INTEGER PRIMARY KEY, id TEXT NOT NULL, seller_id TEXT NOT NULL, status TEXT NOT NULL, expires_ms INTEGER NOT NULL,
  created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, transaction_id TEXT, doc TEXT NOT NULL);
CREATE TABLE held (checkout_id TEXT NOT NULL, type_id TEXT NOT NULL, amount INTEGER NOT NULL);
CREATE TABLE scans (n INTEGER PRIMARY KEY, id TEXT NOT NULL, seller_id TEXT NOT NULL, ticket_id TEXT NOT NULL, event_id TEXT NOT NULL,
  parent_event_id TEXT, type TEXT NOT NULL, result TEXT NOT NULL, time_ms INTEGER NOT NULL, created_ms INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE TABLE refunds (n INTEGER PRIMARY KEY, id TEXT NOT NULL, seller_id TEXT NOT NULL, transaction_id TEXT NOT NULL, event_id TEXT NOT NULL,
  amount_cents INTEGER NOT NULL, currency TEXT NOT NULL, target TEXT NOT NULL, psp_ref TEXT NOT NULL, gateway TEXT NOT NULL,
  created_ms INTEGER NOT NULL);
CREATE TABLE cancellations (n INTEGER PRIMARY KEY, id TEXT NOT NULL, seller_id TEXT NOT NULL, transaction_id TEXT NOT NULL,
  created_ms INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE TABLE access_users (id TEXT PRIMARY KEY, seller_id TEXT NOT NULL, token TEXT NOT NULL UNIQUE, active INTEGER NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sales_channels (id TEXT PRIMARY KEY, seller_id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, doc TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pos (id TEXT PRIMARY KEY, seller_id TEXT NOT NULL, name TEXT NOT NULL, session_id TEXT, doc TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE listeners (id TEXT PRIMARY KEY, seller_id TEXT NOT NULL, doc TEXT NOT NULL, created_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE outbox (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, created_ms INTEGER NOT NULL, doc TEXT NOT NULL);
CREATE TABLE deliveries (n INTEGER PRIMARY KEY, outbox_n INTEGER NOT NULL, listener_id TEXT NOT NULL, attempts INTEGER NOT NULL,
  due_ms INTEGER, last TEXT);
CREATE TABLE cases (name TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
`;

/** Built after the bulk load, which is several times faster. */
export const INDEXES = `
CREATE UNIQUE INDEX transactions_id ON transactions (id);
CREATE INDEX transactions_created ON transactions (seller_id, created_ms, n);
CREATE INDEX transactions_updated ON transactions (seller_id, updated_ms);
CREATE INDEX transactions_event ON transactions (event_id, created_ms, n);
CREATE INDEX transactions_customer ON transactions (customer_id);
CREATE INDEX transactions_made ON transactions (made, n) WHERE made = 'api';
CREATE INDEX transactions_open ON transactions (status, created_ms) WHERE status IN ('NEW', 'RESERVED-BY-SYSTEM');
CREATE UNIQUE INDEX tickets_id ON tickets (id);
CREATE UNIQUE INDEX tickets_barcode ON tickets (barcode);
CREATE INDEX tickets_transaction ON tickets (transaction_id);
CREATE INDEX tickets_checkout ON tickets (checkout_id) WHERE checkout_id IS NOT NULL;
CREATE INDEX tickets_created ON tickets (seller_id, created_ms, n);
CREATE INDEX tickets_updated ON tickets (seller_id, updated_ms);
CREATE INDEX tickets_event ON tickets (event_id, type_id, status);
CREATE INDEX tickets_customer ON tickets (customer_id);
CREATE UNIQUE INDEX customers_id ON customers (id);
CREATE INDEX customers_email ON customers (email);
CREATE UNIQUE INDEX checkouts_id ON checkouts (id);
CREATE INDEX checkouts_open ON checkouts (status, expires_ms) WHERE status = 'NEW';
CREATE INDEX held_checkout ON held (checkout_id);
CREATE INDEX held_type ON held (type_id);
CREATE INDEX scans_ticket ON scans (ticket_id);
CREATE INDEX scans_event ON scans (event_id, time_ms);
CREATE INDEX scans_time ON scans (seller_id, time_ms);
CREATE INDEX refunds_transaction ON refunds (transaction_id);
CREATE INDEX cancellations_transaction ON cancellations (transaction_id);
CREATE INDEX deliveries_due ON deliveries (due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX seats_free ON seats (event_id, type_id, position) WHERE taken_by IS NULL;
CREATE INDEX seats_taken ON seats (taken_by) WHERE taken_by IS NOT NULL;
`;

/** Raised whenever a table or the generated data changes, so that a file kept from before is made anew. */
export const SCHEMA_VERSION = 1;
