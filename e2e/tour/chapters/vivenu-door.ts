import { expect } from '@playwright/test';
import { scan } from '../../support/systems.ts';
import { type VivenuBook, vivenuBook, vivenuCase } from '../../support/vivenu.ts';
import type { Stage } from '../stage.ts';

function codeOf({ tickets }: VivenuBook, index = 0): string {
  const barcode = tickets[index]?.barcode;
  if (barcode === undefined) throw new Error(`there is no ticket ${index}`);
  return barcode;
}

/** A ticket with a seat and a code, and what the code opens. */
export async function vivenuDoor({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  const seats = await vivenuCase(world, 'complete_seats');
  await journal.step('a guest with seat, category, code and status', async () => {
    await app.open('lookup');
    await page.getByTestId('lookup-input').fill(codeOf(seats));
    await expect(page.getByTestId('lookup-hit')).toHaveCount(1);
    await camera.both('vivenu-lookup-code');
    await page.getByTestId('lookup-hit').click();
    await app.screen('guest');
    await expect(page.getByTestId('guest-entry-status')).toHaveText('Valid');
    await expect(page.getByTestId('guest-orders').getByRole('article').first()).toBeVisible();
    await camera.both('vivenu-guest');
  });
  await journal.step('its code, scanned on another screen: granted, over the whole window', async () => {
    await app.open('orders');
    await page.locator('[data-screen-heading]').focus();
    const verdict = await scan(app, codeOf(seats));
    await expect(verdict).toHaveAttribute('data-access', 'granted');
    await expect(verdict).toContainText('The system decided');
    await camera.one('scan-granted');
    expect((await vivenuBook(world, seats.transaction._id)).tickets[0]?.scans).toHaveLength(1);
    journal.checked('vivenu has booked the admission');
  });
  await journal.step('the same code again: denied, with the time of the first', async () => {
    await expect(await scan(app, codeOf(seats))).toHaveAttribute('data-reason', 'already_inside');
    await camera.one('scan-denied-already-inside');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('guest-already')).toBeVisible();
    await camera.both('vivenu-guest-already-inside');
  });
  await journal.step('a cancelled ticket, an unknown code, another evening', async () => {
    await expect(await scan(app, codeOf(await vivenuCase(world, 'partial_refunded')))).toHaveAttribute(
      'data-reason',
      'not_valid',
    );
    await camera.one('scan-denied-not-valid');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('guest-no-entry')).toBeVisible();
    await camera.both('vivenu-guest-no-entry');
    await expect(await scan(app, '4999999999999999')).toHaveAttribute('data-reason', 'unknown_code');
    await camera.one('scan-denied-unknown');
    const { hits } = await app.call('lookup.search', { query: 'a', limit: 500 });
    const soon = Date.now() + 36 * 3_600_000;
    const later = hits.find(
      (hit) => hit.kind === 'ticket' && hit.ticket.entry?.status === 'valid' && hit.ticket.eventDateMs > soon,
    );
    if (later?.kind !== 'ticket') throw new Error('no ticket of another evening');
    const verdict = await scan(app, later.ticket.entry?.barcode ?? '');
    await expect(verdict).toHaveAttribute('data-reason', 'other_event');
    await expect(verdict).toContainText(later.ticket.eventName);
    await camera.one('scan-denied-other-evening');
    await page.keyboard.press('Escape');
  });
  await journal.step(
    'with the cable out the laptop decides, and says so; the system hears of it later, once',
    async () => {
      const many = await vivenuCase(world, 'complete_many_pieces');
      await world.cable('out');
      await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
      await expect(await scan(app, codeOf(many))).toContainText('This laptop decided');
      await camera.one('scan-granted-offline');
      await page.keyboard.press('Escape');
      await world.cable('in');
      await expect
        .poll(async () => (await vivenuBook(world, many.transaction._id)).tickets[0]?.scans.length, { timeout: 30_000 })
        .toBe(1);
      journal.checked('vivenu heard of the admission once');
      await expect(page.getByTestId('status-connectivity')).toHaveText('Online');
    },
  );
}
