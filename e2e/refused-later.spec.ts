/** Issue 4: cash that was taken as the cable went, and that the platform later refuses to note: somebody is told. */
import { as, type OrderId } from '../shared/ids.ts';
import { findings } from './support/axe.ts';
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
