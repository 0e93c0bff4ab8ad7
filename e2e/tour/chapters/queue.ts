import { expect } from '@playwright/test';
import { doubtItem, refundInDoubt, saleInDoubt } from '../../support/doubt.ts';
import { payState, sell } from '../../support/sell.ts';
import type { Stage } from '../stage.ts';

/** What the queue found out by itself, what only a person can settle, and everything there ever was. */
export async function queue({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const needed = (words: string) => expect(page.getByTestId('status-queue')).toHaveText(words, { timeout: 30_000 });

  await journal.step('a lost answer is found again without anybody’s doing', async () => {
    const before = (await world.orders()).length;
    await world.fault({ kind: 'reset_after', route: 'POST /api/payment/v1/orders' });
    await sell(app, [doubtItem.name], { name: 'Милош Стојановић', email: 'milos@mail.example.test' });
    await payState(app, 'Waiting for payment', 30_000);
    expect((await world.orders()).length).toBe(before + 1);
    journal.checked('one order more on the platform');
  });
  await journal.step('two orders fit one sale: somebody is called', async () => {
    await saleInDoubt(app, world, { name: 'Čedomir Šarić', email: 'cedomir@mail.example.test' });
    await needed('1 needs you');
    await expect(page.getByTestId('banner-person')).toBeVisible();
    await camera.both('queue-somebody-is-called');
    await app.open('queue');
    await expect(page.getByTestId('queue-candidate')).toHaveCount(2);
    await camera.both('queue-sale-in-doubt');
  });
  await journal.step('each choice says what follows; the right order is picked', async () => {
    for (const choice of ['send-again', 'give-up']) {
      await page.getByTestId(`queue-${choice}`).click();
      await expect(page.getByTestId('queue-decide')).toBeVisible();
      await camera.one(`queue-${choice}`);
      await page.keyboard.press('Escape');
    }
    const before = (await world.orders()).length;
    await page.getByTestId('queue-this-is-it').last().click();
    await camera.one('queue-this-is-it');
    await page.getByTestId('queue-decide').click();
    await needed('Queue empty');
    expect((await world.orders()).length).toBe(before);
    journal.checked('nothing was sent');
  });
  await journal.step('a refund that somebody else asked for in part', async () => {
    await sell(app, [doubtItem.name], { name: 'Јелена Ђукић' });
    await payState(app, 'Waiting for payment');
    const signature = (await world.orders())[0]?.signature ?? '';
    await world.moveOrder(signature, 'approve');
    await payState(app, 'Paid');
    await page.getByRole('button', { name: 'Open the order' }).click();
    await expect(page.getByTestId('payment-row')).toHaveCount(1);
    await refundInDoubt(app, world, signature);
    await needed('1 needs you');
    await app.open('queue');
    await expect(page.getByTestId('queue-payment')).toContainText('Requested');
    await camera.both('queue-refund-in-doubt');
    await page.getByTestId('queue-this-is-it').click();
    await page.getByTestId('queue-decide').click();
    await needed('Queue empty');
  });
  await journal.step('the history, one story open, searched, in Serbian', async () => {
    await page.getByText('History', { exact: true }).click();
    const rows = page.getByTestId('history-row');
    const looked = rows.filter({ hasText: 'Милош' });
    await looked.locator('summary').click();
    await expect(looked).toContainText('Found on the platform: it had arrived.');
    await camera.both('queue-history-story');
    await page.getByTestId('history-search').fill('milos');
    await expect(rows).toHaveCount(1);
    await app.call('settings.set', { language: 'sr-Cyrl' });
    await camera.both('queue-history-searched');
    await app.call('settings.set', { language: 'en' });
  });
}
