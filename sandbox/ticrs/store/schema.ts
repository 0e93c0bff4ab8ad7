/** Tables of the tic.rs copy. Money is integer minor units, times are epoch ms. */
export const TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE api_keys (key TEXT PRIMARY KEY, organizer_id INTEGER NOT NULL, active INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE users (id INTEGER PRIMARY KEY, organizer_id INTEGER NOT NULL, email TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL, name TEXT, locale TEXT, timezone TEXT);
CREATE TABLE sessions (token TEXT PRIMARY KEY, user_id INTEGER NOT NULL, expires_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events (id INTEGER PRIMARY KEY, organizer_id INTEGER NOT NULL, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  description TEXT NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, place_id INTEGER NOT NULL,
  city_id INTEGER NOT NULL, country_code TEXT NOT NULL, type_id INTEGER, currency TEXT NOT NULL, published INTEGER NOT NULL,
  categories TEXT NOT NULL, languages TEXT NOT NULL, reservations INTEGER NOT NULL);
CREATE TABLE calendars (id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
  available INTEGER NOT NULL);
CREATE TABLE ticket_types (id INTEGER PRIMARY KEY, calendar_id INTEGER NOT NULL, name TEXT NOT NULL,
  price_minor INTEGER NOT NULL, available INTEGER NOT NULL);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, organizer_id INTEGER NOT NULL, number TEXT NOT NULL, signature TEXT NOT NULL,
  public_token TEXT NOT NULL, created_ms INTEGER NOT NULL, status_id INTEGER NOT NULL, total_minor INTEGER NOT NULL,
  currency TEXT NOT NULL, customer_id INTEGER, success_url TEXT, fail_url TEXT, language TEXT NOT NULL,
  origin TEXT NOT NULL, closed TEXT, user_agent TEXT);
CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, type TEXT NOT NULL, name TEXT,
  amount_minor INTEGER NOT NULL, quantity INTEGER NOT NULL, event_id INTEGER, ticket_id INTEGER, event_date TEXT,
  service_date TEXT, delivery_date TEXT);
CREATE TABLE transactions (id INTEGER PRIMARY KEY, organizer_id INTEGER NOT NULL, order_id INTEGER NOT NULL,
  signature TEXT NOT NULL, status TEXT NOT NULL, amount_minor INTEGER NOT NULL, currency TEXT NOT NULL,
  created_ms INTEGER NOT NULL);
CREATE TABLE refunds (id INTEGER PRIMARY KEY, organizer_id INTEGER NOT NULL, signature TEXT NOT NULL,
  transaction_id INTEGER NOT NULL, status TEXT NOT NULL, approval TEXT NOT NULL, refund_signature TEXT, ip TEXT,
  user_agent TEXT, request_url TEXT, created_ms INTEGER NOT NULL, approved_ms INTEGER, rejected_ms INTEGER, reason TEXT);
CREATE TABLE tickets (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, customer_id INTEGER, event_id INTEGER NOT NULL,
  calendar_id INTEGER NOT NULL, purchased_ms INTEGER NOT NULL, price_minor INTEGER NOT NULL, currency TEXT NOT NULL,
  promocode TEXT, utm TEXT, device TEXT NOT NULL, language TEXT NOT NULL, country TEXT NOT NULL);
CREATE TABLE stats (day TEXT NOT NULL, event_id INTEGER NOT NULL, source TEXT NOT NULL, views INTEGER NOT NULL,
  clicks INTEGER NOT NULL, orders INTEGER NOT NULL, sum_minor INTEGER NOT NULL,
  PRIMARY KEY (day, event_id, source)) WITHOUT ROWID;
CREATE TABLE jobs (id INTEGER PRIMARY KEY, due_ms INTEGER NOT NULL, kind TEXT NOT NULL, ref INTEGER NOT NULL);
CREATE VIRTUAL TABLE customer_fts USING fts5(name, email, phone, content='', columnsize=0, tokenize='trigram');
CREATE VIRTUAL TABLE order_fts USING fts5(number, public_token, content='', columnsize=0, tokenize='trigram');
`;

/** Built after the bulk load, which is several times faster. */
export const INDEXES = `
CREATE UNIQUE INDEX orders_number ON orders (number);
CREATE UNIQUE INDEX orders_signature ON orders (signature);
CREATE UNIQUE INDEX orders_token ON orders (public_token);
CREATE INDEX orders_created ON orders (organizer_id, created_ms, id);
CREATE INDEX orders_status ON orders (organizer_id, status_id, created_ms, id);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX orders_origin ON orders (origin, id) WHERE origin = 'api';
CREATE INDEX items_order ON order_items (order_id);
CREATE UNIQUE INDEX transactions_signature ON transactions (signature);
CREATE INDEX transactions_order ON transactions (order_id);
CREATE INDEX transactions_created ON transactions (organizer_id, created_ms, id);
CREATE UNIQUE INDEX refunds_signature ON refunds (signature);
CREATE INDEX refunds_transaction ON refunds (transaction_id);
CREATE INDEX refunds_created ON refunds (organizer_id, created_ms, id);
CREATE INDEX calendars_event ON calendars (event_id);
CREATE INDEX types_calendar ON ticket_types (calendar_id);
CREATE INDEX customers_email ON customers (email);
CREATE INDEX jobs_due ON jobs (due_ms);
`;

/** Raised whenever a table changes, so that a file kept from before is made anew. */
export const SCHEMA_VERSION = 2;
