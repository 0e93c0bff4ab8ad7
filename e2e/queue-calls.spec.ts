/** Issue 3, "The Queue screen": somebody is called, what waits is taken back, and everybody can use it. */
import type { App } from './support/app.ts';
import { findings } from './support/axe.ts';
import { doubtItem, refundInDoubt, saleInDoubt } from './support/doubt.ts';
import { askedBack, guest, openHistory, paidOrder } from './support/queue.ts';
import { payState, sell, stock } from './support/sell.ts';
import { smallTargets } from './support/targets.ts';
import { expect, test } from './support/test.ts';
import { listenToTones } from './support/tones.ts';

test.beforeEach(async ({ desk }) => {
  await stock(desk, doubtItem);
});

test('somebody is called once for each act that needs them: a sound, a note that leads there, a badge', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const tones = await listenToTones(desk);
  await saleInDoubt(desk, world, guest);
  const note = page.getByTestId('banner-person');
  await expect(note).toContainText('1 needs you');
  await expect.poll(tones).toBe(3);

  // News of all kinds: none of them calls again.
  await desk.call('sync.now', { full: true });
  await sell(desk, [doubtItem.name], { name: 'Ana Kovač', email: 'ana@mail.example.test' });
  await payState(desk, 'Waiting for payment');
  await desk.call('settings.set', { language: 'sr-Latn' });
  await expect(note).toContainText('1 traži vas');
  await desk.call('settings.set', { language: 'en' });
  await expect(note).toContainText('1 needs you');
  expect(await tones()).toBe(3);

  await note.getByRole('button', { name: 'Open the queue' }).click();
  await desk.screen('queue');
  await expect(note).toHaveCount(0);
  await desk.open('lookup');
  await desk.call('sync.now', {});
  await expect(page.getByTestId('status-queue')).toHaveText('1 needs you');
  await expect(note).toHaveCount(0);

  await saleInDoubt(desk, world, { name: 'Marko Đukić', email: 'marko@mail.example.test' });
  await expect(note).toContainText('2 need you');
  await expect.poll(tones).toBe(6);
  await note.getByRole('button', { name: 'Close' }).click();
  await expect(note).toHaveCount(0);
  await desk.open('queue');
  for (let left = 2; left > 0; left -= 1) {
    await expect(page.getByTestId('queue-row')).toHaveCount(left);
    await page.getByTestId('queue-give-up').first().click();
    await page.getByTestId('queue-decide').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await desk.open('lookup');
  await expect(note).toHaveCount(0);
  expect(await tones()).toBe(6);
});

test('who looks at another window is called by the system, without a guest’s name; who looks at this one is not', async ({
  desk,
  world,
}) => {
  await saleInDoubt(desk, world, guest);
  await expect(desk.page.getByTestId('banner-person')).toContainText('1 needs you');
  expect((await desk.running.app.desktop()).notifications).toEqual([]);

  await desk.running.app.lookAway();
  await saleInDoubt(desk, world, { name: 'Marko Đukić', email: 'marko@mail.example.test' });
  const told = async () => (await desk.running.app.desktop()).notifications;
  await expect.poll(told).toEqual([{ title: expect.stringContaining('2 need you'), body: expect.any(String) }]);
  expect(JSON.stringify(await told())).not.toContain('Marko');
});

test('after a start somebody is called again for what still needs them', async ({ desk, world }) => {
  await saleInDoubt(desk, world, guest);
  await expect(desk.page.getByTestId('banner-person')).toBeVisible();
  await desk.kill();
  await desk.start();
  await expect(desk.page.getByTestId('banner-person')).toContainText('1 needs you');
  await desk.open('queue');
  await expect(desk.page.getByTestId('queue-candidate')).toHaveCount(2);
});

test('what still waits can be taken back and not refunded; a refund that waits can be taken back too', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const order = await paidOrder(desk, world);
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await page.getByRole('button', { name: 'Refund…' }).click();
  await page.getByRole('radio', { name: 'The payment of' }).check();
  await page.getByTestId('refund-confirm').click();
  await expect(page.getByTestId('refund-standing')).toHaveText('Waits to be sent');
  await sell(desk, [doubtItem.name], { name: 'Marko Đukić' });
  await payState(desk, 'Waiting for the network');

  const orders = await desk.open('orders');
  await orders.getByTestId('order-row').filter({ hasText: 'Marko Đukić' }).getByRole('button').click();
  await desk.screen('order');
  await expect(page.getByText('the platform does not know it yet')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button', { name: /Refund…|Cancel the order/ })).toHaveCount(0);
  const [sale] = await desk.call('sales.recent', {});
  await expect(
    desk.call('refunds.request', {
      accountId: sale?.accountId ?? '',
      target: { kind: 'order', orderId: sale?.id ?? '' },
    }),
  ).rejects.toThrow('not_found');

  await desk.open('queue');
  const row = (kind: string) => page.getByTestId('queue-row').filter({ hasText: kind });
  await row('Sale').getByTestId('queue-take-back').click();
  await expect(page.getByRole('dialog')).toContainText('has not left this laptop');
  await page.getByTestId('confirm').click();
  await expect(row('Sale')).toHaveCount(0);
  await row('Refund').getByTestId('queue-take-back').click();
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('status-queue')).toHaveText('Queue empty');

  await world.cable('in');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Online');
  await openHistory(desk);
  await expect(page.getByTestId('history-row').filter({ hasText: 'Given up' })).toHaveCount(2);
  expect(await world.orders()).toHaveLength(1);
  expect(await askedBack(world)).toEqual([]);
  expect((await world.orders())[0]?.signature).toBe(order);
});

const faults = async (app: App) => [...(await findings(app)), ...(await smallTargets(app))];

for (const theme of ['light', 'dark'] as const) {
  test(`the queue with doubts and the history break no rule of axe and take a finger, ${theme}`, async ({
    desk,
    world,
  }) => {
    const { page } = desk;
    await desk.call('settings.set', { theme });
    const order = await paidOrder(desk, world);
    await refundInDoubt(desk, world, order);
    await saleInDoubt(desk, world, { name: 'Ana Kovač', email: 'ana@mail.example.test' });
    await expect(page.getByTestId('status-queue')).toHaveText('2 need you');
    expect(await faults(desk)).toEqual([]);
    await desk.open('queue');
    await expect(page.getByTestId('queue-candidate')).toHaveCount(2);
    await expect(page.getByTestId('queue-payment')).toContainText('Requested');
    await page.getByRole('button', { name: /^None of these/ }).click();
    expect(await faults(desk)).toEqual([]);
    await page.getByTestId('queue-send-again').first().click();
    await expect(page.getByTestId('queue-decide')).toBeVisible();
    expect(await faults(desk)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('History', { exact: true }).click();
    await page.getByTestId('history-row').first().locator('summary').click();
    expect(await faults(desk)).toEqual([]);
  });
}
