/** Issue 2, item 9: a sale with the cable out. */
import { readQr } from './support/qr.ts';
import { newestLink, payState, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';

test('kept first, survives a kill, is sent once when the network is back, and its link appears', async ({
  desk,
  world,
}) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await world.cable('out');
  await expect(desk.page.getByTestId('status-connectivity')).toHaveText('Offline');
  const screen = await desk.open('sell');
  await expect(screen.getByTestId('sell-send')).toHaveText(/Keep the order/);
  await sell(desk, ['Garderoba'], { name: 'Marko Đukić', phone: '0641234567' });
  await payState(desk, 'Waiting for the network');
  await expect(desk.page.getByTestId('pay-qr')).toHaveCount(0);
  await expect(desk.page.getByText('The link comes when the network is back')).toBeVisible();
  await expect(desk.page.getByTestId('status-queue')).toHaveText('1 waits');

  await desk.kill();
  await desk.start();
  const { page } = desk;
  await desk.open('queue');
  await expect(page.getByTestId('queue-row')).toHaveCount(1);
  await expect(page.getByTestId('queue-row')).toContainText('Marko Đukić');
  await page.getByRole('button', { name: 'Open the payment' }).click();
  await payState(desk, 'Waiting for the network');
  expect(await world.orders()).toEqual([]);

  await world.cable('in');
  await payState(desk, 'Waiting for payment');
  expect(await readQr(page.getByTestId('pay-qr'))).toBe(await newestLink(desk));
  await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');
  expect(await world.orders()).toMatchObject([
    { total: 150, customer: { name: expect.stringContaining('Marko Đukić') } },
  ]);
});

test('three sales in a row are sent once each, in their order', async ({ desk, world }) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await world.cable('out');
  await expect(desk.page.getByTestId('status-connectivity')).toHaveText('Offline');
  for (const name of ['Prvi', 'Drugi', 'Treći']) await sell(desk, ['Garderoba'], { name });
  await expect(desk.page.getByTestId('status-queue')).toHaveText('3 wait');
  await world.cable('in');
  await expect.poll(async () => (await world.orders()).length, { timeout: 45_000 }).toBe(3);
  await expect(desk.page.getByTestId('status-queue')).toHaveText('Queue empty', { timeout: 45_000 });
  // Newest first; behind each name stands the reference by which a lost answer is found again.
  const names = (await world.orders()).map((order) => order.customer?.name.replace(/ \(W-\w{4}\)$/, ''));
  expect(names).toEqual(['Treći', 'Drugi', 'Prvi']);
});

test('a sale that waits can be cancelled, and cash can be noted with a warning', async ({ desk, world }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await sell(desk, ['Garderoba']);
  await page.getByRole('button', { name: 'Note cash taken' }).click();
  await expect(page.getByRole('dialog')).toContainText('The platform does not learn of it');
  await page.getByTestId('confirm').click();
  await expect(page.getByText(/Cash noted: .*150\.00/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel this sale' }).click();
  await page.getByTestId('confirm').click();
  await payState(desk, 'Cancelled');
  await world.cable('in');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Online');
  await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');
  expect(await world.orders()).toEqual([]);
});
