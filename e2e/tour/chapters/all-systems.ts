import { expect } from '@playwright/test';
import { languages } from '../../../shared/domain/settings.ts';
import { askTicket, payableTickets } from '../../support/ozora.ts';
import { openOrder, scan } from '../../support/systems.ts';
import { vivenuCase, vivenuNumber } from '../../support/vivenu.ts';
import { buyer, type Stage } from '../stage.ts';

/** Windows in which staff work: the smallest, and a desk's. */
const sizes = [
  ['900', 900, 640],
  ['1600', 1600, 900],
] as const;

/** One search over all systems with the cable out, and the screens of vivenu and O.Z.O.R.A. in every language. */
export async function allSystems(stage: Stage): Promise<void> {
  const { app, world, camera, journal } = stage;
  const { page } = app;
  await journal.step(
    'the cable out: one search finds a guest of each system, and says where each is from',
    async () => {
      await world.cable('out');
      await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
      const accounts = await app.call('accounts.list', undefined);
      const { hits } = await app.call('lookup.search', { query: buyer.typed, limit: 500 });
      const from = new Set(hits.map((hit) => (hit.kind === 'ticket' ? hit.ticket.accountId : hit.accountId)));
      expect([...from].toSorted()).toEqual(accounts.map(({ id }) => id).toSorted());
      journal.checked(`${accounts.map(({ label }) => label).join(', ')}: each has this guest`);
      await app.open('lookup');
      await page.getByTestId('lookup-input').fill(buyer.typed);
      for (const { label } of accounts) {
        await expect(page.getByTestId('lookup-hit').filter({ hasText: label }).first()).toBeVisible();
      }
      await camera.both('all-systems-lookup-offline');
      await world.cable('in');
      await expect(page.getByTestId('status-connectivity')).toHaveText('Online', { timeout: 30_000 });
    },
  );
  await journal.step('three accounts, and what goes when one is removed', async () => {
    const accounts = await app.open('accounts');
    await expect(accounts.getByTestId('account')).toHaveCount(3);
    await camera.both('all-systems-accounts');
    await accounts.getByTestId('account').filter({ hasText: 'vivenu' }).getByTestId('account-remove').click();
    await expect(page.getByRole('dialog')).toContainText('What was done on this laptop stays');
    await camera.both('all-systems-remove');
    await page.keyboard.press('Escape');
  });
  for (const language of languages) {
    await journal.step(`the screens of vivenu and O.Z.O.R.A. in ${language}`, async () => {
      await app.call('settings.set', { language, theme: 'light' });
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await systemScreens(stage, language);
    });
  }
  const session = await page.context().newCDPSession(page);
  for (const [name, width, height] of sizes) {
    await journal.step(`the same at ${name} pixels, in Serbian and dark`, async () => {
      await app.call('settings.set', { language: 'sr-Latn', theme: 'dark' });
      await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      await systemScreens(stage, name);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      journal.checked('nothing has to be scrolled sideways');
    });
  }
  await session.send('Emulation.clearDeviceMetricsOverride');
  await session.detach();
  await app.call('settings.set', { language: 'en', theme: 'light' });
}

async function systemScreens({ app, world, camera }: Stage, name: string): Promise<void> {
  const { page } = app;
  const seats = await vivenuCase(world, 'complete_seats');
  const used = seats.tickets[0]?.barcode ?? '';
  await app.open('accounts');
  await camera.one(`systems-accounts-${name}`);
  await page.getByTestId('accounts-connect').click();
  await page.getByTestId('connect-system-ozora').check();
  await camera.one(`systems-connect-${name}`);
  await app.open('lookup');
  await page.getByTestId('lookup-input').fill(used);
  await page.getByTestId('lookup-hit').first().click();
  await app.screen('guest');
  await camera.one(`systems-guest-${name}`);
  await scan(app, used);
  await camera.one(`systems-denied-${name}`);
  await page.keyboard.press('Escape');
  await orderScreens();
  const [ticket = 0] = await payableTickets(world);
  await askTicket(app, ticket);
  await page.getByTestId('ticket-payment-option').first().check();
  await camera.one(`systems-ticket-payment-${name}`);
  await askTicket(app, 42);
  await expect(page.getByTestId('ticket-payment-paid')).toBeVisible();
  await camera.one(`systems-already-paid-${name}`);

  async function orderScreens(): Promise<void> {
    const product = await vivenuCase(world, 'complete_product');
    await openOrder(app, vivenuNumber(product.transaction._id));
    await camera.one(`systems-order-${name}`);
    await page.getByTestId('order-act-cancelItems').click();
    await page.getByTestId('partial-cancel-item').first().check();
    await camera.one(`systems-partial-cancel-${name}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}
