import type { Migration } from '../../store/migrations.ts';

/**
 * A ticket's own secret, which stands in the links that guests are sent, and its seat among the words it is found by. Neither is in an older
 * file: the accounts whose tickets have codes are read again from the beginning.
 */
export const migration: Migration = {
  version: 5,
  up: (db) => {
    db.exec(`
      ALTER TABLE ticket ADD COLUMN secret TEXT;
      CREATE INDEX ticket_secret ON ticket (secret) WHERE secret IS NOT NULL;
      DELETE FROM fact WHERE name = 'tickets.completeAt'
        AND account_no IN (SELECT account_no FROM ticket WHERE barcode IS NOT NULL);
    `);
  },
};
