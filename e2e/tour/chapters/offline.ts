import { expect } from '@playwright/test';
import { payState, sell } from '../../support/sell.ts';
import { regular, type Stage } from '../stage.ts';

/** The cable out: the same screens, and a sale that waits. */
export async function offline({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  await journal.step('Lookup works as before; the badge says how old the data are', async () => {
    await world.cable('out');
    await app.open('lookup');
    await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
    await page.getByTestId('lookup-input').fill('ziv');
    await expect(page.getByTestId('lookup-hit').first()).toBeVisible();
    await camera.both('offline-lookup');
    await page.getByTestId('lookup-input').fill('Nepostojeći Gost');
    await expect(page.getByText(/When the platform can be reached again/)).toBeVisible();
    await camera.both('offline-not-found');
  });
  await journal.step('a guest with what was known last', async () => {
    await page.getByTestId('lookup-input').fill(regular.email);
    await page.getByTestId('lookup-hit').filter({ hasText: regular.email }).first().click();
    await expect(page.getByTestId('guest-orders').getByRole('article').first()).toBeVisible();
    await camera.both('offline-guest');
  });
  await journal.step('a sale is kept, and waits for the network', async () => {
    const screen = await app.open('sell');
    await screen.getByTestId('sell-tile').first().click();
    await camera.both('offline-sell');
    await page.getByRole('button', { name: 'Empty', exact: true }).click();
    await sell(app, ['Garderoba'], { name: 'Čedomir Šarić' });
    await payState(app, 'Waiting for the network');
    await camera.both('offline-pay');
    await app.open('queue');
    await expect(page.getByTestId('queue-row')).toHaveCount(1);
    await camera.both('offline-queue');
  });
  await journal.step('orders and insights from this laptop', async () => {
    await app.open('orders');
    await expect(page.getByTestId('orders-source')).toHaveAttribute('data-source', 'cache');
    await camera.both('offline-orders');
    await app.open('insights');
    await expect(page.getByTestId('insights-age')).toBeVisible();
    await camera.both('offline-insights');
  });
  await journal.step('killed and started again, it still waits; the network returns, and it is sent once', async () => {
    const before = (await world.orders()).length;
    await app.kill();
    await app.start();
    await app.open('queue');
    await expect(app.page.getByTestId('queue-row')).toHaveCount(1);
    await world.cable('in');
    await expect(app.page.getByTestId('status-queue')).toHaveText('Queue empty', { timeout: 30_000 });
    expect((await world.orders()).length).toBe(before + 1);
    journal.checked('one order more on the platform');
    await app.page.getByText('History', { exact: true }).click();
    await expect(app.page.getByTestId('history-row').first()).toBeVisible();
    await camera.both('queue-history');
  });
}
