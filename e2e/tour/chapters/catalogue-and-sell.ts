import { expect } from '@playwright/test';
import { stock } from '../../support/sell.ts';
import type { Stage } from '../stage.ts';

/** Filling the catalogue, and a cart. */
export async function catalogueAndSell({ app, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  await journal.step('an item by hand: an event needs its EventCalendar id', async () => {
    await app.open('sell');
    await page.getByRole('button', { name: 'Edit catalogue' }).click();
    await app.screen('catalogue');
    await page.getByRole('button', { name: 'Add an item' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: 'Event ticket' }).check();
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toContainText('An event ticket cannot be sold without it.');
    await camera.both('catalogue-item-form');
    await page.keyboard.press('Escape');
  });
  await journal.step('import from the calendar: every price is confirmed by a person', async () => {
    await page.getByRole('button', { name: 'Import from the calendar' }).click();
    await expect(page.getByTestId('import-line').first()).toBeVisible();
    await expect(page.getByTestId('import-confirm')).toBeDisabled();
    journal.checked('nothing is imported before a price is confirmed');
    for (const type of ['Parter', 'Balkon', 'Studentska']) {
      await page.getByTestId('import-line').filter({ hasText: type }).first().getByRole('checkbox').check();
    }
    await camera.both('catalogue-import');
    await page.getByTestId('import-confirm').click();
    await expect(page.getByTestId('catalogue-item')).toHaveCount(3);
  });
  await journal.step('the catalogue', async () => {
    await stock(
      app,
      { name: 'Garderoba', minor: 15_000 },
      { name: 'Program predstave', minor: 49_99 },
      { name: 'Донација', minor: null },
      { name: 'Poster', minor: 12_50, currency: 'EUR' },
    );
    await expect(page.getByTestId('catalogue-item')).toHaveCount(7);
    await camera.both('catalogue');
  });
  await journal.step('tiles, and a cart with an amount typed by hand', async () => {
    const screen = await app.open('sell');
    await camera.both('sell');
    await screen.getByTestId('sell-tile').filter({ hasText: 'Parter' }).click();
    await screen.getByTestId('sell-tile').filter({ hasText: 'Parter' }).click();
    await screen.getByTestId('sell-tile').filter({ hasText: 'Program' }).click();
    await screen.getByTestId('sell-tile').filter({ hasText: 'Донација' }).click();
    await page.keyboard.type('867.62');
    await screen.getByLabel('Name', { exact: true }).fill('Đurđica Čolić');
    await screen.getByLabel('E-mail', { exact: true }).fill('djurdjica@mail.example.test');
    await screen.getByLabel('Phone', { exact: true }).fill('064 123 4567');
    await expect(page.getByTestId('sell-total')).toContainText('4,817.61');
    journal.checked('1,950.00 × 2 + 49.99 + 867.62 = 4,817.61');
    await camera.both('sell-cart');
  });
  await journal.step('what is wrong with the guest is said at the field', async () => {
    const screen = await app.screen('sell');
    await screen.getByLabel('Phone', { exact: true }).fill('12');
    await screen.getByLabel('E-mail', { exact: true }).fill('nobody');
    await screen.getByLabel('Name', { exact: true }).focus();
    await expect(page.getByTestId('sell-send')).toBeDisabled();
    await camera.both('sell-guest-wrong');
    await page.getByRole('button', { name: 'Empty', exact: true }).click();
  });
}
