/** Issue 4: what was done as the cable went, cash taken among it, and the platform refuses later: somebody is told. */
import { as, type OrderId } from '../shared/ids.ts';
import { findings } from './support/axe.ts';
import { payState, sell, stock } from './support/sell.ts';
import { accountPulled, join, systemArgs } from './support/systems.ts';
import { smallTargets } from './support/targets.ts';
import { expect, test } from './support/test.ts';
import { listenToTones } from './support/tones.ts';
import { vivenuCase } from './support/vivenu.ts';

test.use({ sandboxArgs: systemArgs });

test('what the platform refuses when nobody waits any more calls somebody, and stands on the order in its words', async ({
  app,
  world,
}) => {
  const account = await join(app, world, 'vivenu');
  await accountPulled(app, account);
  const tones = await listenToTones(app);
  await app.running.app.lookAway();
  // The order was cancelled elsewhere; this door does not know it yet.
  const { transaction } = await vivenuCase(world, 'canceled_unpaid');
  const order = { accountId: account.id, orderId: as<OrderId>(transaction._id) };
  await world.cable('out');
  await expect(app.page.getByTestId('status-connectivity')).toHaveText('Offline');
  const [waits] = (await app.call('orders.markPaid', order)).openDeeds;
  expect(waits?.queueState).toBe('queued');
  const line = app.page.getByTestId('banner-refused');
  await expect(line).toHaveCount(0);
  await world.cable('in');
  await expect(line).toContainText('did not note that', { timeout: 30_000 });
  await expect(line).toContainText(`Refused afterwards: order ${waits?.orderNumber}`);
  await expect.poll(tones).toBe(3);
  const { notifications } = await app.running.app.desktop();
  expect(notifications).toHaveLength(1);
  expect(JSON.stringify(notifications)).not.toContain(transaction.name);

  // It stands over every screen, after a start too, until somebody has seen it.
  await app.quit();
  await app.start();
  const { page } = app;
  await app.open('lookup');
  await expect(page.getByTestId('banner-refused')).toBeVisible();
  await page.getByTestId('banner-refused').getByRole('button', { name: 'Open the order' }).click();
  const screen = await app.screen('order');
  const told = screen.getByTestId('refused-deed-markPaid');
  await expect(told).toContainText('did not note that');
  await expect(told).toContainText(/The platform, .+: “.+”/);
  expect([...(await findings(app)), ...(await smallTargets(app))]).toEqual([]);
  await page.getByTestId('refused-seen').click();
  await expect(page.getByTestId('banner-refused')).toHaveCount(0);
  await expect(told).toBeVisible();
});

test('a sale that was paid in cash with the cable out, and is refused later: the line leads to its payment, and to the cart', async ({
  desk,
  world,
}) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  const tones = await listenToTones(desk);
  await desk.running.app.lookAway();
  await world.cable('out');
  await expect(desk.page.getByTestId('status-connectivity')).toHaveText('Offline');
  await sell(desk, ['Garderoba'], { name: 'Marko Đukić' });
  await desk.page.getByRole('button', { name: 'Note cash taken' }).click();
  await desk.page.getByTestId('confirm').click();
  await expect(desk.page.getByText(/Cash noted: .*150\.00/)).toBeVisible();
  await desk.open('lookup');
  await world.fault({ kind: '422', route: 'POST /api/payment/v1/orders', value: 'This event is sold out.' });
  await world.cable('in');
  const line = desk.page.getByTestId('banner-refused');
  await expect(line).toContainText('the money may have been taken already', { timeout: 30_000 });
  const [sale] = await desk.call('sales.recent', { limit: 1 });
  await expect(line).toContainText(`Refused afterwards: sale ${sale?.reference}, Marko Đukić`);
  await expect.poll(tones).toBe(3);
  const { notifications } = await desk.running.app.desktop();
  expect(notifications).toHaveLength(1);
  expect(JSON.stringify(notifications)).not.toMatch(/Marko|Đukić/);
  expect([...(await findings(desk)), ...(await smallTargets(desk))]).toEqual([]);

  await line.getByRole('button', { name: 'Open the payment' }).click();
  await payState(desk, 'Refused');
  const pay = await desk.screen('pay');
  await expect(pay).toContainText('This event is sold out.');
  await expect(pay).toContainText('Give the money back');
  await expect(pay).not.toContainText('Nothing was charged');
  await desk.page.getByTestId('refused-seen').click();
  await expect(line).toHaveCount(0);
  await pay.getByTestId('pay-sell-again').click();
  await expect((await desk.screen('sell')).getByTestId('cart-line')).toHaveCount(1);
});
