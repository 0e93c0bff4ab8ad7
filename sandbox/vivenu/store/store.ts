import Database, { type Statement } from 'better-sqlite3';
import { generate } from '../data/generate.ts';
import type { Event } from '../event-model.ts';
import type { Customer, Ticket, Transaction } from '../model.ts';
import { INDEXES, SCHEMA_VERSION, TABLES } from './schema.ts';
import { createDocuments, type Documents } from './write.ts';

export interface VivenuPlan {
  readonly seed: number;
  /** Ticket rows to generate. */
  readonly tickets: number;
}

/** A sandbox is at least big enough for every trap, and no bigger than memory likes. */
export const usableTickets = (n: number): boolean => Number.isSafeInteger(n) && n >= 200 && n <= 500_000;

export interface Store extends Documents {
  /** A prepared statement, made once per text. */
  sql<Row = unknown>(text: string): Statement<unknown[], Row>;
  /** Runs `work` as one transaction. */
  write<T>(work: () => T): T;
  count(text: string, ...params: readonly (string | number | null)[]): number;
  transaction(id: string): Transaction | undefined;
  ticket(id: string): Ticket | undefined;
  ticketsOf(transactionId: string): Ticket[];
  event(id: string): Event | undefined;
  customer(id: string): Customer | undefined;
  plan(): VivenuPlan;
  /** Throws everything away and generates anew. */
  reset(plan: VivenuPlan, nowMs: number): void;
  close(): void;
}

const IN_MEMORY = 20_000;

const parsed = <T>(row: { doc: string } | undefined): T | undefined =>
  row === undefined ? undefined : (JSON.parse(row.doc) as T);

/** Opens the database; a file that holds the same plan is used as it is, with all that was sold since. */
export function openVivenuStore(file: string, wanted: VivenuPlan, nowMs: number): Store {
  // An unnamed file that goes with the process: a big house would take most of a gigabyte of memory.
  const db = new Database(file === ':memory:' && wanted.tickets > IN_MEMORY ? '' : file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -65536');
  let statements = new Map<string, Statement<unknown[], unknown>>();
  const sql = <Row>(text: string) => {
    let statement = statements.get(text);
    if (!statement) {
      statement = db.prepare(text);
      statements.set(text, statement);
    }
    return statement as Statement<unknown[], Row>;
  };
  const planKey = (plan: VivenuPlan) => `${SCHEMA_VERSION}/${plan.seed}/${plan.tickets}`;
  const keptPlan = () => {
    const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get();
    return known ? db.prepare("SELECT value FROM meta WHERE key = 'plan'").pluck().get() : undefined;
  };

  const fill = (plan: VivenuPlan, now: number) => {
    statements = new Map();
    const tables = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
    for (const name of tables) db.exec(`DROP TABLE "${name}"`);
    db.exec(TABLES);
    db.transaction(() => {
      generate(db, plan.seed, plan.tickets, now);
      db.prepare("INSERT INTO meta VALUES ('plan', ?)").run(planKey(plan));
      db.exec(INDEXES);
    })();
    db.exec('ANALYZE');
  };

  let current = wanted;
  if (keptPlan() !== planKey(wanted)) fill(wanted, nowMs);
  let documents = createDocuments(db);
  const one = <T>(table: string, id: string) =>
    parsed<T>(sql<{ doc: string }>(`SELECT doc FROM ${table} WHERE id = ?`).get(id));

  return {
    sql,
    write: (work) => (db.inTransaction ? work() : db.transaction(work).immediate()),
    count: (text, ...params) => Number(Object.values(sql<Record<string, number>>(text).get(...params) ?? {})[0] ?? 0),
    transaction: (id) => one('transactions', id),
    ticket: (id) => one('tickets', id),
    ticketsOf: (transactionId) =>
      sql<{ doc: string }>('SELECT doc FROM tickets WHERE transaction_id = ? ORDER BY n')
        .all(transactionId)
        .map((row) => JSON.parse(row.doc) as Ticket),
    event: (id) => one('events', id),
    customer: (id) => one('customers', id),
    addTransaction: (doc, made) => documents.addTransaction(doc, made),
    saveTransaction: (doc) => documents.saveTransaction(doc),
    addTicket: (doc) => documents.addTicket(doc),
    saveTicket: (doc) => documents.saveTicket(doc),
    addCustomer: (doc) => documents.addCustomer(doc),
    saveCustomer: (doc) => documents.saveCustomer(doc),
    putEvent: (doc) => documents.putEvent(doc),
    plan: () => current,
    reset: (plan, now) => {
      fill(plan, now);
      documents = createDocuments(db);
      current = plan;
    },
    close: () => db.close(),
  };
}
