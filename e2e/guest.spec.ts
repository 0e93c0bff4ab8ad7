/** Issue 2, item 4: one guest. */
import type { App } from './support/app.ts';
import { expect, test } from './support/test.ts';
import { quickArgs } from './support/world.ts';

test.use({ sandboxArgs: [...quickArgs, '--tickets', '1000'] });

const regular = 'djordje.zivkovic@mail.example.test';

async function openGuest(app: App, query: string): Promise<void> {
  await app.open('lookup');
  await app.page.getByTestId('lookup-input').fill(query);
  // The answer to this question, and not a row of the one before.
  await app.page.getByTestId('lookup-hit').filter({ hasText: query }).first().click();
  await app.screen('guest');
}

test('the ticket, the price and the dates of the venue’s zone stand there', async ({ desk }) => {
  const { hits } = await desk.call('lookup.search', { query: regular, limit: 50 });
  // The first row of the list, which is the one that is opened.
  const [hit] = hits;
  if (hit?.kind !== 'ticket') throw new Error('the regular has no ticket');
  await openGuest(desk, regular);
  const screen = await desk.screen('guest');
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('Đorđe Živković');
  await expect(screen).toContainText(regular);
  await expect(screen).toContainText('+381601234567');
  for (const fact of ['Event date', 'Price', 'Bought'])
    await expect(screen.getByText(fact, { exact: true })).toBeVisible();
  const venue = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Belgrade', hour: '2-digit', minute: '2-digit' });
  await expect(screen.locator('dl')).toContainText(venue.format(hit.ticket.eventDateMs));
});

test('a ticket bought with a promo code says which, in the list and on the guest', async ({ desk }) => {
  const tickets = async (query: string) =>
    (await desk.call('lookup.search', { query, limit: 200 })).hits.flatMap((hit) =>
      hit.kind === 'ticket' ? [hit.ticket] : [],
    );
  const emails = (await tickets('a')).filter((ticket) => ticket.promoCode !== null).map(({ holder }) => holder.email);
  for (const email of emails) {
    const [first] = await tickets(email);
    if (first?.promoCode == null || first.holder.email !== email) continue;
    await openGuest(desk, email);
    const screen = await desk.screen('guest');
    const fact = screen.locator('dt', { hasText: 'Promo code' });
    await expect(fact.locator('xpath=following-sibling::dd[1]')).toHaveText(first.promoCode);
    await desk.open('lookup');
    await expect(desk.page.getByTestId('lookup-hit').first()).toContainText(first.promoCode);
    return;
  }
  throw new Error('nobody among the first hits used a promo code');
});

test('admitted, undone, admitted again: the second admission warns loudly with the time of the first', async ({
  desk,
}) => {
  const { page } = desk;
  await openGuest(desk, regular);
  await expect(page.getByTestId('guest-admit')).toBeFocused();
  await page.getByTestId('guest-admit').click();
  await expect(page.getByTestId('guest-admission')).toContainText(/Admitted at .*\d\d:\d\d/);
  await page.getByTestId('guest-undo').click();
  await expect(page.getByTestId('guest-admission')).toHaveText('Not inside');
  await page.getByTestId('guest-admit').click();
  await expect(page.getByTestId('guest-admission')).toContainText('Admitted at');

  // The next guest; then somebody comes with the same ticket.
  await page.getByTestId('guest-next').click();
  await desk.screen('lookup');
  await expect(page.getByTestId('lookup-input')).toHaveValue('');
  await page.getByTestId('lookup-input').fill(regular);
  await expect(page.getByTestId('lookup-hit').first()).toContainText('Inside since');
  await page.getByTestId('lookup-hit').first().click();
  const warning = page.getByTestId('guest-already');
  await expect(warning).toContainText('ALREADY INSIDE');
  await expect(warning).toContainText(/First admitted at .*\d\d:\d\d/);
  await expect(page.getByRole('alert').filter({ hasText: 'ALREADY INSIDE' })).toBeVisible();
  // A careless Enter does not admit: the focus is on the way out.
  await expect(page.getByRole('button', { name: 'Do not admit' })).toBeFocused();
  await page.getByTestId('guest-admit-again').click();
  await expect(page.getByTestId('guest-admission')).toContainText('Admitted at');

  // It is on the disk: a power cut takes nothing away.
  await desk.kill();
  await desk.start();
  await desk.screen('lookup');
  await openGuest(desk, regular);
  await expect(desk.page.getByTestId('guest-already')).toContainText('Admitted 2 times so far');
});

test('orders, payments and refunds are found online and kept for when the cable is out', async ({ desk, world }) => {
  const { page } = desk;
  await openGuest(desk, regular);
  const orders = page.getByTestId('guest-orders');
  const first = orders.getByRole('article').first();
  await expect(first).toBeVisible();
  await expect(first).toContainText(/RSD|EUR/);
  await expect(orders).toContainText('Payment');
  const name = await first.getAttribute('aria-label');
  expect(
    (await world.asked()).some((one) => one.path === '/api/payment/v1/orders' && one.query.includes('search=')),
  ).toBe(true);

  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await desk.kill();
  await desk.start();
  await desk.screen('lookup');
  await openGuest(desk, regular);
  const kept = desk.page.getByTestId('guest-orders');
  await expect(kept.getByRole('article', { name: name ?? '' })).toBeVisible();
  await expect(kept).toContainText('Offline: shown as it was known last.');
  await expect(desk.page.getByTestId('guest-admit')).toBeEnabled();
});

test('a group on one name goes in with one press', async ({ desk }) => {
  const { hits } = await desk.call('lookup.search', { query: regular, limit: 200 });
  const evenings = new Map<string, number>();
  for (const hit of hits) {
    if (hit.kind !== 'ticket' || hit.ticket.holder.email !== regular) continue;
    const evening = `${hit.ticket.eventId} ${hit.ticket.eventDateMs}`;
    evenings.set(evening, (evenings.get(evening) ?? 0) + 1);
  }
  const index = hits.findIndex(
    (hit) => hit.kind === 'ticket' && (evenings.get(`${hit.ticket.eventId} ${hit.ticket.eventDateMs}`) ?? 0) > 1,
  );
  expect(index, 'the regular holds two tickets of one evening').toBeGreaterThanOrEqual(0);
  await desk.page.getByTestId('lookup-input').fill(regular);
  await desk.page.locator(`#lookup-hit-${index}`).click();
  await desk.page.getByTestId('guest-admit-party').click();
  await expect(desk.page.getByTestId('guest-admission')).toContainText(/Admitted at|Inside since/);
  await expect(desk.page.getByTestId('guest-admit-party')).toHaveCount(0);
});
