/** The screens of vivenu and O.Z.O.R.A., usable by everyone who may stand at the door. */
import { findings } from './support/axe.ts';
import { askTicket, payableTickets } from './support/ozora.ts';
import { accountPulled, join, openOrder, scan, systemArgs, systemForm } from './support/systems.ts';
import { expect, test } from './support/test.ts';
import { vivenuCase, vivenuNumber } from './support/vivenu.ts';

test.use({ sandboxArgs: systemArgs });

test('no screen of vivenu or O.Z.O.R.A. breaks a rule of axe, light and dark', async ({ app, world }) => {
  test.slow();
  const { page } = app;
  const found: string[] = [];
  const look = async (name: string) => {
    for (const theme of ['light', 'dark'] as const) {
      await app.call('settings.set', { theme });
      await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
      for (const finding of await findings(app)) found.push(`${name}, ${theme}: ${finding}`);
    }
  };

  await accountPulled(app, await join(app, world, 'vivenu'));
  await join(app, world, 'ozora');
  await app.open('accounts');
  await expect(page.getByTestId('account')).toHaveCount(2);
  await look('accounts');
  const form = await systemForm(app, 'ozora', world.sandbox.ozora);
  await form.getByTestId('connect-token').fill('this is no token');
  await form.getByTestId('connect-submit').click();
  await expect(form).toContainText('This is no token');
  await expect(form.getByTestId('connect-token')).toBeFocused();
  await look('a refused token');

  const seats = await vivenuCase(world, 'complete_seats');
  const code = seats.tickets[0]?.barcode ?? '';
  await app.open('refunds');
  await page.locator('[data-screen-heading]').focus();
  await expect(await scan(app, code)).toHaveAttribute('data-access', 'granted');
  await look('granted');
  await expect(await scan(app, code)).toHaveAttribute('data-access', 'denied');
  await look('denied');
  await page.keyboard.press('Escape');
  await app.screen('guest');
  await look('guest');

  await openOrder(app, vivenuNumber(seats.transaction._id));
  await expect(page.getByTestId('order-history')).toBeVisible();
  await look('order');
  await page.getByTestId('order-act-mail').click();
  await expect(page.getByTestId('order-mail-address')).toBeVisible();
  await look('mail');
  await page.keyboard.press('Escape');
  await page.getByTestId('order-act-cancelItems').click();
  await page.getByTestId('partial-cancel-item').first().check();
  await expect(page.getByTestId('partial-cancel-confirm')).toBeInViewport({ ratio: 1 });
  await look('cancellation sheet');
  await page.keyboard.press('Escape');

  await app.open('ticketPayment');
  await look('ticket number');
  const [ticket = 0] = await payableTickets(world);
  await askTicket(app, ticket);
  await page.getByTestId('ticket-payment-option').first().check();
  await look('ways to pay');
  await page.getByTestId('ticket-payment-status').getByText('Transferred').click();
  await page.getByTestId('ticket-payment-transfer-HUF').fill('free');
  await page.getByTestId('ticket-payment-transfer-ask').click();
  await look('transferred ticket');
  await askTicket(app, 42);
  await expect(page.getByTestId('ticket-payment-paid')).toBeVisible();
  await look('already paid');
  expect(found).toEqual([]);
});
