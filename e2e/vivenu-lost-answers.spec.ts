/** Issue 4: what is done with vivenu's orders is in this door's books, and a lost answer is said in words and looked for. */
import { accountPulled, join, openOrder, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';
import { vivenuCase, vivenuMails, vivenuNumber } from './support/vivenu.ts';

test.use({ sandboxArgs: systemArgs });

test('a mail whose answer is lost cannot be sent again before the platform was asked; cash taken stands in the history with its sum', async ({
  app,
  world,
}) => {
  const { page } = app;
  await accountPulled(app, await join(app, world, 'vivenu'));

  const { _id: paid } = (await vivenuCase(world, 'complete_seats')).transaction;
  const screen = await openOrder(app, vivenuNumber(paid));
  await expect(screen).toContainText('Confirmed by the platform');
  const route = `/api/transactions/${paid}`;
  await world.fault({ kind: 'reset_after', system: 'vivenu', route: `POST ${route}/ticket-mail`, count: 1 });
  await world.fault({ kind: 'reset_before', system: 'vivenu', route: `GET ${route}`, count: -1 });
  await screen.getByTestId('order-act-mail').click();
  // With the guest's own address it would be asked for first, and nothing would leave.
  await page.getByTestId('order-mail-address').fill('miloje.tadic@mail.example.test');
  await page.getByTestId('order-act-confirm').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const notice = screen.getByTestId('open-deed-mail');
  await expect(notice).toContainText('It is not known whether the mail went out. Willcall is asking the platform.');
  await expect(screen.getByTestId('order-act-mail')).toBeDisabled();

  // It can be asked again: the mail is found in the order's past, and nothing goes out twice.
  await world.clearFaults();
  await expect(notice).toHaveCount(0, { timeout: 30_000 });
  await expect(screen.getByTestId('order-act-mail')).toBeEnabled();
  await expect(screen.getByTestId('order-history')).toContainText('Tickets sent again');
  expect(await vivenuMails(world, paid)).toHaveLength(1);

  const { _id: unpaid } = (await vivenuCase(world, 'new_local')).transaction;
  await openOrder(app, vivenuNumber(unpaid));
  await world.fault({ kind: 'reset_after', system: 'vivenu', route: `POST /api/transactions/${unpaid}/`, count: 1 });
  await screen.getByTestId('order-act-markPaid').click();
  await page.getByTestId('order-act-confirm').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(screen.getByTestId('order-history')).toContainText('Payment taken at the till', { timeout: 30_000 });
  await expect(screen.getByTestId('order-act-markPaid')).toHaveCount(0);

  const queue = await app.open('queue');
  await queue.getByText('History', { exact: true }).click();
  const rows = queue.getByTestId('history-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText(`Cash taken ${vivenuNumber(unpaid)}`);
  await expect(rows.nth(0)).toContainText('answer lost, then found');
  await expect(rows.nth(0)).toContainText(/\d\.\d\d/);
  await expect(rows.nth(1)).toContainText(`Ticket mail ${vivenuNumber(paid)}`);
  await expect(rows.nth(1)).not.toContainText(/\d\.\d\d/);
});
