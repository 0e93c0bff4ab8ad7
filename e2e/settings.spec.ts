/** Issue 2, item 10: what a person sets, and what is remembered. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/test.ts';

const words = [
  ['Srpski (latinica)', 'sr-Latn', 'Podešavanja', 'Pretraga'],
  ['Српски (ћирилица)', 'sr-Cyrl', 'Подешавања', 'Претрага'],
  ['Русский', 'ru', 'Настройки', 'Поиск'],
  ['English', 'en', 'Settings', 'Lookup'],
] as const;

test('four languages, at once and after a restart', async ({ desk }) => {
  await desk.open('settings');
  for (const [name, code, title, lookup] of words) {
    await desk.page.getByTestId('settings-language').click();
    await desk.page.getByRole('option', { name }).click();
    await expect(desk.page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(desk.page.getByTestId('nav-lookup')).toContainText(lookup);
    await expect(desk.page.locator('html')).toHaveAttribute('lang', code);
  }
  await desk.page.getByTestId('settings-language').click();
  await desk.page.getByRole('option', { name: 'Русский' }).click();
  await expect(desk.page.getByRole('heading', { level: 1 })).toHaveText('Настройки');
  await desk.quit();
  await desk.start();
  await expect(desk.page.getByTestId('nav-settings')).toContainText('Настройки');
});

test('light and dark, text size, name, currency, region and poll are kept', async ({ desk }) => {
  const { page } = desk;
  const settings = await desk.open('settings');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  await settings.getByText('Light', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'light');
  const light = await ground();
  const normal = await size();
  await settings.getByText('Dark', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  expect(await ground()).not.toBe(light);
  await settings.getByText('Larger', { exact: true }).click();
  await expect.poll(size).toBeGreaterThan(normal);
  await page.getByTestId('settings-staff').fill('Milica');
  await page.getByTestId('settings-staff').press('Enter');
  await settings.getByRole('combobox', { name: /Currency/ }).click();
  await page.getByRole('option', { name: /EUR/ }).click();
  await settings.getByRole('combobox', { name: /Country of phone numbers/ }).click();
  await page.getByRole('option', { name: /Montenegro/ }).click();
  const poll = settings.getByLabel('Ask for new tickets every');
  await poll.fill('5');
  await poll.press('Enter');
  await expect(settings).toContainText('From 10 to 3,600.');
  await poll.fill('20');
  await poll.press('Enter');
  const expected = {
    ...{ theme: 'dark', textSize: 'larger', staffName: 'Milica', currency: 'EUR', phoneRegion: 'ME', pollSeconds: 20 },
    language: 'en',
  };
  await expect.poll(() => desk.call('settings.get', undefined)).toMatchObject(expected);
  await desk.kill();
  await desk.start();
  expect(await desk.call('settings.get', undefined)).toMatchObject(expected);
  await expect(desk.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('the window opens again where it was, with the size it had', async ({ desk }) => {
  const outer = () => desk.page.evaluate(() => ({ width: window.outerWidth, height: window.outerHeight }));
  const corner = () => desk.page.evaluate(() => ({ x: window.screenX, y: window.screenY }));
  const session = await desk.page.context().newCDPSession(desk.page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { left: 40, top: 30, width: 1100, height: 720 } });
  await expect.poll(outer).toEqual({ width: 1100, height: 720 });
  await expect.poll(corner).toEqual({ x: 40, y: 30 });
  const kept = join(desk.folder, 'settings.json');
  await expect.poll(() => (existsSync(kept) ? readFileSync(kept, 'utf8') : '')).toContain('1100');
  await desk.quit();
  await desk.start();
  await expect.poll(async () => (await outer()).width).toBe(1100);
  expect(await corner()).toEqual({ x: 40, y: 30 });
  // The stand-in's window has a bar whose height it has to guess.
  expect(Math.abs((await outer()).height - 720)).toBeLessThan(20);
});
