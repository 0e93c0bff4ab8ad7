/** Issues 2 and 3: times are those of the event's own place, and say so where its clocks differ from this door's. */
import { accountPulled, join, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';

test.use({ sandboxArgs: systemArgs });

test('a show in London is told by London’s clocks, in the list, on its guest and in the catalogue', async ({
  app,
  world,
}) => {
  const { page } = app;
  const account = await join(app, world, 'vivenu');
  await accountPulled(app, account);
  const events = await app.call('events.list', undefined);
  const show = events.find(
    ({ zone, dates }) => zone === 'Europe/London' && dates.some(({ dateMs }) => dateMs > Date.now()),
  );
  if (show === undefined) throw new Error('nothing is on in London');
  // Begins at nine; in Belgrade it is ten.
  const offset = /GMT(?:\+[01])?$/;
  const inLondon = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Europe/London', day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'shortOffset' },
  });
  const { hits } = await app.call('lookup.search', {
    query: '',
    filter: { accountId: account.id, eventId: show.id },
    limit: 200,
  });
  const guests = hits.flatMap((one) => (one.kind === 'ticket' ? [one.ticket] : []));
  const ticket = guests.find(({ holder, entry }) => holder.email !== '' && entry?.orderId != null);
  if (ticket?.entry?.orderId == null) throw new Error('nobody goes to London');
  const begins = inLondon.format(ticket.eventDateMs);
  expect(begins).toMatch(/21:00 GMT/);

  await page.getByTestId('lookup-input').fill(ticket.holder.email);
  const row = page.getByTestId('lookup-hit').filter({ hasText: begins }).first();
  await expect(row).toBeVisible();
  await row.click();
  const guest = await app.screen('guest');
  const fact = (name: string) => guest.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]');
  await expect(fact('Event date')).toContainText(begins);
  await expect(fact('Bought')).toContainText(inLondon.format(ticket.purchasedAtMs));
  await expect(fact('Bought')).toContainText(offset);
  const { order } = await app.call('orders.get', { accountId: account.id, orderId: ticket.entry.orderId });
  await expect(guest.getByTestId('guest-orders')).toContainText(inLondon.format(order?.createdAtMs));

  const candidates = await app.call('catalogue.candidates', { accountId: account.id });
  expect(candidates.find(({ eventName }) => eventName === show.name)).toMatchObject({ zone: 'Europe/London' });
});
