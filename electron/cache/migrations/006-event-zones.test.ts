import { expect, test } from 'vitest';
import { migrate } from '../../store/migrations.ts';
import { cacheMigrations } from './index.ts';
import { withAndWithoutCodes, withSteps } from './test-steps.ts';

test('step 6 gives events a zone, and has the accounts read again whose events may have said one', () => {
  withSteps(5, (db) => {
    withAndWithoutCodes(db);
    migrate(db, cacheMigrations.slice(0, 6));
    const facts = db.prepare('SELECT account_no, name FROM fact ORDER BY account_no').all();
    expect(facts).toEqual([
      { account_no: 1, name: 'tickets.freshAt' },
      { account_no: 2, name: 'tickets.completeAt' },
    ]);
    expect(db.prepare('SELECT id, zone FROM event').all()).toEqual([
      { id: 'E', zone: null },
      { id: 'F', zone: null },
    ]);
  });
});
