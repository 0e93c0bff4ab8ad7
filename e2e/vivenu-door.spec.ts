/** Issue 4: a vivenu ticket at the door: what stands on it, and what its code opens. */
import type { Account } from '../shared/domain/accounts.ts';
import type { App } from './support/app.ts';
import { accountPulled, join, scan, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';
import { type VivenuBook, vivenuBook, vivenuCase } from './support/vivenu.ts';

test.use({ sandboxArgs: systemArgs });

function ticketOf({ tickets }: VivenuBook, index = 0): VivenuBook['tickets'][number] {
  const ticket = tickets[index];
  if (ticket === undefined) throw new Error(`there is no ticket ${index}`);
  return ticket;
}

/** The seat of a code's ticket as the app writes it. */
async function seatOf(app: App, code: string): Promise<string> {
  const { hits } = await app.call('lookup.search', { query: code, limit: 1 });
  const [hit] = hits;
  if (hit?.kind !== 'ticket' || !hit.ticket.entry?.seat) throw new Error('no seat bears this code');
  return hit.ticket.entry.seat;
}

/** A valid ticket of another evening. */
async function codeOfAnotherEvening(app: App, account: Account): Promise<string> {
  const soon = Date.now() + 36 * 3_600_000;
  const { hits } = await app.call('lookup.search', { query: 'a', filter: { accountId: account.id }, limit: 500 });
  for (const hit of hits) {
    if (hit.kind === 'ticket' && hit.ticket.eventDateMs > soon && hit.ticket.entry?.status === 'valid') {
      return hit.ticket.entry.barcode;
    }
  }
  throw new Error('every ticket is for tonight');
}

test('a code typed anywhere is granted, then denied; unknown, invalid and another evening’s codes are denied in words', async ({
  app,
  world,
}) => {
  const { page } = app;
  const account = await join(app, world, 'vivenu');
  await accountPulled(app, account);
  const seats = await vivenuCase(world, 'complete_seats');
  const ticket = ticketOf(seats);
  const seat = await seatOf(app, ticket.barcode);
  expect(seat).toMatch(/Parkett.* · \d+ · \d+/);

  // Found by the seat, and by name: what stands on the ticket stands on the screen.
  await page.getByTestId('lookup-input').fill(seat);
  await expect(
    page
      .getByTestId('lookup-hit')
      .filter({ hasText: seats.transaction.name ?? '' })
      .first(),
  ).toBeVisible();
  await page.getByTestId('lookup-input').fill(seats.transaction.name ?? '');
  await page.getByTestId('lookup-hit').filter({ hasText: seat }).click();
  const guest = await app.screen('guest');
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(seats.transaction.name ?? '');
  await expect(guest.getByTestId('guest-entry-status')).toHaveText('Valid');
  for (const word of [seat, ticket.categoryName ?? '', ticket.barcode, 'VALID']) {
    await expect(guest.locator('dl').first()).toContainText(word);
  }
  await expect(guest.getByTestId('guest-orders')).toContainText('77.21');

  // From any screen, as a scanner types it.
  await app.open('orders');
  await page.locator('[data-screen-heading]').focus();
  const granted = await scan(app, ticket.barcode);
  await expect(granted).toHaveAttribute('data-access', 'granted');
  await expect(granted).toContainText('Granted');
  await expect(granted).toContainText(seats.transaction.name ?? '');
  await expect(granted).toContainText(`Seat ${seat}`);
  await expect(granted).toContainText('The system decided');
  await expect(granted).toBeInViewport({ ratio: 1 });
  expect((await vivenuBook(world, seats.transaction._id)).tickets[0]?.scans).toMatchObject([
    { type: 'checkin', scanResult: 'approved' },
  ]);
  // The guest is beneath it.
  await expect(app.page.locator('[data-screen="guest"]')).toHaveCount(1);

  // Scanning goes on without a key between: the same code again.
  const again = await scan(app, ticket.barcode);
  await expect(again).toHaveAttribute('data-access', 'denied');
  await expect(again).toContainText('Somebody went in with this ticket already.');
  await expect(again).toContainText(/First admitted at/);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('scan-verdict')).toHaveCount(0);
  await expect(page.getByTestId('guest-already')).toBeVisible();

  for (const [code, reason, words] of [
    ['4999999999999999', 'unknown_code', 'No ticket has this code.'],
    [ticketOf(await vivenuCase(world, 'partial_refunded')).barcode, 'not_valid', 'This ticket is not valid.'],
    [await codeOfAnotherEvening(app, account), 'other_event', 'This ticket is for another evening.'],
  ] as const) {
    const verdict = await scan(app, code);
    await expect(verdict).toHaveAttribute('data-reason', reason);
    await expect(verdict).toContainText('Denied');
    await expect(verdict).toContainText(words);
    await expect(verdict).toContainText(code);
  }
  await page.keyboard.press('Escape');
});

test('a ticket sold a moment ago is let in, and is a guest like any other; with the cable out nobody can say', async ({
  app,
  world,
}) => {
  await accountPulled(app, await join(app, world, 'vivenu'));
  const soldNow = async () => {
    const sold = { count: 1, pieces: 1 };
    const { transactions } = await world.sandbox.control<{ transactions: string[] }>('POST', '/vivenu/sales', sold);
    return ticketOf(await vivenuBook(world, transactions[0] ?? ''));
  };
  const fresh = await soldNow();
  const granted = await scan(app, fresh.barcode);
  await expect(granted).toHaveAttribute('data-access', 'granted');
  await expect(granted).toContainText('The system decided');
  const guest = await app.screen('guest');
  await expect(guest.locator('dl').first()).toContainText(fresh.barcode);
  await app.page.keyboard.press('Escape');

  await world.cable('out');
  await expect(app.page.getByTestId('status-connectivity')).toHaveText('Offline');
  // Sold while the cable is out: no poll can have told of it.
  const undecided = await scan(app, (await soldNow()).barcode);
  await expect(undecided).toHaveAttribute('data-access', 'undecided');
  await expect(undecided).toContainText('the system could not be asked');
});

test('with the cable out the laptop decides and says so, and the system is told once; a scanner that lost its right is told', async ({
  app,
  world,
}) => {
  const { page } = app;
  await accountPulled(app, await join(app, world, 'vivenu'));
  const many = await vivenuCase(world, 'complete_many_pieces');
  const id = many.transaction._id;
  const scansOf = async (index: number) => (await vivenuBook(world, id)).tickets[index]?.scans.length;
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  const granted = await scan(app, ticketOf(many).barcode);
  await expect(granted).toHaveAttribute('data-access', 'granted');
  await expect(granted).toContainText('This laptop decided');
  await expect(granted).toContainText('Other doors do not know of it yet.');
  await expect(await scan(app, ticketOf(many).barcode)).toHaveAttribute('data-reason', 'already_inside');
  await page.keyboard.press('Escape');
  await world.cable('in');
  await expect.poll(() => scansOf(0), { timeout: 30_000 }).toBe(1);
  await expect(page.getByTestId('status-connectivity')).toHaveText('Online');

  // Admit is the same question.
  await app.open('lookup');
  await page.getByTestId('lookup-input').fill(ticketOf(many, 1).barcode);
  await expect(page.getByTestId('lookup-hit')).toHaveCount(1);
  await page.getByTestId('lookup-hit').click();
  await app.screen('guest');
  await page.getByTestId('guest-admit').click();
  await expect(page.getByTestId('scan-verdict')).toHaveAttribute('data-access', 'granted');
  expect(await scansOf(1)).toBe(1);
  await page.keyboard.press('Escape');
  // What is taken back is taken back at the system too; then the whole party goes in with one press.
  await page.getByTestId('guest-undo').click();
  await expect.poll(async () => (await vivenuBook(world, id)).tickets[1]?.scans.at(-1)?.type).toBe('checkout');
  await page.getByTestId('guest-admit-party').click();
  await expect.poll(() => Promise.all([1, 2, 3].map(scansOf))).toEqual([3, 1, 1]);
  await expect(page.getByTestId('guest-admit-party')).toHaveCount(0);

  // The token of this door is switched off: nobody is let in by mistake, and the reason stands there.
  await world.sandbox.control('POST', '/vivenu/key', { key: 'acc_sandbox', active: false });
  const other = await vivenuCase(world, 'complete_coupon');
  const refused = await scan(app, ticketOf(other).barcode);
  await expect(refused).toHaveAttribute('data-access', 'undecided');
  await expect(refused).toContainText('Not decided');
  await page.keyboard.press('Escape');
  expect((await vivenuCase(world, 'complete_coupon')).tickets[0]?.scans).toEqual([]);
});
