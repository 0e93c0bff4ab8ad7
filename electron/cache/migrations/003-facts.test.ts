import { expect, test } from 'vitest';
import { withSteps } from './test-steps.ts';

test('step 3 makes facts and statistics, one of a name and one of a span', () => {
  withSteps(3, (db) => {
    db.exec(`
      INSERT INTO account (no, id) VALUES (1, 'a');
      INSERT INTO fact VALUES (1, 'n', 'v');
      INSERT INTO statistics VALUES (1, '2026-01-01', '2026-01-31', 0, '{}');
    `);
    expect(() => db.exec("INSERT INTO fact VALUES (1, 'n', 'w')")).toThrow('UNIQUE');
    expect(() => db.exec("INSERT INTO statistics VALUES (1, '2026-01-01', '2026-01-31', 1, '{}')")).toThrow('UNIQUE');
  });
});
