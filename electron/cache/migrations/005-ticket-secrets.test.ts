import { expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { cacheMigrations } from './index.ts';
import { withAndWithoutCodes, withSteps } from './test-steps.ts';

test('step 5 has the accounts read again whose tickets may have a secret or a seat, and no others', () => {
  withSteps(4, (db) => {
    withAndWithoutCodes(db);
    migrate(db, cacheMigrations.slice(0, 5));
    const facts = db.prepare('SELECT account_no, name FROM fact ORDER BY account_no').all();
    expect(facts).toEqual([
      { account_no: 1, name: 'tickets.freshAt' },
      { account_no: 2, name: 'tickets.completeAt' },
    ]);
    expect(db.prepare('SELECT id, secret FROM ticket').all()).toEqual([
      { id: 7, secret: null },
      { id: 8, secret: null },
    ]);
  });
});
