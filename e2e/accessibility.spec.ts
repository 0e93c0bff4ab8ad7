/** Usable by everyone who may stand at the door: rules, keyboard, zoom. */
import type { App } from './support/app.ts';
import { findings } from './support/axe.ts';
import { payState, sell, stock } from './support/sell.ts';
import { smallTargets } from './support/targets.ts';
import { expect, test } from './support/test.ts';

const mainScreens = ['lookup', 'sell', 'orders', 'refunds', 'queue', 'insights', 'accounts', 'settings'] as const;

/** Opens every screen and state in turn, and calls `look` at each. */
async function tour(app: App, look: (name: string) => Promise<void>): Promise<void> {
  const { page } = app;
  for (const screen of mainScreens) {
    await app.open(screen);
    if (screen === 'insights') await expect(page.getByTestId('insights-chart').first()).toBeVisible();
    if (screen === 'orders') await expect(page.getByTestId('order-row').first()).toBeVisible();
    await look(screen);
  }
  await app.open('lookup');
  await page.getByTestId('lookup-input').fill('nobody at all');
  await expect(page.getByTestId('lookup-ask')).toBeVisible();
  await look('lookup without a hit');
  await page.getByTestId('lookup-input').fill('a');
  await page.getByTestId('lookup-hit').first().click();
  await app.screen('guest');
  await look('guest');
  await app.open('sell');
  await page.getByTestId('sell-tile').first().click();
  await look('sell with a cart');
  await page.getByRole('button', { name: 'Empty', exact: true }).click();
  await page.getByRole('button', { name: 'Edit catalogue' }).click();
  await app.screen('catalogue');
  await look('catalogue');
  await page.getByRole('button', { name: 'Add an item' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('item form');
  await page.keyboard.press('Escape');
  await app.open('accounts');
  await page.getByTestId('accounts-connect').click();
  await app.screen('connect');
  await look('connect');
  await sell(app, ['Garderoba']);
  await payState(app, 'Waiting for payment');
  await look('pay');
  await page.getByRole('button', { name: 'Open the order' }).click();
  await app.screen('order');
  await look('order');
  await page.getByRole('button', { name: 'Cancel the order…' }).click();
  await expect(page.getByTestId('refund-consequence')).toBeVisible();
  await look('refund');
  await page.keyboard.press('Escape');
}

for (const theme of ['light', 'dark'] as const) {
  test(`no screen breaks a rule of axe, ${theme}`, async ({ desk }) => {
    test.slow();
    await desk.call('settings.set', { theme });
    await stock(desk, { name: 'Garderoba', minor: 15_000 });
    const found: string[] = [];
    await tour(desk, async (name) => {
      for (const finding of await findings(desk)) found.push(`${name}: ${finding}`);
    });
    expect(found).toEqual([]);
  });

  test(`the first-run screen and its form break no rule of axe, ${theme}`, async ({ app }) => {
    await app.call('settings.set', { theme });
    await expect(app.page.getByTestId('first-run-connect')).toBeVisible();
    expect(await findings(app)).toEqual([]);
    await app.page.getByTestId('first-run-connect').click();
    await app.page.getByTestId('connect-submit').click();
    expect(await findings(app)).toEqual([]);
  });
}

test('the paid sign breaks no rule of axe, and the warning of a second admission neither', async ({ desk, world }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await sell(desk, ['Garderoba']);
  await payState(desk, 'Waiting for payment');
  await world.moveOrder((await world.orders())[0]?.signature ?? '', 'approve');
  await payState(desk, 'Paid');
  expect(await findings(desk)).toEqual([]);
  await desk.open('lookup');
  await page.getByTestId('lookup-hit').first().click();
  await page.getByTestId('guest-admit').click();
  await page.getByTestId('guest-next').click();
  await page.getByTestId('lookup-hit').filter({ hasText: 'Inside since' }).first().click();
  await expect(page.getByTestId('guest-already')).toBeVisible();
  expect(await findings(desk)).toEqual([]);
});

test('a door’s job from the keyboard alone: find, admit, next, sell, pay, refund', async ({ desk, world }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 });
  await page.keyboard.type('djordje');
  await expect(page.getByTestId('lookup-hit').first()).toContainText(/Đorđe|Ђорђе/);
  await page.keyboard.press('Enter');
  await desk.screen('guest');
  await expect(page.getByTestId('guest-admit')).toBeFocused();
  // The tail of the Enter that opened the guest is let pass; a person's next one comes later.
  await expect
    .poll(async () => {
      if (await page.getByTestId('guest-admit').isVisible()) await page.keyboard.press('Enter');
      return page.getByTestId('guest-admission').textContent();
    })
    .toContain('Admitted at');
  await expect(page.getByTestId('guest-next')).toBeFocused();
  await page.keyboard.press('F2');
  await desk.screen('sell');
  await page.keyboard.press('1');
  await expect(page.getByTestId('cart-line')).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await desk.screen('pay');
  await payState(desk, 'Waiting for payment');
  await world.moveOrder((await world.orders())[0]?.signature ?? '', 'approve');
  await payState(desk, 'Paid');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await desk.screen('order');
  await expect(page.getByTestId('payment-row')).toHaveCount(1);
  const refund = page.getByRole('button', { name: 'Refund…' });
  for (let tabs = 0; tabs < 10 && !(await refund.evaluate((node) => node === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(refund).toBeFocused();
});

test('at 200% zoom and at the narrowest window nothing has to be scrolled sideways', async ({ desk }) => {
  const { page } = desk;
  await stock(desk, { name: 'Garderoba', minor: 15_000 }, { name: 'Piće i voda u kartonskoj čaši', minor: 20_000 });
  const session = await page.context().newCDPSession(page);
  const wide: string[] = [];
  for (const [width, height, scale] of [
    [900, 640, 1],
    [640, 410, 2],
  ] as const) {
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: scale,
      mobile: false,
    });
    await tour(desk, async (name) => {
      const over = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('main, main *')]
          // The lookup's filters are one line that slides, so that guests have the room.
          .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.tagName !== 'FIELDSET')
          .filter(
            (node) =>
              ['auto', 'scroll'].includes(getComputedStyle(node).overflowX) || node === document.documentElement,
          )
          .map((node) => {
            const edge = node.getBoundingClientRect().right;
            const widest = [...node.querySelectorAll('*')].find((one) => one.getBoundingClientRect().right > edge + 1);
            return `${node.tagName}.${node.className} ${node.scrollWidth} > ${node.clientWidth}: ${widest?.outerHTML.slice(0, 200)}`;
          }),
      );
      for (const one of over) wide.push(`${name} at ${width}: ${one}`);
    });
  }
  await session.send('Emulation.clearDeviceMetricsOverride');
  expect(wide).toEqual([]);
});

test('every control takes a gloved finger: 44 px, on every screen, at the smallest window too', async ({ desk }) => {
  await stock(desk, { name: 'Garderoba', minor: 15_000 }, { name: 'Donacija', minor: null });
  for (const size of [
    { width: 1280, height: 800 },
    { width: 900, height: 600 },
  ]) {
    await desk.page.setViewportSize(size);
    await tour(desk, async (name) => {
      expect.soft(await smallTargets(desk), `${name} at ${size.width}`).toEqual([]);
    });
  }
});
