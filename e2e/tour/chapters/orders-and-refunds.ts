import { expect } from '@playwright/test';
import { payState, sell } from '../../support/sell.ts';
import type { Stage } from '../stage.ts';

/** The list, one order, and the ways of its refunds. */
export async function ordersAndRefunds({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const newest = async (order: string) =>
    (await world.refunds()).find((one) => one.order_signature === order)?.signature ?? '';
  const paidOrder = async (name: string) => {
    await sell(app, ['Garderoba'], { name });
    await payState(app, 'Waiting for payment');
    const signature = (await world.orders())[0]?.signature ?? '';
    await world.moveOrder(signature, 'approve');
    await payState(app, 'Paid');
    await page.getByRole('button', { name: 'Open the order' }).click();
    await app.screen('order');
    await expect(page.getByTestId('payment-row')).toHaveCount(1);
    return signature;
  };
  const askBack = async (what: 'The payment of' | 'The whole order') => {
    await page.getByRole('button', { name: 'Refund…' }).click();
    await page.getByRole('radio', { name: what }).check();
  };
  const standing = async (word: string) => {
    await app.call('sync.now', {});
    await expect(page.getByTestId('refund-standing').first()).toHaveText(word);
  };

  await journal.step('the list, from the platform', async () => {
    await app.open('orders');
    await expect(page.getByTestId('orders-source')).toHaveAttribute('data-source', 'platform');
    await camera.both('orders');
  });
  await journal.step('filtered by status', async () => {
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Cancelled' }).click();
    await expect(page.getByTestId('order-row').first()).toContainText('Cancelled');
    await camera.both('orders-cancelled');
  });
  await journal.step('a payment’s way back: asked for, requested, approved, paid back', async () => {
    const order = await paidOrder('Jelena Đukić');
    await camera.both('order');
    await askBack('The payment of');
    await expect(page.getByTestId('refund-consequence')).toContainText('Jelena Đukić');
    journal.checked('the confirmation names guest, amount and consequence');
    await camera.both('refund-dialog-payment');
    await page.getByTestId('refund-confirm').click();
    await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
    await camera.both('refund-requested');
    await world.moveRefund(await newest(order), 'approve');
    await standing('Approved');
    await camera.both('refund-approved');
    await world.moveRefund(await newest(order), 'settle');
    await standing('Paid back');
    await camera.both('refund-paid-back');
  });
  await journal.step('rejected, with the platform’s reason', async () => {
    const order = await paidOrder('Marko Đukić');
    await askBack('The payment of');
    await page.getByTestId('refund-confirm').click();
    await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
    await world.moveRefund(await newest(order), 'reject', 'The event has taken place');
    await standing('Rejected');
    await expect(page.getByText('Reason: The event has taken place')).toBeVisible();
    await camera.both('refund-rejected');
  });
  await journal.step('the whole order, which cancels it; this time the money does not arrive', async () => {
    const order = await paidOrder('Ксенија Живковић');
    await askBack('The whole order');
    await expect(page.getByTestId('refund-consequence')).toContainText('is cancelled as a whole');
    await camera.both('refund-dialog-order');
    await page.getByTestId('refund-confirm').click();
    await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
    await world.moveRefund(await newest(order), 'approve');
    await world.moveRefund(await newest(order), 'settle-fail');
    await standing('Failed');
    await camera.both('refund-failed');
  });
  await journal.step('all refunds', async () => {
    const screen = await app.open('refunds');
    await camera.both('refunds-open');
    await screen.getByText('All', { exact: true }).click();
    await expect(screen.getByRole('article').first()).toBeVisible();
    await camera.both('refunds-all');
  });
}
