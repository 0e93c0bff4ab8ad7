import { expect } from '@playwright/test';
import { openForm } from '../../support/connect.ts';
import { key, login } from '../../support/world.ts';
import type { Stage } from '../stage.ts';

/** Welcome, the form, and what can go wrong in it. */
export async function firstRun({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  await journal.step('a first start offers demo data and an account', async () => {
    await expect(page.getByTestId('first-run-demo')).toBeVisible();
    await camera.both('first-run');
  });
  await journal.step('what is missing is said before anything is asked', async () => {
    await openForm(app, world.url);
    await camera.both('first-run-form');
    await page.getByTestId('connect-submit').click();
    await expect(page.getByText('Put in the key.')).toBeVisible();
    await camera.both('first-run-missing');
  });
  await journal.step('a wrong key is said at the field', async () => {
    await page.getByTestId('connect-key').fill('tic_wrong_key');
    await page.getByTestId('connect-submit').click();
    await expect(page.getByText('The platform refused this key.')).toBeVisible();
    await expect(page.getByTestId('connect-key')).toHaveValue('tic_wrong_key');
    journal.checked('what was typed is still there');
    expect(await app.call('accounts.list', undefined)).toEqual([]);
    journal.checked('nothing was stored');
    await camera.both('first-run-wrong-key');
  });
  await journal.step('an address without https is refused', async () => {
    await page.getByTestId('connect-url').fill('http://tic.rs');
    await page.getByTestId('connect-key').fill(key);
    await page.getByTestId('connect-submit').click();
    await expect(page.getByText('This address is not safe for a key.')).toBeVisible();
    await camera.both('first-run-unsafe-address');
  });
  await journal.step('e-mail and password are another way in', async () => {
    await page.getByText('E-mail and password').click();
    await page.getByTestId('connect-url').fill(world.url);
    await page.getByTestId('connect-email').fill(login.email);
    await page.getByTestId('connect-password').fill('abc');
    await page.getByTestId('connect-submit').click();
    await expect(page.getByText(/at least 6 characters/)).toBeVisible();
    journal.checked('the platform’s own word on a field stands at that field');
    await camera.both('first-run-login');
  });
}
