import type { Migration } from '../../store/migrations.ts';
import { onlyGrows } from './only-grows.ts';

/**
 * What the platform refused while nobody waited for its answer any more, and who has seen it: money that was taken must not count as noted
 * because nobody was told. What was refused before this version called nobody, and does not now. The index finds what was done with an order.
 */
export const ledger006: Migration = {
  version: 6,
  up: (db) => {
    db.exec(`
      CREATE TABLE refusals (
        id TEXT PRIMARY KEY REFERENCES acts (id),
        at INTEGER NOT NULL
      ) STRICT;
      ${onlyGrows('refusals')}

      CREATE TABLE refusals_seen (
        id TEXT PRIMARY KEY REFERENCES refusals (id),
        at INTEGER NOT NULL,
        made_by TEXT NOT NULL
      ) STRICT;
      ${onlyGrows('refusals_seen')}

      CREATE INDEX deeds_of_order ON deeds (account_id, order_id);
    `);
  },
};
