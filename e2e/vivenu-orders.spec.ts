/** Issue 4: what can be done with vivenu's orders, from the button to vivenu's own books. */
import type { Locator } from '@playwright/test';
import type { App } from './support/app.ts';
import { accountPulled, join, openOrder, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';
import { vivenuBook, vivenuCase, vivenuMails, vivenuNumber } from './support/vivenu.ts';
import { login, type World } from './support/world.ts';

test.use({ sandboxArgs: systemArgs });

/** Opens the order of a named case. */
async function openCase(app: App, world: World, name: string) {
  const book = await vivenuCase(world, name);
  const { _id: id } = book.transaction;
  const screen = await openOrder(app, vivenuNumber(id));
  await expect(screen).toContainText('Confirmed by the platform');
  return { id, book, screen };
}

async function act(app: App, screen: Locator, name: string, done: string): Promise<void> {
  await screen.getByTestId(`order-act-${name}`).click();
  await app.page.getByTestId('order-act-confirm').click();
  await expect(app.page.getByText(done)).toBeVisible();
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
}

test('an open order is completed or marked as paid, a reserved one invited, a paid one’s tickets mailed again', async ({
  app,
  world,
}) => {
  // A user's login: invitations are not for keys.
  const credential = { kind: 'login', ...login } as const;
  await accountPulled(app, await join(app, world, 'vivenu', { credential }));

  const open = await openCase(app, world, 'new_online');
  await act(app, open.screen, 'complete', 'The order is completed');
  expect((await vivenuBook(world, open.id)).transaction.status).toBe('COMPLETE');
  expect((await vivenuMails(world, open.id)).map(({ template }) => template)).toContain('ticket');
  await expect(open.screen.getByTestId('order-history')).toContainText('Completed by hand');

  const unpaid = await openCase(app, world, 'new_local');
  await act(app, unpaid.screen, 'markPaid', 'Noted as paid');
  expect((await vivenuBook(world, unpaid.id)).transaction.paymentStatus).toBe('LOCAL-RECEIVED');
  await expect(unpaid.screen.getByTestId('order-history')).toContainText('Payment taken at the till');
  await expect(unpaid.screen.getByTestId('order-act-markPaid')).toHaveCount(0);

  const reserved = await openCase(app, world, 'reserved');
  await act(app, reserved.screen, 'invite', 'The invitation is on its way');
  expect(await vivenuMails(world, reserved.id)).toMatchObject([
    { template: 'invitation', to: reserved.book.transaction.email },
  ]);
  await expect(reserved.screen.getByTestId('order-history')).toContainText('Invitation sent');

  const paid = await openCase(app, world, 'complete_seats');
  await paid.screen.getByTestId('order-act-mail').click();
  const address = app.page.getByTestId('order-mail-address');
  await expect(address).toHaveValue(paid.book.transaction.email ?? '');
  await address.fill('no address');
  await expect(app.page.getByTestId('order-act-confirm')).toBeDisabled();
  await address.fill('miloje.tadic@mail.example.test');
  await app.page.getByTestId('order-act-confirm').click();
  await expect(app.page.getByText('The tickets are on their way')).toBeVisible();
  expect(await vivenuMails(world, paid.id)).toMatchObject([
    { template: 'ticket', to: 'miloje.tadic@mail.example.test' },
  ]);
  await expect(paid.screen.getByTestId('order-history')).toContainText('Tickets sent again');

  // Its seat was sold to somebody else meanwhile: the platform's own reason stands in the dialog, and the order stays.
  const lost = await openCase(app, world, 'new_seat_lost');
  await lost.screen.getByTestId('order-act-complete').click();
  await app.page.getByTestId('order-act-confirm').click();
  await expect(app.page.getByRole('dialog')).toContainText('The platform refused this.');
  await app.page.keyboard.press('Escape');
  expect((await vivenuBook(world, lost.id)).transaction.status).toBe('NEW');
});

test('items are cancelled with their money back, as a voucher or kept; whole orders too; twice and a point of sale’s are refused in words', async ({
  app,
  world,
}) => {
  const { page } = app;
  await accountPulled(app, await join(app, world, 'vivenu'));
  const sheet = page.getByTestId('partial-cancel');

  const seats = await openCase(app, world, 'complete_seats');
  await seats.screen.getByTestId('order-act-cancelItems').click();
  const [first, second] = [0, 1].map((index) => sheet.getByTestId('partial-cancel-item').nth(index));
  await first?.check();
  // Two seats of one category are told apart by their places.
  await expect(sheet).toContainText(/Parkett · \w+ · \d+ · \d+/);
  await expect(sheet).toContainText('Cancellation fee');
  // The tick is drawn over its box.
  const layer = (selector: string) =>
    sheet
      .locator(selector)
      .first()
      .evaluate((node) => Number(getComputedStyle(node).zIndex));
  expect(await layer('.mantine-Checkbox-icon')).toBeGreaterThan(await layer('.mantine-Checkbox-input'));
  expect(await layer('.mantine-Radio-icon')).toBeGreaterThan(await layer('.mantine-Radio-radio'));
  // In a small window the foot covers what is scrolled beneath it, dots and ticks as well.
  await page.setViewportSize({ width: 900, height: 640 });
  const underTheFoot = () =>
    sheet.getByRole('radio').evaluateAll((radios) =>
      radios.flatMap((radio) => {
        const { x, y, width, height } = radio.getBoundingClientRect();
        const foot = document.querySelector('[data-testid="partial-cancel-confirm"]')?.closest('[class*="foot"]');
        const top = document.elementFromPoint(x + width / 2, y + height / 2);
        return y > (foot?.getBoundingClientRect().top ?? Number.NaN) ? [foot?.contains(top)] : [];
      }),
    );
  // The window is laid out anew some frames after it has its new size.
  await expect.poll(async () => [...new Set(await underTheFoot())]).toEqual([true]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await second?.check();
  const both = await page.getByTestId('partial-cancel-back').textContent();
  await second?.uncheck();
  const one = await page.getByTestId('partial-cancel-back').textContent();
  expect(both).not.toBe(one);
  await expect(page.getByTestId('partial-cancel-consequence')).toContainText(`${one} goes back the way it was paid`);
  await page.getByTestId('partial-cancel-confirm').click();
  await expect(seats.screen).toContainText('Partly refunded');
  await expect(seats.screen.getByTestId('order-history')).toContainText('Some items cancelled');
  await expect.poll(async () => (await vivenuBook(world, seats.id)).refunds).toMatchObject([{ target: 'origin' }]);
  expect((await vivenuBook(world, seats.id)).tickets.filter(({ status }) => status === 'INVALID')).toHaveLength(1);
  const [{ amount } = { amount: 0 }] = (await vivenuBook(world, seats.id)).refunds;
  expect(one).toContain(amount.toFixed(2));

  // The rest as a voucher, and what is cancelled already cannot be chosen again.
  await seats.screen.getByTestId('order-act-cancelItems').click();
  await expect(sheet.getByTestId('partial-cancel-item').first()).toBeDisabled();
  await sheet.getByTestId('partial-cancel-item').nth(1).check();
  await sheet.getByTestId('partial-cancel-voucher').check();
  await expect(page.getByTestId('partial-cancel-consequence')).toContainText('a voucher of');
  await page.getByTestId('partial-cancel-confirm').click();
  await expect
    .poll(async () => (await vivenuBook(world, seats.id)).refunds.map(({ target }) => target))
    .toEqual(['origin', 'voucher']);
  await expect(seats.screen.getByTestId('order-history')).toContainText('Voucher given instead of money');

  const kept = await openCase(app, world, 'complete_coupon');
  await kept.screen.getByTestId('order-act-cancelItems').click();
  await sheet.getByTestId('partial-cancel-item').first().check();
  await sheet.getByTestId('partial-cancel-keep').check();
  await expect(page.getByTestId('partial-cancel-back')).toContainText('0.00');
  await page.getByTestId('partial-cancel-confirm').click();
  await expect(kept.screen.getByTestId('order-history')).toContainText('Some items cancelled');
  const coupon = await vivenuBook(world, kept.id);
  expect(coupon.refunds).toEqual([]);
  expect(coupon.tickets.filter(({ status }) => status === 'INVALID')).toHaveLength(1);

  const whole = await openCase(app, world, 'complete_many_pieces');
  await whole.screen.getByRole('button', { name: 'Refund…' }).click();
  await page.getByTestId('refund-keep-money').check();
  await expect(page.getByTestId('refund-consequence')).toContainText('no money goes back');
  await page.getByTestId('refund-confirm').click();
  await expect(whole.screen).toContainText('Cancelled');
  const without = await vivenuBook(world, whole.id);
  expect(without).toMatchObject({ transaction: { status: 'CANCELED', paymentStatus: 'RECEIVED' }, refunds: [] });

  const back = await openCase(app, world, 'complete_product');
  await back.screen.getByRole('button', { name: 'Refund…' }).click();
  await page.getByTestId('refund-confirm').click();
  await expect(back.screen.getByTestId('order-history')).toContainText('Money given back');
  expect((await vivenuBook(world, back.id)).refunds).toHaveLength(1);
  // A second time there is nothing to choose, and the reason stands there.
  await back.screen.getByRole('button', { name: 'Refund…' }).click();
  await expect(page.getByRole('dialog')).toContainText('The order is cancelled already.');
  await expect(page.getByTestId('refund-confirm')).toBeDisabled();
  await page.keyboard.press('Escape');

  const pos = await openCase(app, world, 'pos_closed');
  await pos.screen.getByRole('button', { name: 'Refund…' }).click();
  await page.getByTestId('refund-confirm').click();
  await expect(pos.screen).toContainText('Refused');
  await expect(pos.screen).toContainText(/POS/);
  expect((await vivenuBook(world, pos.id)).transaction.status).toBe('COMPLETE');
});
