/** Issue 4: one ticket, two doors, the cable out: the door that tells the system later says so until a person has seen to it. */
import type { Account } from '../shared/domain/accounts.ts';
import type { App } from './support/app.ts';
import { accountPulled, join, scan, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';
import { vivenuCase } from './support/vivenu.ts';
import type { World } from './support/world.ts';

test.use({ sandboxArgs: systemArgs });

/** Another laptop's scan of the same code, told to the system in a batch as ours are. */
async function otherDoorLetIn(world: World, app: App, account: Account, code: string): Promise<void> {
  const { hits } = await app.call('lookup.search', { query: code, filter: { accountId: account.id }, limit: 1 });
  const [hit] = hits;
  if (hit?.kind !== 'ticket') throw new Error('no ticket bears this code');
  const answer = await fetch(`${world.sandbox.vivenu}/api/accessusers/scans/${hit.ticket.eventId}`, {
    method: 'POST',
    headers: { token: world.sandbox.credentials.vivenu.scanToken, 'content-type': 'application/json' },
    body: JSON.stringify([
      { barcode: code, scanned_at: new Date(Date.now() - 600_000).toISOString(), type: 'OK', direction: 'IN' },
    ]),
  });
  expect(answer.status).toBe(200);
}

test('the notice names guest, times and door, leads to the guest, and goes when it was seen to', async ({
  app,
  world,
}) => {
  const { page } = app;
  const account = await join(app, world, 'vivenu');
  await accountPulled(app, account);
  const { transaction, tickets } = await vivenuCase(world, 'complete_seats');
  const code = tickets[0]?.barcode ?? '';
  await otherDoorLetIn(world, app, account, code);
  await world.sandbox.offline(true);
  await expect(await scan(app, code)).toHaveAttribute('data-access', 'granted');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('two-doors')).toHaveCount(0);
  await world.sandbox.offline(false);

  const notice = page.getByTestId('two-doors');
  await expect(notice).toContainText(transaction.name ?? '', { timeout: 30_000 });
  await expect(notice).toContainText(code);
  await expect(notice).toContainText('“Door”');
  // Over every screen, and after a start too.
  await app.open('orders');
  await expect(notice).toBeVisible();
  await app.quit();
  await app.start();
  await expect(app.page.getByTestId('two-doors')).toBeVisible();
  await app.page.getByTestId('two-doors').getByRole('button', { name: 'Open the guest' }).click();
  await expect((await app.screen('guest')).getByRole('heading', { level: 1 })).toHaveText(transaction.name ?? '');
  await app.page.getByTestId('two-doors-seen').click();
  await expect(app.page.getByTestId('two-doors')).toHaveCount(0);
});
