import { expect } from '@playwright/test';
import { languages } from '../../../shared/domain/settings.ts';
import { payState, sell } from '../../support/sell.ts';
import { regular, type Stage } from '../stage.ts';

const mainScreens = ['sell', 'orders', 'refunds', 'queue', 'insights', 'accounts', 'settings'] as const;

/** Windows: the smallest, twice the text size in an ordinary one, and a large one. */
const sizes = [
  ['900x640', 900, 640, 1],
  ['zoom-200', 640, 400, 2],
  ['2560x1440', 2560, 1440, 1],
] as const;

/** Each main screen in each language, then in each size. */
export async function languagesAndSizes(stage: Stage): Promise<void> {
  const { app, camera, journal } = stage;
  for (const language of languages) {
    await journal.step(`every main screen in ${language}`, async () => {
      await app.call('settings.set', { language, theme: 'light' });
      await expect(app.page.locator('html')).toHaveAttribute('lang', language);
      await everyScreen(stage, language);
      const words = await app.page.locator('nav').textContent();
      if (language !== 'en') expect(words).not.toContain('Settings');
    });
  }
  await app.call('settings.set', { language: 'en' });
  const session = await app.page.context().newCDPSession(app.page);
  for (const [name, width, height, deviceScaleFactor] of sizes) {
    await journal.step(`every main screen at ${name}`, async () => {
      await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false });
      await everyScreen(stage, name);
      await sell(app, ['Garderoba']);
      await payState(app, 'Waiting for payment');
      await camera.one(`pay-${name}`);
      const over = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      journal.checked('nothing has to be scrolled sideways');
    });
  }
  await session.send('Emulation.clearDeviceMetricsOverride');
  await session.detach();
  await journal.step('the largest text', async () => {
    await app.call('settings.set', { textSize: 'larger' });
    await app.open('lookup');
    await camera.both('lookup-larger-text');
    await app.open('sell');
    await camera.both('sell-larger-text');
    await app.call('settings.set', { textSize: 'normal' });
  });
}

async function everyScreen({ app, camera }: Stage, name: string): Promise<void> {
  const { page } = app;
  await app.open('lookup');
  await page.getByTestId('lookup-input').fill('');
  await expect(page.getByTestId('lookup-hit').first()).toBeVisible();
  await camera.one(`lookup-${name}`);
  await page.getByTestId('lookup-input').fill(regular.email);
  await page.getByTestId('lookup-hit').filter({ hasText: regular.email }).nth(1).click();
  await app.screen('guest');
  await camera.one(`guest-${name}`);
  for (const screen of mainScreens) {
    await app.open(screen);
    if (screen === 'insights') await expect(page.getByTestId('insights-chart').first()).toBeVisible();
    if (screen === 'orders') await expect(page.getByTestId('order-row').first()).toBeVisible();
    await camera.one(`${screen}-${name}`);
  }
}
