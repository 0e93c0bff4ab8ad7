/** Acts whose answer is lost in ways that only a person can settle. */
import { expect } from '@playwright/test';
import type { App } from './app.ts';
import type { Guest } from './sell.ts';
import { key, type World } from './world.ts';

/** What the sales in doubt are of. */
export const doubtItem = { name: 'Garderoba', minor: 15_000 } as const;

/** Another laptop of the same organizer: asks the platform directly. @throws Error with its answer when it refuses. */
async function otherLaptop(world: World, path: string, body: object = {}): Promise<void> {
  const answer = await fetch(`${world.url}/api/payment/v1${path}`, {
    method: 'POST',
    headers: { 'X-API-Key': key, Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
}

/** An order exactly like the one that a sale of `doubtItem` to this guest makes. */
export async function twinOrder(world: World, guest: Guest): Promise<void> {
  await otherLaptop(world, '/orders', {
    customer: guest,
    items: [{ type: 'service', name: doubtItem.name, amount: doubtItem.minor / 100, quantity: 1 }],
    currency: 'RSD',
  });
}

/** Sells `doubtItem`; another laptop makes the same order in the same moment, and the answer to ours is lost after it was made. */
export async function saleInDoubt(app: App, world: World, guest: Guest): Promise<void> {
  const screen = await app.open('sell');
  await screen.getByTestId('sell-tile').filter({ hasText: doubtItem.name }).click();
  await screen.getByLabel('Name', { exact: true }).fill(guest.name ?? '');
  await screen.getByLabel('E-mail', { exact: true }).fill(guest.email ?? '');
  await world.fault({ kind: 'reset_after', route: 'POST /api/payment/v1/orders' });
  const sent = await world.lastAsked();
  await screen.getByTestId('sell-send').click();
  // The answer is lost at once, and the first look comes two seconds later: the twin is there before it.
  await expect.poll(async () => (await world.asked(sent)).some((one) => one.method === 'POST')).toBe(true);
  await twinOrder(world, guest);
  await app.screen('pay');
}

/**
 * Asks the whole of a paid order back, whose page is open; the request never arrives, and another laptop asks back its payment meanwhile.
 * @param order its signature.
 */
export async function refundInDoubt(app: App, world: World, order: string): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Refund…' }).click();
  await page.getByRole('radio', { name: 'The whole order' }).check();
  await world.fault({ kind: 'reset_before', route: `POST /api/payment/v1/refunds/order/${order}` });
  const { data } = await world.sandbox.control<{
    data: readonly { signature: string; transactions: readonly { signature: string; amount: number }[] }[];
  }>('GET', '/orders?origin=api&per_page=1000');
  const payment = data.find((one) => one.signature === order)?.transactions.find((one) => one.amount > 0);
  if (!payment) throw new Error('the order was not paid');
  const sent = await world.lastAsked();
  await page.getByTestId('refund-confirm').click();
  await expect.poll(async () => (await world.asked(sent)).some((one) => one.method === 'POST')).toBe(true);
  await otherLaptop(world, `/refunds/payment/${payment.signature}`);
}
