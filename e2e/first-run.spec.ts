/** Issue 2, item 1: a new laptop. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allPulled, connectByKey, openForm } from './support/connect.ts';
import { expect, test } from './support/test.ts';
import { key, login } from './support/world.ts';

test('a new laptop offers demo data and an account, in four languages', async ({ app: { page } }) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Willcall' })).toBeVisible();
  await expect(page.getByTestId('first-run-demo')).toBeVisible();
  await expect(page.getByTestId('first-run-connect')).toBeVisible();
  const names = [
    ['Srpski (latinica)', 'Dobro došli u Willcall'],
    ['Српски (ћирилица)', 'Добро дошли у Willcall'],
    ['Русский', 'Добро пожаловать в Willcall'],
    ['English', 'Welcome to Willcall'],
  ] as const;
  for (const [language, title] of names) {
    await page.getByRole('combobox').click();
    await page.getByRole('option', { name: language }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  }
});

test('demo data: a sandbox starts, Lookup opens and fills, and it is there again after a restart', async ({ app }) => {
  await app.page.getByTestId('first-run-demo').click();
  await app.screen('lookup');
  await expect(app.page.getByTestId('lookup-hit').first()).toBeVisible();
  const [account] = await app.call('accounts.list', undefined);
  expect(account).toMatchObject({ demo: true, health: 'ok' });
  expect(await app.quit()).toBe(0);

  await app.start();
  await app.screen('lookup');
  await expect(app.page.getByTestId('status-connectivity')).toHaveText('Online');
  await expect(app.page.getByTestId('lookup-hit').first()).toBeVisible();
});

test('an account by API key: Lookup while the pull runs, connected again after a restart', async ({ app, world }) => {
  await connectByKey(app, world);
  await allPulled(app);
  await expect(app.page.getByTestId('status-connectivity')).toHaveText('Online');
  const accounts = await app.open('accounts');
  await expect(accounts.getByTestId('account')).toContainText('_key');
  await expect(accounts).not.toContainText(key);
  await app.quit();
  const before = await world.lastAsked();
  await app.start();
  await app.screen('lookup');
  await expect(app.page.getByTestId('status-connectivity')).toHaveText('Online');
  await expect.poll(async () => (await world.asked(before)).length).toBeGreaterThan(0);
  expect((await world.asked(before)).filter((request) => request.status === 401)).toEqual([]);
});

test('an account by e-mail and password: login, me, and logout when it is removed', async ({ app, world }) => {
  await openForm(app, world.url);
  await app.page.getByText('E-mail and password').click();
  await app.page.getByTestId('connect-email').fill(login.email);
  await app.page.getByTestId('connect-password').fill(login.password);
  await app.page.getByTestId('connect-submit').click();
  await app.screen('lookup');
  await allPulled(app);
  const paths = (await world.asked()).map((request) => request.path.split('/').at(-1));
  expect(paths).toContain('login');
  expect(paths).toContain('me');

  const accounts = await app.open('accounts');
  await expect(accounts.getByTestId('account')).toContainText(login.email);
  await accounts.getByTestId('account-remove').click();
  await app.page.getByTestId('confirm').click();
  await expect(app.page.getByTestId('first-run-connect')).toBeVisible();
  expect((await world.asked()).map((request) => request.path.split('/').at(-1))).toContain('logout');
});

test('a wrong key says so at the field, keeps what was typed and stores nothing', async ({ app, world }) => {
  const { page } = app;
  await openForm(app, world.url);
  await page.getByTestId('connect-key').fill('tic_wrong_key');
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText('The platform refused this key.')).toBeVisible();
  await expect(page.getByTestId('connect-key')).toHaveValue('tic_wrong_key');
  await expect(page.getByTestId('connect-url')).toHaveValue(world.url);
  expect(await app.call('accounts.list', undefined)).toEqual([]);
  await app.quit();
  await app.start();
  await expect(app.page.getByTestId('first-run-connect')).toBeVisible();
});

test('a wrong password says so, keeps what was typed and stores nothing', async ({ app, world }) => {
  const { page } = app;
  await openForm(app, world.url);
  await page.getByText('E-mail and password').click();
  await page.getByTestId('connect-email').fill(login.email);
  await page.getByTestId('connect-password').fill('not the password');
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText('The platform refused this e-mail or password.')).toBeVisible();
  await expect(page.getByTestId('connect-email')).toHaveValue(login.email);
  await expect(page.getByTestId('connect-password')).toHaveValue('not the password');
  expect(await app.call('accounts.list', undefined)).toEqual([]);
});

test('what is missing is said before anything is asked', async ({ app, world }) => {
  const { page } = app;
  await openForm(app, world.url);
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText('Put in the key.')).toBeVisible();
  await page.getByText('E-mail and password').click();
  await page.getByTestId('connect-email').fill('no address');
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText('Put in an e-mail address')).toBeVisible();
  expect(await world.asked()).toEqual([]);
});

test('http is refused anywhere but on this computer, and the key never leaves', async ({ app: { page }, app }) => {
  await openForm(app, 'http://tic.rs');
  await page.getByTestId('connect-key').fill(key);
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText('This address is not safe for a key.')).toBeVisible();
  await expect(page.getByTestId('connect-key')).toHaveValue(key);
  expect(await app.call('accounts.list', undefined)).toEqual([]);
});

test('a host that does not answer, and one that answers with a web page, are told apart', async ({ app }) => {
  const { page } = app;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Hotel Wi-Fi</title>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await openForm(app, url);
  await page.getByTestId('connect-key').fill(key);
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText('Something else than the platform answered.')).toBeVisible();

  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await page.getByTestId('connect-url').fill(url);
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText(/No server answers at this address|The platform cannot be reached/)).toBeVisible();
  await expect(page.getByTestId('connect-key')).toHaveValue(key);
  expect(await app.call('accounts.list', undefined)).toEqual([]);
});
