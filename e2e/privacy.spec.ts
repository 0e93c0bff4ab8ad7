/** Promise 3 of the design: secrets and guests' data stay in. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { filesBelow } from './support/app.ts';
import { allPulled, type connectByKey, openForm } from './support/connect.ts';
import { atCheckout, newestLink, payState, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';
import { key, login } from './support/world.ts';

const guest = { name: 'Vukosava Šćepanović-Njegovan', email: 'vukosava@tajna.example.test', phone: '0641239876' };

test('after a night’s work neither the data folder nor the logs hold a key, a password or a guest', async ({
  app,
  world,
  phone,
}) => {
  const { page } = app;
  // Typed in wrong once, too: a refused secret is a secret.
  await openForm(app, world.url);
  await page.getByText('E-mail and password').click();
  await page.getByTestId('connect-email').fill(login.email);
  await page.getByTestId('connect-password').fill('not-the-password-9');
  await page.getByTestId('connect-submit').click();
  await expect(page.getByText('The platform refused this e-mail or password.')).toBeVisible();
  await page.getByTestId('connect-password').fill(login.password);
  await page.getByTestId('connect-submit').click();
  await app.screen('lookup');
  await allPulled(app);
  await app.open('accounts');
  await page.getByTestId('accounts-connect').click();
  await app.screen('connect');
  await page.getByRole('button', { name: 'Advanced' }).click();
  await page.getByTestId('connect-url').fill(world.url);
  await page.getByTestId('connect-key').fill(key);
  await page.getByTestId('connect-submit').click();
  await expect(page.getByTestId('account')).toHaveCount(2);

  await stock(app, { name: 'Garderoba', minor: 15_000 });
  await sell(app, ['Garderoba'], guest);
  await payState(app, 'Waiting for payment');
  const link = await newestLink(app);
  await atCheckout(phone, link, 'Pay');
  await payState(app, 'Paid');
  await app.open('lookup');
  for (const query of ['Đorđe Živković', guest.email, 'Nepostojeći Gost']) {
    await page.getByTestId('lookup-input').fill(query);
    await expect(
      page.getByTestId('lookup-hit').filter({ hasText: query }).first().or(page.getByTestId('lookup-ask')),
    ).toBeVisible();
  }
  await page.getByTestId('lookup-ask').click();
  await page.getByTestId('lookup-input').fill('djordje');
  await page.getByTestId('lookup-hit').filter({ hasText: 'Đorđe' }).first().click();
  await page.getByTestId('guest-admit').click();
  await expect(page.getByTestId('guest-admission')).toContainText('Admitted at');
  // Trouble writes logs: an answer that cannot be read, an order refused, the cable, a kill.
  await world.fault({ kind: 'truncate', count: 3 });
  await world.fault({
    kind: 'wrong_field',
    route: 'GET /api/payment/v1/orders',
    path: 'data.0.total',
    value: guest.email,
    count: 2,
  });
  await app.open('orders');
  await page.getByLabel('Find an order').fill('Vukosava');
  await expect(page.getByTestId('orders-source')).toBeVisible();
  await app.call('sync.now', {});
  await world.cable('out');
  // Both accounts: the badge says it as soon as one knows, and what the other sends meanwhile is in doubt for minutes.
  await expect
    .poll(async () => (await app.call('sync.status', undefined)).map(({ connectivity }) => connectivity))
    .toEqual(['offline', 'offline']);
  await sell(app, ['Garderoba'], guest);
  await world.cable('in');
  await expect.poll(async () => (await world.orders()).length).toBe(2);
  const printed = app.running.stdout + app.running.stderr;
  const people = await peopleOf(app);
  await app.kill();
  await app.start();
  await app.screen('lookup');
  expect(await app.quit()).toBe(0);

  const secrets = [key, login.password, 'not-the-password-9'];
  const named = [...people, guest.name, guest.email, '641239876', login.email, 'Vukosava', 'Nepostojeći'];
  expect(named.length).toBeGreaterThan(50);
  const held: string[] = [];
  const files = filesBelow(app.folder);
  expect(files.map((file) => relative(app.folder, file))).toContain('ledger.db');
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const text of [...secrets, ...named]) {
      if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
        held.push(`${relative(app.folder, file)}: ${text}`);
    }
  }
  for (const text of [...secrets, ...named]) if (printed.includes(text)) held.push(`printed: ${text}`);
  expect(held).toEqual([]);
  expect(app.log().length, 'something was logged at all').toBeGreaterThan(0);
});

/** Names, e-mails and phones that this installation holds. */
async function peopleOf(app: Parameters<typeof connectByKey>[0]): Promise<readonly string[]> {
  const people = new Set<string>();
  for (const letter of ['a', 'e', 'i', 'o', 'u']) {
    const { hits } = await app.call('lookup.search', { query: letter, limit: 200 });
    for (const hit of hits) {
      const contact = hit.kind === 'ticket' ? hit.ticket.holder : hit.contact;
      if (contact === null) continue;
      for (const text of [contact.name, contact.email, contact.phone]) if (text.length > 5) people.add(text);
    }
  }
  return [...people];
}
