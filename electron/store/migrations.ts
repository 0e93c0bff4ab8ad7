import { problem } from '../../shared/errors.ts';
import { type Db, transact } from './open.ts';

/** One step of a store's schema; file NNN-….ts exports step NNN. */
export interface Migration {
  /** Counts from 1 without gaps. */
  readonly version: number;
  readonly up: (db: Db) => void;
}

/** The schema version that a file carries (`user_version`); 0 for a new file. */
export function storeVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings a store to the newest schema, one transaction a step. Nothing is written when a file is newer than this program.
 * @param before runs before the first step that is due, outside any transaction (the ledger makes its backup there); not for a new file.
 * @returns versions before and after.
 * @throws ProblemError `store_newer` when the file's version is above the newest step; `disk_full`.
 */
export function migrate(
  db: Db,
  steps: readonly Migration[],
  before?: (from: number) => void,
): { readonly from: number; readonly to: number } {
  steps.forEach((step, index) => {
    if (step.version !== index + 1) throw new Error(`migration ${step.version} stands at place ${index + 1}`);
  });
  const from = storeVersion(db);
  if (from > steps.length) {
    throw problem('store_newer', `the file has version ${from}, this program knows ${steps.length}`);
  }
  if (from > 0 && from < steps.length) before?.(from);
  for (const step of steps.slice(from)) {
    transact(db, () => {
      step.up(db);
      db.pragma(`user_version = ${step.version}`);
    });
  }
  return { from, to: steps.length };
}
