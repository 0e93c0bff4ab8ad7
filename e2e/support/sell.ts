/** Selling through the screens. */
import { expect, type Page } from '@playwright/test';
import type { CatalogueItem } from '../../shared/domain/catalogue.ts';
import type { App } from './app.ts';
import type { World } from './world.ts';

/** What a quick catalogue holds; the price in minor units, null for an amount by hand. */
export interface QuickItem {
  readonly name: string;
  readonly minor: number | null;
  readonly currency?: string;
}

/** Fills the catalogue through the contract; the catalogue's own tests do it through the screens. */
export async function stock(app: App, ...items: readonly QuickItem[]): Promise<readonly CatalogueItem[]> {
  const [account] = await app.call('accounts.list', undefined);
  if (!account) throw new Error('no account is connected');
  const stored: CatalogueItem[] = [];
  for (const { name, minor, currency = 'RSD' } of items) {
    stored.push(
      await app.call('catalogue.save', {
        id: null,
        accountId: account.id,
        name,
        type: 'service',
        unitPrice: minor === null ? null : { minor, currency },
        currency,
        calendarId: null,
        ticketTypeId: null,
        date: null,
      }),
    );
  }
  return stored;
}

/** The guest of a sale. */
export interface Guest {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** Puts tiles into the cart by name, fills in the guest and presses the one button. Lands on the Pay screen. */
export async function sell(app: App, names: readonly string[], guest: Guest = {}): Promise<void> {
  const screen = await app.open('sell');
  for (const name of names) await screen.getByTestId('sell-tile').filter({ hasText: name }).click();
  if (guest.name !== undefined) await screen.getByLabel('Name', { exact: true }).fill(guest.name);
  if (guest.email !== undefined) await screen.getByLabel('E-mail', { exact: true }).fill(guest.email);
  if (guest.phone !== undefined) await screen.getByLabel('Phone', { exact: true }).fill(guest.phone);
  await screen.getByTestId('sell-send').click();
  await app.screen('pay');
}

/** Waits until the Pay screen says this. */
export async function payState(app: App, word: string, timeout?: number): Promise<void> {
  await expect(app.page.getByTestId('pay-state')).toHaveText(word, timeout === undefined ? {} : { timeout });
}

/** Opens the payment link on the guest's phone and presses a button of the platform's page. */
export async function atCheckout(phone: Page, link: string, button: 'Pay' | 'Decline'): Promise<void> {
  await openCheckout(phone, link);
  await press(phone, button)();
}

/** Opens the payment link on the guest's phone. */
export async function openCheckout(phone: Page, link: string): Promise<void> {
  const url = new URL(link);
  url.searchParams.set('lang', 'en');
  await phone.goto(url.href);
}

/** Presses a button of the platform's page. */
export const press = (phone: Page, name: string) => (): Promise<void> =>
  phone.getByRole('button', { name, exact: true }).click();

/** The promise of issue 2: within this time (ms) of the platform knowing of a payment, the app does. */
const heardWithinMs = 5_000;

/**
 * Has something become of the payment that is on the Pay screen, and waits for its word. The promise is measured by the platform's own record,
 * from its knowing to the app's asking for what is new: how long a busy machine takes to draw the window is not the app's doing.
 * @param happens the guest's press and no more, or the platform's own doing.
 */
export async function heardInTime(
  app: App,
  world: World,
  word: string,
  happens: () => Promise<unknown>,
): Promise<void> {
  const since = await world.lastAsked();
  const before = Date.now();
  await happens();
  const knownAt = Date.now();
  await payState(app, word, 30_000);
  const lists = /^\/api\/payment\/v1\/(orders|transactions)$/;
  const heard = (await world.asked(since)).find(
    ({ method, path, status, time }) => method === 'GET' && lists.test(path) && status === 200 && time >= knownAt,
  );
  expect((heard?.time ?? Number.POSITIVE_INFINITY) - before).toBeLessThan(heardWithinMs);
}

/** The payment link of the newest sale, as the app knows it. */
export async function newestLink(app: App): Promise<string> {
  const [sale] = await app.call('sales.recent', { limit: 1 });
  if (!sale?.paymentLink) throw new Error('the newest sale has no link yet');
  return sale.paymentLink;
}
