import { expect } from '@playwright/test';
import { accountPulled, systemForm } from '../../support/systems.ts';
import { login } from '../../support/world.ts';
import type { Stage } from '../stage.ts';

/** Connecting vivenu: by API key with a scanner's token, then by a user's login in the key's place. */
export async function vivenuConnect({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const { vivenu } = world.sandbox.credentials;
  await journal.step('a wrong scanning token is said at its field', async () => {
    const form = await systemForm(app, 'vivenu', world.sandbox.vivenu);
    await camera.both('connect-vivenu');
    await form.getByTestId('connect-key').fill(vivenu.key);
    await form.getByTestId('connect-second').fill('acc_wrong');
    await form.getByTestId('connect-submit').click();
    await expect(form).toContainText('This is no token, or the system does not accept it.');
    await camera.both('connect-vivenu-wrong-token');
  });
  await journal.step('by API key, with the token of an access user', async () => {
    await page.getByTestId('connect-second').fill(vivenu.scanToken);
    await page.getByTestId('connect-label').fill('vivenu');
    await page.getByTestId('connect-submit').click();
    await app.screen('accounts');
    const account = (await app.call('accounts.list', undefined)).find(({ system }) => system === 'vivenu');
    if (account === undefined) throw new Error('vivenu is not connected');
    await accountPulled(app, account);
    await camera.both('accounts-with-vivenu');
  });
  await journal.step('a user’s login in the key’s place: invitations are not for keys', async () => {
    const card = page.getByTestId('account').filter({ hasText: 'vivenu' });
    await card.getByTestId('account-replace').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('E-mail and password').click();
    await dialog.getByTestId('connect-email').fill(login.email);
    await dialog.getByTestId('connect-password').fill(login.password);
    await dialog.getByTestId('connect-second').fill(vivenu.scanToken);
    await camera.both('accounts-vivenu-login');
    await dialog.getByTestId('replace-submit').click();
    await expect(dialog).toHaveCount(0);
    await expect(card.getByTestId('account-health')).toHaveText('Works');
  });
}
