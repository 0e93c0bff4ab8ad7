import { expect } from '@playwright/test';
import type { Stage } from '../stage.ts';

/** What stands where nothing has happened yet. */
export async function emptyScreens({ app, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  await journal.step('Sell without a catalogue', async () => {
    await app.open('sell');
    await expect(page.getByText('The catalogue is empty')).toBeVisible();
    await camera.both('sell-empty');
  });
  await journal.step('the catalogue without items', async () => {
    await page.getByRole('button', { name: 'Fill the catalogue' }).click();
    await app.screen('catalogue');
    await camera.both('catalogue-empty');
  });
  await journal.step('Queue with nothing in it', async () => {
    await app.open('queue');
    await expect(page.getByText('Nothing waits')).toBeVisible();
    await camera.both('queue-empty');
  });
  await journal.step('Orders without a match', async () => {
    const screen = await app.open('orders');
    await screen.getByLabel('Find an order').fill('no such order');
    await expect(page.getByText('No order matches')).toBeVisible();
    await camera.both('orders-no-match');
  });
}
