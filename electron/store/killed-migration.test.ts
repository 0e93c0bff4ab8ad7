import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quickCheck } from './check.ts';
import { migrate, storeVersion } from './migrations.ts';
import { openEncrypted } from './open.ts';

test('a migration that is killed half-way leaves the old version, whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-migration-'));
  const file = join(folder, 's.db');
  const key = '5a'.repeat(32);
  try {
    const first = openEncrypted({ file, key, synchronous: 'FULL' });
    migrate(first, [{ version: 1, up: (db) => db.exec('CREATE TABLE sale (id TEXT); INSERT INTO sale VALUES (1)') }]);
    first.close();

    const child = spawn(process.execPath, [join(import.meta.dirname, 'killed-migration.fixture.ts'), file, key]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const after = openEncrypted({ file, key, synchronous: 'FULL' });
    expect(quickCheck(after)).toBeNull();
    expect(storeVersion(after)).toBe(1);
    expect(after.prepare('SELECT * FROM sale').all()).toEqual([{ id: '1' }]);
    expect(after.prepare(`SELECT name FROM sqlite_schema WHERE name = 'made_by_2'`).all()).toEqual([]);
    after.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
