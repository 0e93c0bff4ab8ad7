import { expect } from '@playwright/test';
import type { Stage } from '../stage.ts';

/** Insights, Accounts, Settings, and the badge's own list. */
export async function restOfScreens({ app, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  await journal.step('Insights: numbers, charts, tables, and when they may be asked for again', async () => {
    await app.open('insights');
    await expect(page.getByTestId('insights-chart').first().locator('path.recharts-rectangle').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /May be asked again in/ })).toBeDisabled();
    await camera.both('insights');
    await page.getByTestId('insights-chart').last().scrollIntoViewIfNeeded();
    await camera.both('insights-by-event');
  });
  await journal.step('Accounts', async () => {
    await app.open('accounts');
    await expect(page.getByTestId('account')).toHaveCount(1);
    await camera.both('accounts');
    await page.getByTestId('account-remove').click();
    await camera.both('accounts-remove');
    await page.keyboard.press('Escape');
    await page.getByTestId('accounts-connect').click();
    await app.screen('connect');
    await camera.both('connect');
  });
  await journal.step('Settings', async () => {
    await app.open('settings');
    await camera.both('settings');
    await page.getByText('Version').last().scrollIntoViewIfNeeded();
    await camera.both('settings-end');
  });
  await journal.step('the badge says how the platform was last heard', async () => {
    await page.getByTestId('status-connectivity').click();
    await expect(page.getByRole('button', { name: 'Ask the platform now' })).toBeVisible();
    await camera.both('badge-online');
    await page.keyboard.press('Escape');
  });
}
