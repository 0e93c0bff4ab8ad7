/** Issue 3, "The Queue screen": what was found out by itself, and what only a person can settle. */
import { doubtItem, refundInDoubt, saleInDoubt } from './support/doubt.ts';
import { askedBack, guest, openDoubt, openHistory, paidOrder } from './support/queue.ts';
import { payState, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';
import { count, type World } from './support/world.ts';

const ordersPath = '/api/payment/v1/orders';

const sent = async (world: World) => count(await world.asked(), 'POST', ordersPath);

test.beforeEach(async ({ desk }) => {
  await stock(desk, doubtItem);
});

test('a lost answer that is found again settles by itself, and its story says so', async ({ desk, world }) => {
  const { page } = desk;
  await world.fault({ kind: 'reset_after', route: `POST ${ordersPath}` });
  await sell(desk, [doubtItem.name], guest);
  await payState(desk, 'Waiting for payment');
  await world.moveOrder((await world.orders())[0]?.signature ?? '', 'approve');
  await payState(desk, 'Paid');
  await page.getByRole('button', { name: 'Open the order' }).click();
  await world.fault({ kind: 'reset_after', route: 'POST /api/payment/v1/refunds' });
  await page.getByRole('button', { name: 'Refund…' }).click();
  await page.getByRole('radio', { name: 'The payment of' }).check();
  await page.getByTestId('refund-confirm').click();
  await expect(page.getByTestId('refund-standing')).toHaveText('Requested');

  await openHistory(desk);
  const rows = page.getByTestId('history-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText(/Refund .*answer lost, then found/s);
  await expect(rows.nth(1)).toContainText(/Sale .*answer lost, then found/s);
  await rows.nth(1).locator('summary').click();
  for (const step of ['Sent to the platform.', 'no answer came', 'Found on the platform: it had arrived.']) {
    await expect(rows.nth(1)).toContainText(step);
  }
  expect(await world.orders()).toHaveLength(1);
  expect(await sent(world)).toBe(1);
  expect(await askedBack(world)).toHaveLength(1);
});

test.describe('a sale that only a person can settle', () => {
  test.beforeEach(async ({ desk, world }) => {
    await saleInDoubt(desk, world, guest);
    await openDoubt(desk);
  });

  test('stands beside both candidates; “this is it” takes the order that was picked, and sends nothing', async ({
    desk,
    world,
  }) => {
    const { page } = desk;
    const table = page.getByTestId('queue-comparison');
    await expect(page.getByTestId('queue-candidate')).toHaveCount(2);
    await expect(table.getByRole('row', { name: /^Total/ })).toContainText(/150\.00.*150\.00.*matches.*matches/s);
    await expect(table.getByRole('row', { name: /^Items/ })).toContainText(/1 × Garderoba.*matches.*matches/s);
    await expect(page.getByTestId('queue-row')).toContainText('Found more orders that fit than were sent from here.');
    const ours = (await world.orders()).at(-1)?.number ?? '';
    await page.getByRole('button', { name: `It is order ${ours}` }).click();
    await expect(page.getByRole('dialog')).toContainText(`becomes order ${ours} of the platform. Nothing is sent.`);
    await page.getByTestId('queue-decide').click();
    await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');

    await page.getByText('History', { exact: true }).click();
    const row = page.getByTestId('history-row');
    await expect(row).toContainText(ours);
    await expect(row).toContainText('decided by a person');
    await row.locator('summary').click();
    await expect(row).toContainText('A person said: it arrived.');
    await row.getByRole('button', { name: 'Open the payment' }).click();
    await payState(desk, 'Waiting for payment');
    expect(await world.orders()).toHaveLength(2);
    expect(await sent(world)).toBe(2);
  });

  test('“send again” says what it may cost, and sends once', async ({ desk, world }) => {
    const { page } = desk;
    await page.getByTestId('queue-send-again').click();
    await expect(page.getByRole('dialog')).toContainText('the guest might pay twice');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel', exact: true }).click();
    expect(await sent(world)).toBe(2);
    await page.getByTestId('queue-send-again').click();
    await page.getByTestId('queue-decide').click();
    await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');
    expect(await sent(world)).toBe(3);
    const [newest, ...others] = await world.orders();
    expect(others).toHaveLength(2);
    const [sale] = await desk.call('sales.recent', {});
    expect(sale).toMatchObject({ orderNumber: newest?.number, queueState: 'confirmed' });
  });

  test('“give up” sends nothing and survives a restart', async ({ desk, world }) => {
    const { page } = desk;
    await page.getByTestId('queue-give-up').click();
    await expect(page.getByRole('dialog')).toContainText('never sent again from here');
    await page.getByTestId('queue-decide').click();
    await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');
    await desk.kill();
    await desk.start();
    await desk.screen('lookup');
    await openHistory(desk);
    await expect(desk.page.getByTestId('history-row')).toContainText(/Given up.*decided by a person/s);
    expect(await sent(world)).toBe(2);
    expect(await world.orders()).toHaveLength(2);
  });
});

test('an order with another total is shown as such, and is not taken by itself', async ({ desk, world }) => {
  const { page } = desk;
  await world.fault({ kind: 'reset_after', route: `POST ${ordersPath}` });
  await world.fault({
    ...{ kind: 'wrong_field', route: `GET ${ordersPath}?`, count: -1 },
    ...{ path: 'data.*.amount_total', value: 165 },
  });
  await sell(desk, [doubtItem.name], guest);
  await openDoubt(desk);
  const table = page.getByTestId('queue-comparison');
  await expect(table.getByRole('row', { name: /^Total/ })).toContainText(/150\.00.*165\.00.*differs/s);
  await expect(table.getByRole('row', { name: /^Items/ })).toContainText('matches');
  expect(await sent(world)).toBe(1);
});

test.describe('a refund that only a person can settle', () => {
  let order = '';

  test.beforeEach(async ({ desk, world }) => {
    order = await paidOrder(desk, world);
    await refundInDoubt(desk, world, order);
    await openDoubt(desk);
    const there = desk.page.getByTestId('queue-comparison');
    await expect(there).toContainText(/whole order.*differs: the order is not cancelled/s);
    await expect(there.getByTestId('queue-payment')).toContainText(/150\.00.*Requested/s);
    await expect(desk.page.getByTestId('queue-row')).toContainText(
      'A part of this order’s money was asked back already.',
    );
  });

  test('“it arrived” follows the request that stands, and sends nothing', async ({ desk, world }) => {
    const { page } = desk;
    await page.getByTestId('queue-this-is-it').click();
    await expect(page.getByRole('dialog')).toContainText('counts as asked for. Nothing is sent.');
    await page.getByTestId('queue-decide').click();
    await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');
    expect(await askedBack(world)).toHaveLength(1);
    expect(count(await world.asked(), 'POST', `/api/payment/v1/refunds/order/${order}`)).toBe(1);
    await openHistory(desk);
    await page.getByTestId('history-row').first().locator('summary').click();
    await page.getByTestId('history-row').first().getByRole('button', { name: 'Open the order' }).click();
    await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
  });

  test('“send again” cancels the order, and no money is asked for twice', async ({ desk, world }) => {
    const { page } = desk;
    await page.getByTestId('queue-send-again').click();
    await expect(page.getByRole('dialog')).toContainText('the platform may get it twice');
    await page.getByTestId('queue-decide').click();
    await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');
    await expect.poll(async () => (await world.orders())[0]?.status_id).toBe(7);
    expect(await askedBack(world)).toHaveLength(1);
  });

  test('“give up” leaves the platform as it is', async ({ desk, world }) => {
    const { page } = desk;
    await page.getByTestId('queue-give-up').click();
    await page.getByTestId('queue-decide').click();
    await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');
    expect(await askedBack(world)).toHaveLength(1);
    expect(count(await world.asked(), 'POST', `/api/payment/v1/refunds/order/${order}`)).toBe(1);
    await openHistory(desk);
    await expect(page.getByTestId('history-row').first()).toContainText(/Refund .*Given up/s);
  });
});
