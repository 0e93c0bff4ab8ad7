import { expect, type Locator } from '@playwright/test';
import { payState } from '../../support/sell.ts';
import { openOrder } from '../../support/systems.ts';
import { vivenuBook, vivenuBooks, vivenuCase, vivenuMails, vivenuNumber } from '../../support/vivenu.ts';
import { buyer, type Stage } from '../stage.ts';

/** Selling for cash, and everything that can be done with an order. */
export async function vivenuOrders({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const openCase = async (name: string) => {
    const { _id: id } = (await vivenuCase(world, name)).transaction;
    const screen = await openOrder(app, vivenuNumber(id));
    await expect(screen).toContainText('Confirmed by the platform');
    return { id, screen };
  };
  const act = async (screen: Locator, name: string) => {
    await screen.getByTestId(`order-act-${name}`).click();
    await expect(page.getByTestId('order-act-confirm')).toBeEnabled();
    await camera.both(`order-act-${name}`);
    await page.getByTestId('order-act-confirm').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };

  await journal.step('a cash sale: prices from vivenu, change over the counter', async () => {
    await app.open('sell');
    await page.getByRole('button', { name: 'Edit catalogue' }).click();
    const catalogue = await app.screen('catalogue');
    await catalogue.getByText('vivenu', { exact: true }).click();
    await page.getByRole('button', { name: 'Import from the calendar' }).click();
    for (const type of ['Stehplatz', 'Parkett']) {
      await page.getByTestId('import-line').filter({ hasText: type }).first().getByRole('checkbox').check();
    }
    await camera.both('vivenu-catalogue-import');
    await page.getByTestId('import-confirm').click();
    const sell = await app.open('sell');
    await sell.getByText('vivenu', { exact: true }).click();
    await sell.getByTestId('sell-tile').filter({ hasText: 'Stehplatz' }).click();
    await sell.getByTestId('sell-tile').filter({ hasText: 'Parkett' }).click();
    await sell.getByLabel('Name', { exact: true }).fill(buyer.name);
    await sell.getByLabel('E-mail', { exact: true }).fill(buyer.email);
    await sell.getByTestId('tender-cash').click();
    await sell.getByTestId('tender-cash-given').fill('100');
    await camera.both('vivenu-sell-cash');
    await page.getByTestId('sell-send').click();
    await payState(app, 'Sold');
    await camera.both('vivenu-sold');
    expect((await vivenuBooks(world))[0]).toMatchObject({
      transaction: { status: 'COMPLETE', paymentStatus: 'LOCAL-RECEIVED' },
    });
    journal.checked('vivenu has the cash, and both tickets');
  });
  await journal.step('an open order is completed', async () => {
    const { id, screen } = await openCase('new_online');
    await act(screen, 'complete');
    await expect(screen.getByTestId('order-history')).toContainText('Completed by hand');
    expect((await vivenuBook(world, id)).transaction.status).toBe('COMPLETE');
    await camera.both('order-completed');
  });
  await journal.step('cash for an order that waits for it', async () => {
    const { id, screen } = await openCase('new_local');
    await act(screen, 'markPaid');
    await expect(screen.getByTestId('order-history')).toContainText('Payment taken at the till');
    expect((await vivenuBook(world, id)).transaction.paymentStatus).toBe('LOCAL-RECEIVED');
    await camera.both('order-marked-paid');
  });
  await journal.step('the invitation of a reserved order', async () => {
    const { id, screen } = await openCase('reserved');
    await act(screen, 'invite');
    await expect(screen.getByTestId('order-history')).toContainText('Invitation sent');
    expect(await vivenuMails(world, id)).toMatchObject([{ template: 'invitation' }]);
  });
  await journal.step('the tickets to a corrected address', async () => {
    const { id, screen } = await openCase('complete_seats');
    await screen.getByTestId('order-act-mail').click();
    await page.getByTestId('order-mail-address').fill('miloje.tadic@mail.example.test');
    await camera.both('order-act-mail');
    await page.getByTestId('order-act-confirm').click();
    await expect(screen.getByTestId('order-history')).toContainText('Tickets sent again');
    expect(await vivenuMails(world, id)).toMatchObject([{ to: 'miloje.tadic@mail.example.test' }]);
    journal.checked('the mail went to the corrected address');
  });
  await journal.step('some items: what each costs, its fee, what comes back, and where to', async () => {
    const { id, screen } = await openCase('complete_seats');
    const sheet = page.getByTestId('partial-cancel');
    await screen.getByTestId('order-act-cancelItems').click();
    await expect(sheet.getByTestId('partial-cancel-item').first()).toBeVisible();
    await camera.both('partial-cancel');
    await sheet.getByTestId('partial-cancel-item').first().check();
    await expect(page.getByTestId('partial-cancel-consequence')).toBeVisible();
    await camera.both('partial-cancel-origin');
    await sheet.getByTestId('partial-cancel-voucher').check();
    await camera.both('partial-cancel-voucher');
    await page.getByTestId('partial-cancel-confirm').click();
    await expect(screen.getByTestId('order-history')).toContainText('Voucher given instead of money');
    expect((await vivenuBook(world, id)).refunds).toMatchObject([{ target: 'voucher' }]);
    await camera.both('order-partly-refunded');
    await screen.getByTestId('order-history').scrollIntoViewIfNeeded();
    await camera.both('order-history');
  });
  await journal.step('a whole order, keeping the money; another, giving it back', async () => {
    const kept = await openCase('complete_many_pieces');
    await kept.screen.getByRole('button', { name: 'Refund…' }).click();
    await page.getByTestId('refund-keep-money').check();
    await camera.both('cancel-keep-money');
    await page.getByTestId('refund-confirm').click();
    await expect(kept.screen).toContainText('CANCELED');
    expect((await vivenuBook(world, kept.id)).refunds).toEqual([]);
    const back = await openCase('complete_coupon');
    await back.screen.getByRole('button', { name: 'Refund…' }).click();
    await camera.both('cancel-with-money');
    await page.getByTestId('refund-confirm').click();
    await expect(back.screen.getByTestId('order-history')).toContainText('Money given back');
    expect((await vivenuBook(world, back.id)).refunds).toHaveLength(1);
    journal.checked('no money for the first, all of it for the second');
  });
  await journal.step('a point of sale’s order is refused in the system’s words', async () => {
    const { screen } = await openCase('pos_closed');
    await screen.getByRole('button', { name: 'Refund…' }).click();
    await page.getByTestId('refund-confirm').click();
    await expect(screen).toContainText('Refused');
    await camera.both('order-pos-refused');
  });
}
