import Database, { type Statement } from 'better-sqlite3';
import { generate } from '../../data/generate.ts';
import { INDEXES, SCHEMA_VERSION, TABLES } from './schema.ts';
import { createTicketIndex, type TicketIndex } from './ticket-index.ts';

export interface DataPlan {
  readonly seed: number;
  readonly tickets: number;
}

export interface Store {
  /** A prepared statement, made once per text. */
  sql<Row = unknown>(text: string): Statement<unknown[], Row>;
  /** Runs `work` as one transaction and forgets cached totals. */
  write<T>(work: () => T): T;
  /** COUNT of a query, kept until the next write. */
  count(text: string, params: readonly unknown[]): number;
  readonly tickets: TicketIndex;
  plan(): DataPlan;
  /** Throws everything away and generates anew. */
  reset(plan: DataPlan, nowMs: number): void;
  close(): void;
}

/** Values for `?1`, `?2`, …: the driver takes numbered parameters by name only. */
export function numbered(...values: readonly (string | number | null)[]): Record<string, string | number | null> {
  return Object.fromEntries(values.map((value, index) => [String(index + 1), value]));
}

/** API keys of the demo; the last belongs to another organizer, who owns nothing. */
export const API_KEYS: readonly (readonly [string, number])[] = [
  ['tic_sandbox_key', 1],
  ['tic_sandbox_key_2', 1],
  ['tic_sandbox_key_3', 1],
  ['tic_sandbox_key_4', 1],
  ['tic_sandbox_key_other', 2],
];

/** Opens the database; a file that holds the same plan is used as it is, with all that was sold since. */
export function openStore(file: string, wanted: DataPlan, nowMs: number): Store {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -131072');
  let statements = new Map<string, Statement<unknown[], unknown>>();
  const counts = new Map<string, number>();
  const tickets = createTicketIndex(db);
  const sql = <Row>(text: string) => {
    let statement = statements.get(text);
    if (!statement) {
      statement = db.prepare(text);
      statements.set(text, statement);
    }
    return statement as Statement<unknown[], Row>;
  };
  const write = <T>(work: () => T): T => {
    counts.clear();
    return db.inTransaction ? work() : db.transaction(work)();
  };
  const meta = (key: string) => {
    const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get();
    return known ? db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key) : undefined;
  };
  const planKey = (plan: DataPlan) => `${SCHEMA_VERSION}/${plan.seed}/${plan.tickets}`;

  const reset = (plan: DataPlan, now: number) => {
    statements = new Map();
    counts.clear();
    const tables = db
      .prepare<[], string>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE%' AND name NOT LIKE '%fts\\_%' ESCAPE '\\'",
      )
      .pluck()
      .all();
    for (const name of tables) db.exec(`DROP TABLE "${name}"`);
    db.exec(TABLES);
    db.transaction(() => {
      generate(db, plan.seed, plan.tickets, now);
      const key = db.prepare('INSERT INTO api_keys VALUES (?, ?, 1)');
      for (const [value, organizer] of API_KEYS) key.run(value, organizer);
      db.prepare('INSERT INTO users VALUES (1, 1, ?, ?, ?, ?, ?)').run(
        ...['demo@example.test', 'sandbox1', 'Demo Organizer', 'sr', 'Europe/Belgrade'],
      );
      db.prepare("INSERT INTO meta VALUES ('plan', ?)").run(planKey(plan));
      db.exec(INDEXES);
    })();
    db.exec('ANALYZE');
    tickets.reload();
  };

  let current = wanted;
  if (meta('plan') === planKey(wanted)) tickets.reload();
  else reset(wanted, nowMs);

  return {
    sql,
    write,
    tickets,
    count: (text, params) => {
      const key = `${text}\n${JSON.stringify(params)}`;
      let n = counts.get(key);
      if (n === undefined) {
        n = Number(Object.values(sql<Record<string, number>>(text).get(...params) ?? {})[0] ?? 0);
        counts.set(key, n);
      }
      return n;
    },
    plan: () => current,
    reset: (plan, now) => {
      reset(plan, now);
      current = plan;
    },
    close: () => db.close(),
  };
}
