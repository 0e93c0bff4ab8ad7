import { expect } from '@playwright/test';
import { regular, type Stage } from '../stage.ts';

/** One box, any script, with or without diacritics. */
export async function lookup({ app, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const box = page.getByTestId('lookup-input');
  const hits = page.getByTestId('lookup-hit');
  await journal.step('tonight’s guests, a thousand rows', async () => {
    await app.open('lookup');
    await expect(hits.first()).toBeVisible();
    await camera.both('lookup-tonight');
  });
  await journal.step('part of a name without diacritics finds every script and marks it', async () => {
    await box.fill('djordje ziv');
    await expect(hits.filter({ hasText: regular.name }).first()).toBeVisible();
    await expect(hits.filter({ hasText: 'Ђорђе' }).first()).toBeVisible();
    await expect(hits.locator('mark').first()).toBeVisible();
    journal.checked('Đorđe and Ђорђе are both found and marked');
    await camera.both('lookup-both-scripts');
  });
  await journal.step('the end of a phone number', async () => {
    await box.fill('234567');
    await expect(hits.first()).toContainText('234567');
    await camera.both('lookup-phone');
  });
  await journal.step('arrows choose', async () => {
    await box.fill('petr');
    await expect(hits.first()).toBeVisible();
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    await expect(page.locator('[data-testid="lookup-hit"][aria-selected="true"]')).toHaveAttribute(
      'aria-posinset',
      '3',
    );
    await camera.both('lookup-chosen');
  });
  await journal.step('filters by date and event', async () => {
    await box.fill('');
    await page.getByRole('combobox', { name: 'Event' }).click();
    await camera.both('lookup-events');
    await page.getByRole('option', { name: 'Госпођа министарка' }).click();
    await expect(hits.first()).toContainText('Госпођа министарка');
    await camera.both('lookup-filtered');
    await box.press('Escape');
  });
  await journal.step('no hit: complete, and the platform can be asked', async () => {
    await box.fill('Nepostojeći Gost');
    await expect(page.getByTestId('lookup-ask')).toBeVisible();
    await camera.both('lookup-not-found');
    await page.getByTestId('lookup-ask').click();
    await expect(page.getByText(/does not know/)).toBeVisible();
    await camera.both('lookup-platform-asked');
  });
  await journal.step('an order by its number', async () => {
    const { rows } = await app.call('orders.list', { limit: 1 });
    const number = rows[0]?.order?.number ?? '';
    await box.fill(number);
    await expect(hits.filter({ hasText: number }).first()).toBeVisible();
    await camera.both('lookup-order-number');
    await box.fill('');
  });
}
