/** What the tests of the queue do more than once. */
import { expect } from '@playwright/test';
import type { App } from './app.ts';
import { doubtItem } from './doubt.ts';
import { payState, sell } from './sell.ts';
import type { BookedRefund, World } from './world.ts';

/** The guest of the sales in these tests. */
export const guest = { name: 'Đurđica Čolić', email: 'djurdjica@mail.example.test' } as const;

/** Refund requests for what was sold here: the sandbox's own data hold others. */
export async function askedBack(world: World): Promise<readonly BookedRefund[]> {
  const orders = new Set((await world.orders()).map((order) => order.signature));
  return (await world.refunds()).filter((refund) => orders.has(refund.order_signature));
}

/** Opens the queue once something needs a person. */
export async function openDoubt(app: App): Promise<void> {
  await expect(app.page.getByTestId('status-queue')).toHaveText(/1 needs you/);
  await app.open('queue');
  await expect(app.page.getByTestId('queue-row')).toHaveAttribute('data-state', 'needs_person');
}

/** Opens the history of what was done here. */
export async function openHistory(app: App): Promise<void> {
  await app.open('queue');
  await app.page.getByText('History', { exact: true }).click();
}

/** Sells to a guest, lets them pay, and leaves the order open on the screen. @returns its signature. */
export async function paidOrder(app: App, world: World): Promise<string> {
  await sell(app, [doubtItem.name], guest);
  await payState(app, 'Waiting for payment');
  const [order] = await world.orders();
  await world.moveOrder(order?.signature ?? '', 'approve');
  await payState(app, 'Paid');
  await app.page.getByRole('button', { name: 'Open the order' }).click();
  await expect(app.page.getByTestId('payment-row')).toHaveCount(1);
  return order?.signature ?? '';
}
