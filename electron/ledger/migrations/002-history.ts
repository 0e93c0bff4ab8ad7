import { codeOf, foldForIndex, plain } from '../../../shared/fold.ts';
import type { Migration } from '../../store/migrations.ts';

/** Makes the history searchable: acts by their time, refunds by guest and number as sales are. */
export const ledger002: Migration = {
  version: 2,
  up: (db) => {
    db.exec(`
      CREATE INDEX acts_created ON acts (created_at);
      ALTER TABLE refunds ADD COLUMN name_words TEXT NOT NULL DEFAULT '';
      ALTER TABLE refunds ADD COLUMN find_text TEXT NOT NULL DEFAULT '';
    `);
    const fill = db.prepare<[string, string, string]>('UPDATE refunds SET name_words = ?, find_text = ? WHERE id = ?');
    const refunds = db
      .prepare<[], { id: string; guest: string; orderNumber: string }>(
        'SELECT id, guest, order_number AS orderNumber FROM refunds',
      )
      .all();
    for (const { id, guest, orderNumber } of refunds) {
      fill.run(` ${foldForIndex(guest)}`, `${plain(guest)}\n${codeOf(guest)}\n${codeOf(orderNumber)}`, id);
    }
  },
};
