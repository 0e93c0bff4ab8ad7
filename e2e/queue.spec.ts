/** Issue 3, "The Queue screen": what waits, what was found out, what needs a person, and what ever was. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from './support/app.ts';
import { findings } from './support/axe.ts';
import { doubtItem, refundInDoubt, saleInDoubt } from './support/doubt.ts';
import { payState, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';
import { type BookedRefund, count, type World } from './support/world.ts';

const ordersPath = '/api/payment/v1/orders';
const guest = { name: 'Đurđica Čolić', email: 'djurdjica@mail.example.test' } as const;

const sent = async (world: World) => count(await world.asked(), 'POST', ordersPath);

/** Refund requests for what was sold here: the sandbox's own data hold others. */
async function askedBack(world: World): Promise<readonly BookedRefund[]> {
  const orders = new Set((await world.orders()).map((order) => order.signature));
  return (await world.refunds()).filter((refund) => orders.has(refund.order_signature));
}

/** Opens the queue once something needs a person. */
async function openDoubt(app: App): Promise<void> {
  await expect(app.page.getByTestId('status-queue')).toHaveText(/1 needs you/);
  await app.open('queue');
  await expect(app.page.getByTestId('queue-row')).toHaveAttribute('data-state', 'needs_person');
}

async function openHistory(app: App): Promise<void> {
  await app.open('queue');
  await app.page.getByText('History', { exact: true }).click();
}

/** Sells to a guest, lets them pay, and leaves the order open on the screen. @returns its signature. */
async function paidOrder(app: App, world: World): Promise<string> {
  await sell(app, [doubtItem.name], guest);
  await payState(app, 'Waiting for payment');
  const [order] = await world.orders();
  await world.moveOrder(order?.signature ?? '', 'approve');
  await payState(app, 'Paid');
  await app.page.getByRole('button', { name: 'Open the order' }).click();
  await expect(app.page.getByTestId('payment-row')).toHaveCount(1);
  return order?.signature ?? '';
}

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

  test('“give up” sends nothing, survives a restart, and frees the guest’s sale for the platform’s order', async ({
    desk,
    world,
  }) => {
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

test('a long night: what waits and what was done come in pages, and one guest is found at once', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const [account] = await desk.call('accounts.list', undefined);
  const unitPrice = { minor: doubtItem.minor, currency: 'RSD' };
  const item = { type: 'service', name: doubtItem.name, unitPrice, quantity: 1 } as const;
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  for (let n = 1; n <= 120; n += 1) {
    await desk.call('sales.create', {
      accountId: account?.id ?? '',
      customer: { name: `Gost ${n}`, email: '', phone: '' },
      items: [{ ...item, calendarId: null, ticketTypeId: null, date: null }],
      currency: 'RSD',
    });
  }
  await desk.open('queue');
  await expect(page.getByText('Waiting (120)')).toBeVisible();
  await expect(page.getByTestId('queue-row')).toHaveCount(50);
  await expect(page.getByTestId('queue-row').first()).toContainText('Gost 1 ');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByTestId('queue-row').first()).toContainText('Gost 51 ');

  await page.getByText('History', { exact: true }).click();
  const rows = page.getByTestId('history-row');
  await expect(page.getByTestId('history-count')).toHaveText('120 entries');
  await expect(rows.first()).toContainText('Gost 120');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(rows).toHaveCount(20);
  await expect(rows.last()).toContainText('Gost 1');
  await rows.last().locator('summary').click();
  await rows.last().getByRole('button', { name: 'Open the payment' }).click();
  await payState(desk, 'Waiting for the network');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(rows.last().getByRole('button', { name: 'Open the payment' })).toBeFocused();
  await page.getByTestId('history-search').fill('gost 77');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Gost 77');
});

/** Counts the tones that the page plays from now on. */
async function listenToTones(app: App): Promise<() => Promise<number>> {
  await app.page.evaluate(() => {
    const counted = window as unknown as { tones: number };
    counted.tones = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      counted.tones += 1;
      start.call(this, when);
    };
  });
  return () => app.page.evaluate(() => (window as unknown as { tones: number }).tones);
}

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

test('the history is searched by guest, number, amount, state and day, and saved where the person says', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  await stock(desk, { name: 'Piće', minor: 20_000 });
  await sell(desk, [doubtItem.name], { name: 'Ђорђе Живковић', phone: '+381641234567' });
  await payState(desk, 'Waiting for payment');
  await sell(desk, ['Piće'], { name: '=HYPERLINK("http://evil.example","Ana")' });
  await payState(desk, 'Waiting for payment');
  await sell(desk, [doubtItem.name]);
  await payState(desk, 'Waiting for payment');
  await openHistory(desk);
  const rows = page.getByTestId('history-row');
  const search = page.getByTestId('history-search');
  await expect(rows).toHaveCount(3);
  const number = (await world.orders()).find((one) => one.total === 200)?.number ?? '';
  for (const [text, found] of [
    ['djordje', 'Ђорђе Живковић'],
    ['064 123', 'Ђорђе Живковић'],
    [number.toLowerCase(), number],
    ['200,00', number],
  ] as const) {
    await search.fill(text);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(found);
  }
  await search.fill('nobody at all');
  await expect(page.getByText('Nothing fits')).toBeVisible();
  await expect(page.getByTestId('history-export')).toBeDisabled();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Refused' }).click();
  await expect(rows).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Sent', exact: true }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('combobox', { name: 'To day' }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('option').click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByTestId('history-count')).toHaveText('3 entries');

  const folder = mkdtempSync(join(tmpdir(), 'willcall-csv-'));
  try {
    const file = join(folder, 'Veče.csv');
    await page.getByTestId('history-export').click();
    await expect(page.getByText('Nothing was saved.')).toBeVisible();
    await search.fill('a');
    await search.fill('');
    await expect(rows).toHaveCount(3);
    await desk.running.app.answerDialogs(file);
    await page.getByTestId('history-export').click();
    await expect(page.getByTestId('history-saved')).toContainText(`3 entries saved to${file}`);
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\uFEFFtime,local_time,kind,')).toBe(true);
    expect(text.match(/\r\n/g)).toHaveLength(4);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""Ana"")"`);
    expect(text).toContain("Ђорђе Живковић,,'+381641234567,1 x Garderoba,150.00,RSD,link,awaiting_payment");
    expect(readdirSync(folder)).toEqual(['Veče.csv']);
    const { dialogs } = await desk.running.app.desktop();
    expect(dialogs.at(-1)).toMatchObject({
      kind: 'save',
      options: { defaultPath: expect.stringMatching(/^willcall-\d{4}-\d\d-\d\d\.csv$/) },
    });

    await desk.running.app.answerDialogs(join(desk.folder, 'ledger.db'));
    await page.getByTestId('history-export').click();
    await expect(page.locator('[data-testid="problem"][data-code="file_not_written"]')).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`the queue with doubts and the history break no rule of axe, ${theme}`, async ({ desk, world }) => {
    const { page } = desk;
    await desk.call('settings.set', { theme });
    const order = await paidOrder(desk, world);
    await refundInDoubt(desk, world, order);
    await saleInDoubt(desk, world, { name: 'Ana Kovač', email: 'ana@mail.example.test' });
    await expect(page.getByTestId('status-queue')).toHaveText('2 need you');
    expect(await findings(desk)).toEqual([]);
    await desk.open('queue');
    await expect(page.getByTestId('queue-candidate')).toHaveCount(2);
    await expect(page.getByTestId('queue-payment')).toContainText('Requested');
    await page.getByRole('button', { name: /^None of these/ }).click();
    expect(await findings(desk)).toEqual([]);
    await page.getByTestId('queue-send-again').first().click();
    await expect(page.getByTestId('queue-decide')).toBeVisible();
    expect(await findings(desk)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('History', { exact: true }).click();
    await page.getByTestId('history-row').first().locator('summary').click();
    expect(await findings(desk)).toEqual([]);
  });
}
