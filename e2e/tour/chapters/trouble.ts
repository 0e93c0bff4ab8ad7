import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { key } from '../../support/world.ts';
import type { Stage } from '../stage.ts';

/** What goes wrong at a door, and what the screens say then. */
export async function trouble({ app, world, camera, journal }: Stage): Promise<void> {
  await journal.step('a sign-in page in the way', async () => {
    await world.fault({ kind: 'html200', route: '/', count: -1 });
    await app.open('lookup');
    await app.call('sync.now', {});
    await expect(app.page.getByTestId('status-connectivity')).toHaveText('Sign-in page in the way', {
      timeout: 20_000,
    });
    await camera.both('trouble-portal');
    await world.clearFaults();
    await expect(app.page.getByTestId('status-connectivity')).toHaveText('Online', { timeout: 30_000 });
  });
  await journal.step('a key that was revoked', async () => {
    await world.setKey(key, false);
    await app.call('sync.now', {});
    await expect(app.page.getByTestId('banner-credential')).toBeVisible();
    await camera.both('trouble-key-refused');
    await app.page.getByRole('button', { name: 'Replace the key' }).click();
    await expect(app.page.getByRole('dialog')).toBeVisible();
    await camera.both('trouble-replace-key');
    await world.setKey(key, true);
    await app.page.getByRole('dialog').getByTestId('connect-key').fill(key);
    await app.page.getByRole('button', { name: 'Check and replace' }).click();
    await expect(app.page.getByTestId('banner-credential')).toHaveCount(0);
  });
  await journal.step('a cache that is no database is pulled anew', async () => {
    await app.quit();
    writeFileSync(join(app.folder, 'cache.db'), 'this is no database\n'.repeat(1000));
    await app.start();
    await expect(app.page.getByTestId('banner-notices')).toBeVisible();
    await camera.both('trouble-cache-rebuilt');
  });
  await journal.step('a machine without a keychain', async () => {
    await app.quit();
    await app.start({
      env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${app.folder}/nowhere`, XDG_RUNTIME_DIR: app.folder, DISPLAY: '' },
    });
    await expect(app.page.getByTestId('fatal')).toHaveAttribute('data-code', 'keychain_missing');
    await camera.one('trouble-no-keychain');
  });
}
