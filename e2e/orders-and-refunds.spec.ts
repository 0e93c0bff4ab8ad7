/** Issue 2, item 7: orders, and money that goes back. */
import type { App } from './support/app.ts';
import { sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';
import type { World } from './support/world.ts';

/** Sells, lets the guest pay, and opens the order. */
async function paidOrder(desk: App, world: World): Promise<string> {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba'], { name: 'Đurđica Čolić', email: 'djurdjica@mail.example.test' });
  await expect(desk.page.getByTestId('pay-qr')).toBeVisible();
  const [order] = await world.orders();
  if (!order) throw new Error('nothing was sold');
  await world.moveOrder(order.signature, 'approve');
  await expect(desk.page.getByTestId('pay-state')).toHaveText('Paid');
  await desk.page.getByRole('button', { name: 'Open the order' }).click();
  await desk.screen('order');
  await expect(desk.page.getByTestId('payment-row')).toHaveCount(1);
  return order.signature;
}

async function askBack(desk: App, what: 'The payment of' | 'The whole order'): Promise<void> {
  await desk.page.getByRole('button', { name: 'Refund…' }).click();
  await desk.page.getByRole('radio', { name: what }).check();
}

async function standing(desk: App, word: string): Promise<void> {
  await desk.call('sync.now', {});
  await expect(desk.page.getByTestId('refund-standing').first()).toHaveText(word);
}

test('the list: search and filter by the platform when online, from here when not; rows by keyboard', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba'], { name: 'Đurđica Čolić', email: 'djurdjica@mail.example.test' });
  await expect(page.getByTestId('pay-qr')).toBeVisible();
  const [order] = await world.orders();
  const screen = await desk.open('orders');
  const source = page.getByTestId('orders-source');
  await expect(source).toHaveAttribute('data-source', 'platform');
  await expect(page.getByTestId('order-row').first()).toContainText(order?.number ?? '');
  await expect(page.getByTestId('order-row').first()).toContainText('Đurđica Čolić');

  // Sold a moment later: on top, though the platform is not asked again for every look.
  await sell(desk, ['Garderoba'], { name: 'Marko Đukić' });
  await expect(page.getByTestId('pay-qr')).toBeVisible();
  await desk.open('orders');
  await expect(page.getByTestId('order-row').first()).toContainText('Marko Đukić');

  await screen.getByLabel('Find an order').fill('djurdjica');
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(source).toHaveAttribute('data-source', 'platform');
  expect((await world.asked()).some((one) => one.query.includes('search=djurdjica'))).toBe(true);
  await screen.getByLabel('Find an order').fill('');
  await screen.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Cancelled' }).click();
  await expect(page.getByTestId('order-row').first()).toContainText('Cancelled');
  await expect(page.getByTestId('order-row').filter({ hasText: order?.number ?? '' })).toHaveCount(0);

  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await desk.open('lookup');
  await desk.open('orders');
  await expect(source).toHaveAttribute('data-source', 'cache');
  await page.getByLabel('Find an order').fill(order?.number ?? '');
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await page.getByTestId('order-row').getByRole('button').focus();
  await page.keyboard.press('Enter');
  const detail = await desk.screen('order');
  await expect(detail).toContainText('Garderoba');
  await expect(detail).toContainText('Shown as this laptop knows it.');
});

test('a guest of an order made elsewhere is found by the platform, and stays found with the cable out', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const number = await world.sellElsewhere({ name: 'Mimi Web', email: 'mimi.web@shop.example.test' });
  await world.sellElsewhere({ name: 'Another One', email: 'another@shop.example.test' });
  const screen = await desk.open('orders');
  const source = page.getByTestId('orders-source');
  await screen.getByLabel('Find an order').fill('mimi.web@');
  await expect(source).toHaveAttribute('data-source', 'platform');
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await expect(page.getByTestId('order-row')).toContainText(number);
  await screen.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Awaiting payment' }).click();
  await expect(page.getByTestId('order-row')).toContainText(number);
  expect((await world.asked()).some(({ query }) => query.includes('search=mimi.web%40&status=1'))).toBe(true);
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await expect(source).toHaveAttribute('data-source', 'cache');
  await expect(page.getByTestId('order-row')).toContainText(number);
});

test('a payment goes back: named before it is asked, requested, approved, paid back', async ({ desk, world }) => {
  const { page } = desk;
  const order = await paidOrder(desk, world);
  await askBack(desk, 'The payment of');
  const consequence = page.getByTestId('refund-consequence');
  await expect(consequence).toContainText('Đurđica Čolić');
  await expect(consequence).toContainText('150.00');
  await expect(consequence).toContainText('cannot be taken back');
  await page.getByTestId('refund-confirm').click();
  // What is said of it stands in the status bar and covers no step of its way.
  await expect(page.getByTestId('said')).toHaveText('Refund noted. It is sent now, or when the network is back.');
  await expect(page.getByLabel('Status', { exact: true }).getByTestId('said')).toBeVisible();
  await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
  const refund = (await world.refunds()).find((one) => one.order_signature === order);
  expect(refund).toMatchObject({ amount: 150, platform_approval_status: 'pending' });

  // It cannot be asked for twice.
  await page.getByRole('button', { name: 'Refund…' }).click();
  await expect(page.getByRole('radio', { name: 'The payment of' })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();

  await world.moveRefund(refund?.signature ?? '', 'approve');
  await standing(desk, 'Approved');
  await world.moveRefund(refund?.signature ?? '', 'settle');
  await standing(desk, 'Paid back');

  const list = await desk.open('refunds');
  await list.getByText('Settled', { exact: true }).click();
  await expect(list.getByRole('article').filter({ hasText: 'Đurđica Čolić' })).toContainText('Paid back');
});

test('a refused refund tells the platform’s reason, and may be asked for again; one may fail', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const order = await paidOrder(desk, world);
  const newest = async () => (await world.refunds()).find((one) => one.order_signature === order)?.signature ?? '';
  await askBack(desk, 'The payment of');
  await page.getByTestId('refund-confirm').click();
  await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
  const first = await newest();
  await world.moveRefund(first, 'reject', 'The event has taken place');
  await standing(desk, 'Rejected');
  await expect(page.getByText('Reason: The event has taken place')).toBeVisible();

  await askBack(desk, 'The payment of');
  await page.getByTestId('refund-confirm').click();
  await expect.poll(newest).not.toBe(first);
  await world.moveRefund(await newest(), 'approve');
  await world.moveRefund(await newest(), 'settle-fail');
  await desk.call('sync.now', {});
  await expect(page.getByTestId('refund-standing').filter({ hasText: 'Failed' })).toBeVisible();
});

test('the whole order: it says that the order is cancelled, and the order shows it', async ({ desk, world }) => {
  const { page } = desk;
  const order = await paidOrder(desk, world);
  await askBack(desk, 'The whole order');
  await expect(page.getByTestId('refund-consequence')).toContainText('is cancelled as a whole');
  await expect(page.getByTestId('refund-confirm')).toHaveText(/Cancel the order and refund .*150\.00/);
  await page.getByTestId('refund-confirm').click();
  await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
  const refunds = (await world.refunds()).filter((one) => one.order_signature === order);
  expect(refunds).toHaveLength(1);
  await page.getByRole('button', { name: 'Ask the platform' }).click();
  await expect(page.getByRole('complementary')).toContainText('Cancelled');
});

test('an unpaid order is cancelled from its page, and its payment shows that', async ({ desk, world }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba']);
  await expect(page.getByTestId('pay-qr')).toBeVisible();
  await page.getByRole('button', { name: 'Open the order (cancel it there)' }).click();
  await page.getByRole('button', { name: 'Cancel the order…' }).click();
  await expect(page.getByTestId('refund-consequence')).toContainText('Nothing was paid');
  await page.getByTestId('refund-confirm').click();
  await expect.poll(async () => (await world.orders())[0]?.status_id).toBe(7);
  await page.getByRole('button', { name: 'Show the payment' }).click();
  await expect(page.getByTestId('pay-state')).toHaveText('Cancelled');
});

test('with the cable out a refund waits, and is asked for once when the network is back', async ({ desk, world }) => {
  const { page } = desk;
  const order = await paidOrder(desk, world);
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await askBack(desk, 'The payment of');
  await page.getByTestId('refund-confirm').click();
  await expect(page.getByTestId('refund-standing')).toHaveText('Waits to be sent');
  await desk.kill();
  await desk.start();
  await desk.screen('lookup');
  const refunds = async () => (await world.refunds()).filter((one) => one.order_signature === order).length;
  expect(await refunds()).toBe(0);
  await world.cable('in');
  await expect.poll(refunds).toBe(1);
  await expect(desk.page.getByTestId('status-queue')).toHaveText('Queue empty');
  expect(await refunds()).toBe(1);
});
