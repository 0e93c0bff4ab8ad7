/** O.Z.O.R.A.'s side of a test: tickets, its own books, and what the guest and the payment provider do. */
import { expect } from '@playwright/test';
import type { App } from './app.ts';
import type { World } from './world.ts';

/** A ticket as the tickets service knows it. */
export interface OzoraTicket {
  readonly id: number;
  readonly status: string;
  readonly event: string;
  readonly paid: boolean;
  readonly template: { readonly id: number };
  readonly metas: readonly { readonly keyword: string; readonly value: string }[];
}

/** A ticket that was transferred and not paid for, with its template as an installation's settings hold it. */
export async function transferredTicket(world: World): Promise<OzoraTicket> {
  const { data } = await world.sandbox.control<{ data: OzoraTicket[] }>('GET', '/ozora/tickets?per_page=1000');
  const found = data.find((one) => !one.paid && one.status === 'transferred' && one.template.id === 1);
  if (found === undefined) throw new Error('no transferred ticket');
  return found;
}

/** A payment as the books have it. */
export interface OzoraBook {
  readonly id: number;
  readonly id_ticket: number | null;
  readonly status: string;
  readonly code: string;
  readonly billing: Readonly<Record<string, string>>;
  readonly document_no: string | null;
}

/** Tickets that can be paid for in forints and euros, and have no payment so far. */
export async function payableTickets(world: World): Promise<readonly number[]> {
  const { data } = await world.sandbox.control<{ data: OzoraTicket[] }>('GET', '/ozora/tickets?per_page=1000');
  const { data: books } = await world.sandbox.control<{ data: OzoraBook[] }>('GET', '/ozora/books?per_page=1000');
  const touched = new Set(books.map((book) => book.id_ticket));
  return data
    .filter((one) => !one.paid && one.status === 'registered' && one.template.id === 1 && !touched.has(one.id))
    .map(({ id }) => id);
}

/** Payments that were started over the API for a ticket, newest first. */
export async function startedFor(world: World, ticketId: number): Promise<readonly OzoraBook[]> {
  const { data } = await world.sandbox.control<{ data: OzoraBook[] }>('GET', '/ozora/books?origin=api&per_page=1000');
  return data.filter((book) => book.id_ticket === ticketId);
}

/** What the guest or the provider does to a payment. */
export function moveOzora(world: World, id: number, move: string, body: object = {}): Promise<unknown> {
  return world.sandbox.control('POST', `/ozora/transactions/${id}/${move}`, body);
}

/** A token with these rights. */
export async function ozoraToken(world: World, body: object = {}): Promise<string> {
  return (await world.sandbox.control<{ token: string }>('POST', '/ozora/token', body)).token;
}

/** Asks for the payments of a ticket. */
export async function askTicket(app: App, number: string | number): Promise<void> {
  const { page } = app;
  await app.open('ticketPayment');
  const another = page.getByTestId('ticket-payment-another');
  const field = page.getByTestId('ticket-payment-number');
  await expect(another.or(field)).toBeVisible();
  if (await another.isVisible()) await another.click();
  await field.fill(String(number));
  await page.getByTestId('ticket-payment-ask').click();
}

/** Chooses a listed way to pay. */
export async function chooseWay(app: App, code: string): Promise<void> {
  await app.page
    .getByTestId('ticket-payment-option')
    .and(app.page.locator(`[value="${code}"]`))
    .check();
}
