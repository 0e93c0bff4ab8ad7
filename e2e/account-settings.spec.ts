/** Issue 4: what was given at connecting is changed later, with the same checks, and nothing is fetched or typed twice. */
import { accountPulled, join, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';

test.use({ sandboxArgs: systemArgs });

test('a scanning token is added and removed beside the key; codes and addresses are said where they are wrong', async ({
  app,
  world,
}) => {
  const { page } = app;
  const { scanToken, ...keyOnly } = world.sandbox.credentials.vivenu;
  const vivenu = await join(app, world, 'vivenu', { credential: keyOnly });
  await accountPulled(app, vivenu);
  const screen = await app.open('accounts');
  const card = screen.getByTestId('account');
  await expect(card).toContainText('add one in the account’s settings');

  await card.getByTestId('account-settings').click();
  const form = page.getByTestId('account-settings-form');
  await expect(form.getByTestId('connect-url')).toHaveValue(world.sandbox.vivenu);
  await expect(form.getByTestId('second-remove')).toHaveCount(0);
  await form.getByTestId('connect-second').fill('acc_wrong');
  await form.getByTestId('settings-submit').click();
  await expect(form).toContainText('This is no token, or the system does not accept it.');
  await form.getByTestId('connect-second').fill(scanToken);
  await form.getByTestId('connect-setting-portierUrl').fill('http://doors.example.test/api');
  await form.getByTestId('settings-submit').click();
  await expect(form).toContainText('The system cannot use this');
  await form.getByTestId('connect-setting-portierUrl').fill('');
  await form.getByTestId('settings-submit').click();
  await expect(page.getByText('The new settings work')).toBeVisible();
  await expect(card).toContainText('shared admission by scanning');
  await expect(card).toContainText('300 tickets here');

  // A new key keeps the token, and it goes when somebody says so.
  await card.getByTestId('account-replace').click();
  await expect(page.getByTestId('second-remove')).toBeVisible();
  await page.getByTestId('connect-key').fill(keyOnly.key);
  await page.getByTestId('replace-submit').click();
  await expect(page.getByText('The new key works')).toBeVisible();
  await expect(card).toContainText('shared admission by scanning');
  await card.getByTestId('account-settings').click();
  await form.getByTestId('second-remove').check();
  await form.getByTestId('settings-submit').click();
  await expect(card).toContainText('add one in the account’s settings');
});

test('payment codes are kept in the settings; another address is asked before anything changes', async ({
  app,
  world,
}) => {
  const { page } = app;
  const { serviceToken: _none, ...userOnly } = world.sandbox.credentials.ozora;
  const account = await join(app, world, 'ozora', { credential: userOnly, advanced: {} });
  const screen = await app.open('accounts');
  await screen.getByTestId('account-settings').click();
  const form = page.getByTestId('account-settings-form');
  await form.getByTestId('connect-setting-codes').fill('no code at all');
  await form.getByTestId('settings-submit').click();
  await expect(form).toContainText('The system cannot use this');
  await form.getByTestId('connect-setting-codes').fill('FULL-FEE-HUF-SIMPLE = 12000 = Full fee');
  await form.getByTestId('connect-url').fill('http://127.0.0.1:9');
  await form.getByTestId('settings-submit').click();
  await expect(form.getByTestId('connect-url')).toHaveAttribute('aria-invalid', 'true');
  await form.getByTestId('connect-url').fill(world.sandbox.ozora);
  await form.getByTestId('settings-submit').click();
  await expect(page.getByText('The new settings work')).toBeVisible();
  const [changed] = await app.call('accounts.list', undefined);
  expect(changed).toMatchObject({
    ...{ id: account.id, baseUrl: world.sandbox.ozora },
    advanced: { codes: 'FULL-FEE-HUF-SIMPLE = 12000 = Full fee' },
  });
  expect(await app.call('ticketPayments.options', { accountId: account.id, ticketId: 42 })).toHaveLength(1);
});
