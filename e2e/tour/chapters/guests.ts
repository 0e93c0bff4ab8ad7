import { expect } from '@playwright/test';
import { regular, type Stage } from '../stage.ts';

/** Admission and its warnings, the ticket, the money. */
export async function guests({ app, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const find = async (query: string) => {
    await app.open('lookup');
    await page.getByTestId('lookup-input').fill(query);
    await page.getByTestId('lookup-hit').filter({ hasText: query }).first().click();
    await app.screen('guest');
  };
  await journal.step('a guest of tonight, with orders and payments from the platform', async () => {
    await find(regular.email);
    await expect(page.getByTestId('guest-orders').getByRole('article').first()).toBeVisible();
    await camera.both('guest');
  });
  await journal.step('admitted', async () => {
    await page.getByTestId('guest-admit').click();
    await expect(page.getByTestId('guest-admission')).toContainText('Admitted at');
    await camera.both('guest-admitted');
    await page.getByTestId('guest-undo').click();
    await expect(page.getByTestId('guest-admission')).toHaveText('Not inside');
    journal.checked('an admission can be undone');
    await page.getByTestId('guest-admit').click();
    await page.getByTestId('guest-next').click();
  });
  await journal.step('the same ticket a second time warns loudly', async () => {
    await page.getByTestId('lookup-input').fill(regular.email);
    await expect(page.getByTestId('lookup-hit').first()).toContainText('Inside since');
    await camera.both('lookup-inside');
    await page.getByTestId('lookup-hit').first().click();
    await expect(page.getByTestId('guest-already')).toContainText('ALREADY INSIDE');
    await expect(page.getByRole('button', { name: 'Do not admit' })).toBeFocused();
    journal.checked('Enter does not admit again');
    await camera.both('guest-already-inside');
  });
  await journal.step('a ticket of another night says so', async () => {
    const { hits } = await app.call('lookup.search', { query: 'a', limit: 500 });
    const soon = Date.now() + 36 * 3_600_000;
    const other = hits.find((hit) => hit.kind === 'ticket' && hit.ticket.eventDateMs > soon);
    if (other?.kind !== 'ticket') throw new Error('no ticket of another night');
    await find(other.ticket.holder.email);
    await app.open('lookup');
    await page.getByTestId('lookup-hit').filter({ hasNotText: 'Tonight' }).first().click();
    await app.screen('guest');
    await expect(page.getByTestId('guest-other-night')).toBeVisible();
    await camera.both('guest-other-night');
  });
}
