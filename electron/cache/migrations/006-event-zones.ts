import type { Migration } from '../../store/migrations.ts';

/**
 * The zone of an event, where its system says it. Evenings of those systems had the day that it was in Greenwich: the accounts whose tickets have
 * codes are read again from the beginning.
 */
export const migration: Migration = {
  version: 6,
  up: (db) => {
    db.exec(`
      ALTER TABLE event ADD COLUMN zone TEXT;
      DELETE FROM fact WHERE name = 'tickets.completeAt'
        AND account_no IN (SELECT account_no FROM ticket WHERE barcode IS NOT NULL);
    `);
  },
};
