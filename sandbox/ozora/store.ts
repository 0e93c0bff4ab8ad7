import Database, { type Statement } from 'better-sqlite3';
import { generateOzora } from './data/generate.ts';
import { SCHEMA_VERSION, TABLES } from './schema.ts';

export interface OzoraStore {
  /** A prepared statement, made once per text. */
  sql<Row = unknown>(text: string): Statement<unknown[], Row>;
  /** Runs `work` as one transaction. */
  write<T>(work: () => T): T;
  /** Throws everything away and generates anew. */
  reset(seed: number, nowMs: number): void;
  close(): void;
}

/** Opens the database; a file that holds the same seed is used as it is, with all that was paid since. */
export function openOzoraStore(file: string, seed: number, nowMs: number): OzoraStore {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  let statements = new Map<string, Statement<unknown[], unknown>>();
  const planOf = (value: number) => `${SCHEMA_VERSION}/${value}`;
  const tables = () =>
    db
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();

  const reset = (wanted: number, now: number) => {
    statements = new Map();
    db.transaction(() => {
      for (const name of tables()) db.exec(`DROP TABLE "${name}"`);
      db.exec(TABLES);
      generateOzora(db, wanted, now);
      db.prepare("INSERT INTO meta VALUES ('plan', ?)").run(planOf(wanted));
    })();
  };
  const plan = tables().includes('meta')
    ? db.prepare<[], string>("SELECT value FROM meta WHERE key = 'plan'").pluck().get()
    : undefined;
  if (plan !== planOf(seed)) reset(seed, nowMs);

  return {
    sql: <Row>(text: string) => {
      let statement = statements.get(text);
      if (!statement) {
        statement = db.prepare(text);
        statements.set(text, statement);
      }
      return statement as Statement<unknown[], Row>;
    },
    write: (work) => (db.inTransaction ? work() : db.transaction(work)()),
    reset,
    close: () => db.close(),
  };
}
