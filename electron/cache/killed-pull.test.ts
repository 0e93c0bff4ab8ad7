import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quickCheck } from '../store/check.ts';
import { openEncrypted } from '../store/open.ts';
import { openCache } from './open.ts';
import { account } from './test-kit.ts';

test('pages that are stored together are here together after a kill, with their place in the pull, or not at all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-cache-'));
  const file = join(folder, 'cache.db');
  const key = '5a'.repeat(32);
  try {
    let before = 1;
    for (let kill = 1; kill <= 4; kill += 1) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'killed-pull.fixture.ts'), file, key]);
      // In the middle of whatever it does after its tenth group, and the twentieth, and so on.
      let said = 0;
      while (said < kill * 10) {
        const [text] = await once(child.stdout, 'data');
        said += String(text).trim().split('\n').length;
      }
      child.kill('SIGKILL');
      await once(child, 'exit');

      const { cache, rebuilt } = openCache({ file, key, now: () => 0 });
      expect(rebuilt).toBeNull();
      const pass = cache.tickets.openPass(account, null);
      if (pass === null) throw new Error('the pass is gone');
      const stored = pass.nextPage - 1;
      expect(pass.nextPage).toBeGreaterThanOrEqual(before + kill * 10 * 3);
      expect(stored % 3).toBe(0);
      expect(cache.tickets.count(account)).toBe(stored * 20);
      expect(cache.tickets.seen(account, pass)).toBe(stored * 20);
      before = pass.nextPage;
      cache.close();
    }
    const db = openEncrypted({ file, key, synchronous: 'NORMAL' });
    expect(quickCheck(db)).toBeNull();
    expect(db.prepare('SELECT count(*) FROM ticket').pluck().get()).toBe((before - 1) * 20);
    for (const index of ['ticket_words', 'ticket_codes']) {
      db.exec(`INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`);
    }
    db.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
