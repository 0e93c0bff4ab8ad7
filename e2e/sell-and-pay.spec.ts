/** Issue 2, items 5 and 6: a sale at the door, and the guest who pays it. */
import type { Locator, Page } from '@playwright/test';
import { readQr } from './support/qr.ts';
import { heardInTime, newestLink, openCheckout, payState, press, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';
import { count } from './support/world.ts';

const guest = { name: 'Đurđica Čolić', email: 'djurdjica@mail.example.test', phone: '064 123 4567' };

test('one press sells; the QR code is the payment link; Pay on the guest’s phone shows Paid within 5 s', async ({
  desk,
  world,
  phone,
}) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 }, { name: 'Piće', minor: 86_762 });
  await sell(desk, ['Garderoba', 'Piće', 'Piće'], guest);
  await payState(desk, 'Waiting for payment');
  await expect(page.getByTestId('pay-amount')).toHaveText(/1,885\.24/);

  const [order] = await world.orders();
  expect(order).toMatchObject({
    ...{ total: 1885.24, currency: 'RSD', status_id: 1 },
    customer: { name: guest.name, email: guest.email, phone: '+381641234567' },
    items: [
      { name: 'Garderoba', quantity: 1 },
      { name: 'Piće', quantity: 2 },
    ],
  });
  const link = await newestLink(desk);
  expect(link).toContain(order?.public_token);
  expect(await readQr(page.getByTestId('pay-qr'))).toBe(link);

  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(async () => (await desk.running.app.desktop()).clipboard).toBe(link);
  await page.getByRole('button', { name: 'Open in browser' }).click();
  await expect.poll(async () => (await desk.running.app.desktop()).opened).toEqual([link]);

  await openCheckout(phone, link);
  await heardInTime(desk, world, 'Paid', press(phone, 'Pay'));
  await expect(page.getByTestId('pay-qr')).toHaveCount(0);
  await expect(page.getByTestId('pay-amount')).toHaveText(/1,885\.24/);
  const box = await page.getByTestId('pay-state').boundingBox();
  expect(box?.height, 'Paid is seen from two metres').toBeGreaterThan(80);
  expect(await world.orders()).toHaveLength(1);

  // The focus is on the next sale: Enter goes on.
  await page.keyboard.press('Enter');
  await desk.screen('sell');
  await expect(page.getByTestId('cart-line')).toHaveCount(0);
});

test('a declined card is said at once; the same link takes another card', async ({ desk, world, phone }) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba']);
  await payState(desk, 'Waiting for payment');
  const link = await newestLink(desk);
  await openCheckout(phone, link);
  await heardInTime(desk, world, 'Declined', press(phone, 'Decline'));
  expect(await readQr(desk.page.getByTestId('pay-qr'))).toBe(link);
  await heardInTime(desk, world, 'Paid', press(phone, 'Try again'));
});

test('a link whose time is over shows Expired and no code', async ({ desk, world }) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba']);
  await payState(desk, 'Waiting for payment');
  const [order] = await world.orders();
  await heardInTime(desk, world, 'Expired', () => world.moveOrder(order?.signature ?? '', 'expire'));
  await expect(desk.page.getByTestId('pay-qr')).toHaveCount(0);
});

test('many open orders are watched with one list request a resource, and each is heard of', async ({ desk, world }) => {
  const [item] = await stock(desk, { name: 'Garderoba', minor: 15_000 });
  if (!item?.unitPrice) throw new Error('the item has no price');
  const { accountId, name, type, unitPrice, currency } = item;
  for (let sale = 0; sale < 24; sale += 1) {
    await desk.call('sales.create', {
      accountId,
      currency,
      customer: { name: `Gost ${sale}`, email: '', phone: '' },
      items: [{ type, name, unitPrice, quantity: 1, calendarId: null, ticketTypeId: null, date: null }],
    });
  }
  // The last one stands on the Pay screen, so that the platform is asked as often as it ever is.
  await sell(desk, ['Garderoba']);
  await expect.poll(async () => (await world.orders()).length, { timeout: 30_000 }).toBe(25);
  await expect(desk.page.getByTestId('status-queue')).toHaveText('Queue empty');
  const open = async () =>
    (await desk.call('sales.recent', { limit: 100 })).filter((sale) => sale.payState === 'awaiting_payment').length;
  await expect.poll(open).toBe(25);

  // From one look at the payments to the third after it: the looks between are counted whole.
  const looks = async (since: number) => count(await world.asked(since), 'GET', '/api/payment/v1/transactions');
  const since = await world.lastAsked();
  await expect.poll(() => looks(since), { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  const asked = await world.asked(since);
  const rounds = count(asked, 'GET', '/api/payment/v1/transactions');
  expect(count(asked, 'GET', '/api/payment/v1/orders')).toBeLessThanOrEqual(rounds + 1);
  expect(count(asked, 'GET', /^\/api\/payment\/v1\/(orders|transactions)\/./), 'no request for one order').toBe(0);

  for (const order of await world.orders()) await world.moveOrder(order.signature, 'approve');
  await expect.poll(open, { timeout: 15_000 }).toBe(0);
});

test('selling from the keyboard alone: digits, amount by hand, guest, Control and Enter', async ({ desk, world }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 }, { name: 'Donacija', minor: null });
  await page.keyboard.press('F2');
  await desk.screen('sell');
  await page.keyboard.press('1');
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.keyboard.press('2');
  await expect(page.getByTestId('cart-line')).toHaveCount(2);
  // The amount's field has the focus.
  await page.keyboard.type('49.99');
  await expect(page.getByTestId('sell-total')).toContainText('199.99');
  await page.keyboard.press('Control+Enter');
  await desk.screen('pay');
  await payState(desk, 'Waiting for payment');
  expect(await world.orders()).toMatchObject([{ total: 199.99 }]);
});

test('a cart keeps to one currency, counts quantities, and says what is wrong with the guest', async ({ desk }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 }, { name: 'Poster', minor: 1_250, currency: 'EUR' });
  const screen = await desk.open('sell');
  const tile = (name: string) => screen.getByTestId('sell-tile').filter({ hasText: name });
  await tile('Garderoba').click();
  await tile('Garderoba').click();
  // Greyed, but it says why when it is pressed all the same.
  await tile('Poster').click({ force: true });
  await expect(page.getByText('The cart is in another currency.')).toBeVisible();
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await expect(page.getByTestId('sell-total')).toContainText('300.00');
  await page.getByRole('button', { name: 'One more: Garderoba' }).click();
  await expect(page.getByTestId('sell-total')).toContainText('450.00');
  await touch(page, tile('Garderoba'));
  await expect(page.getByTestId('sell-total')).toContainText('600.00');
  await page.getByLabel('Quantity: Garderoba').fill('12');
  await expect(page.getByTestId('sell-total')).toContainText('1,800.00');
  await screen.getByLabel('Phone', { exact: true }).fill('12');
  await screen.getByLabel('E-mail', { exact: true }).fill('nobody');
  await screen.getByLabel('Name', { exact: true }).focus();
  await expect(screen.getByText('This phone number is too short.').first()).toBeVisible();
  await expect(screen.getByText('This is not an e-mail address.').first()).toBeVisible();
  await expect(page.getByTestId('sell-send')).toBeDisabled();
});

/** A finger on the middle of an element, as a touch screen reports it. */
async function touch(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to touch');
  const session = await page.context().newCDPSession(page);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}
