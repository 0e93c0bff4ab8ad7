import { expect } from '@playwright/test';
import { allPulled } from '../../support/connect.ts';
import { key } from '../../support/world.ts';
import type { Stage } from '../stage.ts';

/** Connecting, and Lookup while the tickets are still coming. */
export async function firstPull({ app, world, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  await journal.step('connect by API key; Lookup opens while nothing is here yet', async () => {
    await world.fault({ kind: 'latency', route: 'GET /api/organizer', ms: 1500, count: 3 });
    await page.getByText('API key', { exact: true }).first().click();
    await page.getByTestId('connect-key').fill(key);
    await page.getByTestId('connect-submit').click();
    await app.screen('lookup');
    await expect(page.getByText('The first tickets are on their way')).toBeVisible();
    await camera.both('lookup-before-the-first-ticket');
  });
  await journal.step('the platform’s limit holds the pull up: it says why and until when', async () => {
    await expect(page.getByTestId('status-pull')).toContainText('waits for the platform’s limit', { timeout: 30_000 });
    await expect(page.getByTestId('lookup-hit').first()).toBeVisible();
    journal.checked('tonight’s guests are here already');
    await camera.both('lookup-during-the-pull');
  });
  await journal.step('a search without a hit says how much is still to come', async () => {
    await page.getByTestId('lookup-input').fill('Nepostojeći Gost');
    await expect(page.getByTestId('lookup-incomplete')).toBeVisible();
    await camera.both('lookup-not-found-incomplete');
    await page.getByTestId('lookup-input').fill('');
  });
  await journal.step('killed in mid-pull, it goes on where it was', async () => {
    const before = (await world.asked()).filter((one) => one.path.endsWith('/tickets') && one.status === 200);
    const since = await world.lastAsked();
    await app.kill();
    await world.rateLimit('off');
    await app.start();
    await app.screen('lookup');
    await allPulled(app);
    const again = (await world.asked(since)).filter(
      (one) => one.query.includes('event_uuid') && before.some((earlier) => earlier.query === one.query),
    );
    expect(again.length).toBeLessThanOrEqual(4);
    journal.checked(`${again.length} pages were asked for twice, the rest not again`);
  });
}
