/** Issue 3, item 2: two clicks are one. */
import { sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';

test('a double click sells once, and asks money back once, without a word of trouble', async ({ desk, world }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  const screen = await desk.open('sell');
  await screen.getByTestId('sell-tile').filter({ hasText: 'Garderoba' }).click();
  await screen.getByTestId('sell-send').dblclick();
  await desk.screen('pay');
  await expect(page.getByTestId('pay-qr')).toBeVisible();
  const [order, ...more] = await world.orders();
  expect([order?.total, more]).toEqual([150, []]);
  expect(await desk.call('sales.recent', {})).toHaveLength(1);

  await world.moveOrder(order?.signature ?? '', 'approve');
  await expect(page.getByTestId('pay-state')).toHaveText('Paid');
  await page.getByRole('button', { name: 'Open the order' }).click();
  await desk.screen('order');
  await expect(page.getByTestId('payment-row')).toHaveCount(1);
  await page.getByRole('button', { name: 'Refund…' }).click();
  await page.getByRole('radio', { name: 'The payment of' }).check();
  await page.getByTestId('refund-confirm').dblclick();
  await expect(page.getByTestId('refund-confirm')).toHaveCount(0);
  await expect(page.getByTestId('refund-standing')).toHaveText('Requested');
  expect((await world.refunds()).filter((one) => one.order_signature === order?.signature)).toHaveLength(1);
});

test('two sales of the same to the same guest, one after the other, are two', async ({ desk, world }) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  for (let n = 0; n < 2; n += 1) await sell(desk, ['Garderoba'], { email: 'ana@mail.example.test' });
  await expect(desk.page.getByTestId('pay-qr')).toBeVisible();
  await expect(desk.page.getByTestId('status-queue')).toHaveText('Queue empty');
  expect(await world.orders()).toHaveLength(2);
});
