/** Connecting accounts of vivenu and O.Z.O.R.A. Payments, through the form as a person does or at once where a test is about something else. */
import { expect, type Locator } from '@playwright/test';
import type { CallInput } from '../../shared/contract/index.ts';
import type { Account, SystemId } from '../../shared/domain/accounts.ts';
import type { App } from './app.ts';
import type { World } from './world.ts';

/** vivenu's data in tests: few tickets beside the named cases that every data set has. */
export const systemArgs = [
  ...['--tickets', '200', '--vivenu-tickets', '300', '--no-rate-limit'],
  ...['--auto-approve-ms', '0', '--auto-settle-ms', '0'],
];

const labels: Readonly<Record<SystemId, string>> = { ticrs: 'tic.rs', vivenu: 'vivenu', ozora: 'O.Z.O.R.A.' };

/** O2 of the sandbox judges each ticket by its own template. */
const advanced: Readonly<Partial<Record<SystemId, Readonly<Record<string, string>>>>> = {
  ozora: { template: '{"own":true}' },
};

/** Connects an account without the form. The first pull runs on. */
export async function join(
  app: App,
  world: World,
  system: SystemId,
  more: Partial<CallInput<'accounts.connect'>> = {},
): Promise<Account> {
  const account = await app.call('accounts.connect', {
    ...{ system, label: labels[system], baseUrl: world.sandbox[system], credential: world.sandbox.credentials[system] },
    ...(advanced[system] === undefined ? {} : { advanced: advanced[system] }),
    ...more,
  });
  await app.page.locator('nav').waitFor();
  return account;
}

/** Opens the form for a system, from the first-run screen or from Accounts, with its address typed. */
export async function systemForm(app: App, system: SystemId, url: string): Promise<Locator> {
  const { page } = app;
  if (await page.getByTestId('first-run-connect').isVisible()) await page.getByTestId('first-run-connect').click();
  else {
    await app.open('accounts');
    await page.getByTestId('accounts-connect').click();
  }
  const form = page.getByTestId('connect-form');
  await form.getByTestId(`connect-system-${system}`).check();
  await form.getByRole('button', { name: 'Advanced' }).click();
  await form.getByTestId('connect-url').fill(url);
  return form;
}

/** Waits until everything of an account is here. */
export async function accountPulled(app: App, { id, capabilities }: Account): Promise<void> {
  await expect
    .poll(
      async () => {
        const status = (await app.call('sync.status', undefined)).find((one) => one.accountId === id);
        const orders = !capabilities.includes('orders') || status?.ordersReadAt != null;
        return status !== undefined && status.completeAt !== null && status.pull === null && orders;
      },
      { timeout: 60_000 },
    )
    .toBe(true);
}

/** Finds an order under Orders and opens it. @param row what its row says. */
export async function openOrder(app: App, search: string, row: string = search): Promise<Locator> {
  const orders = await app.open('orders');
  await orders.getByRole('searchbox').fill(search);
  await orders.getByTestId('order-row').filter({ hasText: row }).first().click();
  return app.screen('order');
}

/** Types a code as a scanner does: all at once, with Enter behind it. */
export async function scan(app: App, code: string): Promise<Locator> {
  await app.page.keyboard.type(code);
  await app.page.keyboard.press('Enter');
  const verdict = app.page.getByTestId('scan-verdict');
  await expect(verdict).toHaveAttribute('data-access', /granted|denied|undecided/);
  return verdict;
}
