/** Issue 2, "Bad input and trouble": what the laptop can do. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { launchApp } from '../build/launch-app.ts';
import { App } from './support/app.ts';
import { allPulled, connectByKey } from './support/connect.ts';
import { payState, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';

const project = join(import.meta.dirname, '..');
const regular = 'djordje.zivkovic@mail.example.test';

async function admitRegular(app: App): Promise<void> {
  await app.open('lookup');
  await app.page.getByTestId('lookup-input').fill(regular);
  await app.page.getByTestId('lookup-hit').filter({ hasText: regular }).first().click();
  await app.page.getByTestId('guest-admit').click();
  await expect(app.page.getByTestId('guest-admission')).toContainText('Admitted at');
}

/** Writes over the beginning of a file, as a dying disk does. */
function spoil(file: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(8192, 'x'), 0, 8192, 0);
  closeSync(handle);
}

test('a cache that is no database is set aside and pulled anew', async ({ desk }) => {
  await desk.quit();
  writeFileSync(join(desk.folder, 'cache.db'), 'this is no database\n'.repeat(1000));
  await desk.start();
  await expect(desk.page.getByTestId('banner-notices')).toContainText('It was set aside and is being pulled again.');
  await allPulled(desk);
  const aside = readdirSync(desk.folder).find(
    (name) => name.startsWith('cache') && !name.startsWith('cache.db-') && name !== 'cache.db',
  );
  expect(readFileSync(join(desk.folder, aside ?? ''), 'utf8')).toContain('this is no database');
  await desk.page.getByTestId('banner-notices').getByRole('button', { name: 'Understood' }).click();
  await expect(desk.page.getByTestId('banner-notices')).toHaveCount(0);
});

test('a damaged ledger is restored from its backup: sales and admissions are there, nothing is sent twice', async ({
  desk,
  world,
}) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba'], { name: 'Marko Đukić' });
  await payState(desk, 'Waiting for payment');
  await admitRegular(desk);
  await desk.quit();
  spoil(join(desk.folder, 'ledger.db'));

  await desk.start();
  const notice = desk.page.getByTestId('banner-notices');
  await expect(notice).toContainText('were replaced by their last good backup');
  await expect(notice).not.toContainText('does not add up');
  await desk.page.getByTestId('lookup-input').fill(regular);
  await expect(desk.page.getByTestId('lookup-hit').filter({ hasText: 'Inside since' }).first()).toBeVisible();
  const orders = await desk.open('orders');
  await expect(orders.getByTestId('order-row').filter({ hasText: 'Marko Đukić' })).toBeVisible();
  await expect(desk.page.getByTestId('status-queue')).toHaveText('Queue empty');
  expect(await world.orders()).toHaveLength(1);
});

test('a ledger that is gone, copies and all, is said to be gone, where a new laptop would look the same', async ({
  desk,
}) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba'], { name: 'Marko Đukić' });
  await payState(desk, 'Waiting for payment');
  await desk.quit();
  rmSync(join(desk.folder, 'ledger.db'));
  rmSync(join(desk.folder, 'ledger-backups'), { recursive: true });
  await desk.start();
  await expect(desk.page.getByTestId('first-run-connect')).toBeVisible();
  const notice = desk.page.getByTestId('banner-notices');
  await expect(notice).toContainText('The records of this laptop were not there');
  await expect(notice).toContainText(/At least \d+ entries of the journal are missing/);
  await notice.getByRole('button', { name: 'Understood' }).click();
  await expect(notice).toHaveCount(0);
});

test('settings that cannot be read are set back, and that is said', async ({ app }) => {
  await app.call('settings.set', { language: 'ru' });
  await app.quit();
  writeFileSync(join(app.folder, 'settings.json'), '{"settings":{"language":');
  await app.start();
  await expect(app.page.getByTestId('first-run-connect')).toBeVisible();
  await expect(app.page.getByTestId('banner-notices')).toContainText('The settings could not be read');
});

for (const store of ['ledger', 'cache'] as const) {
  test(`a ${store} of a newer Willcall is refused by name, and left as it is`, async ({ desk }) => {
    await desk.quit();
    execFileSync(process.execPath, [join(project, 'electron/store/newer.fixture.ts'), desk.folder, store]);
    const before = readFileSync(join(desk.folder, `${store}.db`));
    await desk.start();
    const fatal = desk.page.getByTestId('fatal');
    await expect(fatal).toHaveAttribute('data-code', 'store_newer');
    await expect(fatal).toContainText('The data here was written by a newer Willcall.');
    await expect(fatal).toContainText('Install the newest version and start again.');
    expect(readFileSync(join(desk.folder, `${store}.db`)).equals(before)).toBe(true);
  });
}

const withoutKeychain = [
  ['en', 'This computer has no keychain that answers.'],
  ['sr-Latn', /lanac|keychain|ključ/i],
  ['sr-Cyrl', /кључ/i],
  ['ru', /хранилищ|ключ/i],
] as const;

test('without a keychain it says in four languages what to install, keeps everything, and goes on when there is one', async ({
  desk,
}) => {
  const nowhere = join(desk.folder, 'no-bus');
  mkdirSync(nowhere);
  const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${nowhere}/bus`, XDG_RUNTIME_DIR: nowhere, DISPLAY: '' };
  await admitRegular(desk);
  await desk.call('settings.set', { language: 'en' });
  await desk.quit();
  const settings = join(desk.folder, 'settings.json');
  for (const [language, words] of withoutKeychain) {
    const kept = JSON.parse(readFileSync(settings, 'utf8')) as { settings: Record<string, unknown> };
    writeFileSync(settings, JSON.stringify({ ...kept, settings: { ...kept.settings, language } }));
    await desk.start({ env });
    const fatal = desk.page.getByTestId('fatal');
    await expect(fatal).toHaveAttribute('data-code', 'keychain_missing');
    await expect(fatal).toContainText(words);
    await expect(fatal).toContainText('gnome-keyring');
    await desk.quit();
  }
  await desk.start();
  await desk.screen('lookup');
  await desk.page.getByTestId('lookup-input').fill(regular);
  await expect(desk.page.locator('[data-testid="lookup-hit"] [data-tone="good"]').first()).toBeVisible();
});

test('a second copy on the same data hands over to the first and ends', async ({ desk }) => {
  await expect(launchApp({ userDataDir: desk.folder })).rejects.toThrow(/ended with 0/);
  await expect(desk.page.getByText('Willcall was running already: this is its window.')).toBeVisible();
  await expect(desk.page.getByTestId('status-connectivity')).toHaveText('Online');
  await admitRegular(desk);
});

/** A disk of its own: a tmpfs, which only root may mount; elsewhere electron/ledger/full-disk.test.ts holds the promise. */
const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

if (canMount) {
  test('a full disk: what is typed stays, it says what to do, and goes on when there is space', async ({ world }) => {
    const app = new App();
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', app.folder]);
    const ballast = join(app.folder, 'ballast');
    try {
      await app.start();
      await connectByKey(app, world);
      await allPulled(app);
      await stock(app, { name: 'Garderoba', minor: 15_000 });
      const free = () => {
        const { bavail, bsize } = statfsSync(app.folder);
        return bavail * bsize;
      };
      const handle = openSync(ballast, 'w');
      while (free() > 0) writeSync(handle, Buffer.alloc(Math.min(65_536, free())));
      closeSync(handle);

      const screen = await app.open('sell');
      const press = screen.getByTestId('sell-send');
      await screen.getByTestId('sell-tile').first().click();
      await screen.getByLabel('Name', { exact: true }).fill('Marko Đukić');
      // The last page of the log may still take one sale: what is confirmed to staff is what counts.
      await press.click();
      const problem = app.page.locator('[data-testid="problem"][data-code="disk_full"]');
      await expect(problem).toContainText('The disk is full.');
      await expect(problem).toContainText('Free some space and try again.');
      await expect(screen.getByLabel('Name', { exact: true })).toHaveValue('Marko Đukić');
      await expect(app.page.getByTestId('cart-line')).toHaveCount(1);
      expect(await world.orders()).toEqual([]);

      rmSync(ballast);
      await press.click();
      await app.screen('pay');
      await payState(app, 'Waiting for payment');
      expect(await world.orders()).toHaveLength(1);
    } finally {
      if (existsSync(ballast)) rmSync(ballast);
      await app.quit();
      spawnSync('umount', [app.folder]);
      await app.remove();
    }
  });
}
