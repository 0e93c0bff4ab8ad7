/** Selling through the screens. */
import { expect, type Page } from '@playwright/test';
import type { CatalogueItem } from '../../shared/domain/catalogue.ts';
import type { App } from './app.ts';

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
export async function atCheckout(phone: Page, link: string, press: 'Pay' | 'Decline'): Promise<void> {
  const url = new URL(link);
  url.searchParams.set('lang', 'en');
  await phone.goto(url.href);
  await phone.getByRole('button', { name: press, exact: true }).click();
}

/** The payment link of the newest sale, as the app knows it. */
export async function newestLink(app: App): Promise<string> {
  const [sale] = await app.call('sales.recent', { limit: 1 });
  if (!sale?.paymentLink) throw new Error('the newest sale has no link yet');
  return sale.paymentLink;
}
