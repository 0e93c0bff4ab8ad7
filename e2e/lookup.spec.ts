/** Issue 2, item 3: finding a guest. */
import type { Locator } from '@playwright/test';
import type { App } from './support/app.ts';
import { expect, test } from './support/test.ts';
import { quickArgs } from './support/world.ts';

const regular = 'djordje.zivkovic@mail.example.test';

test.use({ sandboxArgs: [...quickArgs, '--tickets', '1000'] });

async function find(app: App, text: string): Promise<Locator> {
  await app.page.getByTestId('lookup-input').fill(text);
  return app.page.getByTestId('lookup-hit');
}

test('any script, with or without diacritics, by e-mail and phone; the matched part is marked', async ({ desk }) => {
  const { page } = desk;
  for (const query of [
    'Đorđe Živković',
    'djordje zivkovic',
    'dorde ziv',
    'Ђорђе Живковић',
    'ђорђе',
    'ZIVKOVIC DJORDJE',
  ]) {
    const hits = await find(desk, query);
    await expect(hits.filter({ hasText: 'Đorđe Živković' }).first(), query).toBeVisible();
    await expect(hits.filter({ hasText: 'Ђорђе Живковић' }).first(), query).toBeVisible();
  }
  for (const query of [regular, 'djordje.zivk', '1234567', '060 123 45 67', '+381601234567']) {
    const hits = await find(desk, query);
    await expect(hits.filter({ hasText: regular }).first(), query).toBeVisible();
  }
  await find(desk, 'petr smirnov');
  await expect(page.getByTestId('lookup-hit').filter({ hasText: 'Пётр Смирнов' }).first()).toBeVisible();
  await find(desk, 'gross');
  await expect(page.getByTestId('lookup-hit').filter({ hasText: 'Jürgen Groß' }).first()).toBeVisible();

  await find(desk, 'zivk');
  const name = page.getByTestId('lookup-hit').filter({ hasText: regular }).first();
  await expect(name.locator('mark').filter({ hasText: 'Živk' }).first()).toBeVisible();
  await find(desk, 'живк');
  await expect(name.locator('mark').filter({ hasText: 'Živk' }).first()).toBeVisible();
});

test('every row is as high as the next, and what was found is in sight however narrow the window is', async ({
  desk,
}) => {
  const { page } = desk;
  for (const [width, height] of [
    [1600, 900],
    [900, 640],
    [560, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const query of ['mail.example', 'zivkovic@mail', 'stojanovic', '+38160']) {
      const hits = await find(desk, query);
      await expect(hits.first().locator('mark').first()).toBeVisible();
      const rows = await hits.evaluateAll((all) =>
        all.map((row) => {
          const { right } = row.getBoundingClientRect();
          const marks = [...row.querySelectorAll('mark')].map((mark) => {
            const box = mark.getBoundingClientRect();
            const line = mark.parentElement?.parentElement?.getBoundingClientRect() ?? box;
            return box.width > 0 && box.left >= line.left - 1 && box.right <= Math.min(line.right, right) + 1;
          });
          return {
            height: Math.round(row.getBoundingClientRect().height),
            seen: marks.every(Boolean),
            cut: row.scrollWidth > row.clientWidth,
          };
        }),
      );
      expect(new Set(rows.map((row) => row.height)).size, `${query} at ${width}`).toBe(1);
      expect(
        rows.every((row) => row.seen && !row.cut),
        `${query} at ${width}`,
      ).toBe(true);
    }
  }
});

test('each keystroke narrows; arrows choose, Enter opens, Escape comes back to the same place', async ({ desk }) => {
  const { page } = desk;
  const box = page.getByTestId('lookup-input');
  await expect(box).toBeFocused();
  await page.keyboard.type('d');
  await expect(page.getByTestId('lookup-count')).not.toBeEmpty();
  const wide = await page.getByTestId('lookup-count').textContent();
  await page.keyboard.type('jordje');
  await expect(page.getByTestId('lookup-count')).not.toHaveText(wide ?? '');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const chosen = page.locator('[data-testid="lookup-hit"][aria-selected="true"]');
  await expect(chosen).toHaveAttribute('aria-posinset', '3');
  await page.keyboard.press('Enter');
  const guest = await desk.screen('guest');
  await expect(guest.getByRole('heading', { level: 1 })).toContainText(/(Đ|Ђ)/);
  await page.keyboard.press('Escape');
  await desk.screen('lookup');
  await expect(box).toHaveValue('djordje');
  await expect(chosen).toHaveAttribute('aria-posinset', '3');
  await expect(box).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
});

test('filters by date and by event', async ({ desk }) => {
  const { page } = desk;
  const filters = page.getByRole('group', { name: 'Filters' });
  await filters.getByRole('button', { name: 'Tonight' }).click();
  await find(desk, 'a');
  await expect(page.getByTestId('lookup-hit').first()).toContainText('Tonight');
  await filters.getByRole('button', { name: 'All dates' }).click();

  await filters.getByRole('combobox', { name: 'Event' }).click();
  await page.getByRole('option', { name: 'Госпођа министарка' }).click();
  await find(desk, '');
  await expect(page.getByTestId('lookup-hit').first()).toContainText('Госпођа министарка');
  await find(desk, 'xqzw');
  await page.getByRole('button', { name: 'Search all events and dates' }).click();
  await expect(page.getByText('Not found: “xqzw”')).toBeVisible();
});

test('an order is found by its number and by its public token, from here or by asking the platform', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const paid = (await world.allOrders()).find((order) => order.status_id === 2 && order.customer !== null);
  if (!paid) throw new Error('the sandbox has no paid order');
  for (const query of [paid.number, paid.public_token]) {
    const hits = await find(desk, query);
    const known = hits.filter({ hasText: paid.number }).first();
    await expect(known.or(page.getByTestId('lookup-ask'))).toBeVisible();
    if (await page.getByTestId('lookup-ask').isVisible()) await page.getByTestId('lookup-ask').click();
    await expect(known, query).toBeVisible();
  }
  await page.getByTestId('lookup-input').press('Enter');
  const order = await desk.screen('order');
  await expect(order).toContainText(paid.number);
});

test('a guest of an order that names no customer is found by asking the platform, and opened by keyboard', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const email = 'mimi.web@shop.example.test';
  const number = await world.sellElsewhere({ name: 'Mimi Web', email });
  const hits = await find(desk, email);
  await page.getByTestId('lookup-ask').click();
  await expect(hits).toHaveCount(1);
  await expect(hits).toContainText(number);
  await expect(hits).toContainText('Found by the platform');
  await expect(page.getByTestId('lookup-input')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(await desk.screen('order')).toContainText(number);
  // The same words find it again, and others do not.
  await desk.open('lookup');
  await find(desk, 'mimi.nobody');
  await expect(page.getByTestId('lookup-ask')).toBeVisible();
  await find(desk, email);
  await expect(hits).toContainText(number);
});

test('no hit says that everything is here, and asks the platform, which does not know either', async ({ desk }) => {
  const { page } = desk;
  await find(desk, 'Nepostojeći Gost');
  await expect(page.getByText('Not found: “Nepostojeći Gost”')).toBeVisible();
  await expect(page.getByText(/All 1,000 tickets that the platform has are here/)).toBeVisible();
  await page.getByTestId('lookup-ask').click();
  await expect(page.getByText('The platform does not know “Nepostojeći Gost” either.')).toBeVisible();
});

test('typed and scanned keys reach the box from every screen without a field in focus', async ({ desk }) => {
  const { page } = desk;
  for (const screen of ['orders', 'refunds', 'queue', 'accounts', 'settings'] as const) {
    await desk.open(screen);
    await page.keyboard.type('zivkovic');
    await desk.screen('lookup');
    await expect(page.getByTestId('lookup-input')).toHaveValue('zivkovic');
    await expect(page.getByTestId('lookup-input')).toBeFocused();
  }
  // A scanner: a code and Enter within a blink opens the first hit.
  await desk.open('queue');
  await page.keyboard.type(`${regular}\n`, { delay: 0 });
  await desk.screen('guest');
  // A field that has the focus keeps its keys.
  const orders = await desk.open('orders');
  await orders.getByLabel('Find an order').fill('');
  await page.keyboard.type('abc');
  await expect(orders.getByLabel('Find an order')).toHaveValue('abc');
});

test('the cable out changes nothing but the badge, which says how old the data are', async ({ desk, world }) => {
  const { page } = desk;
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  await expect(page.getByTestId('status-age')).toContainText('Data: ');
  const hits = await find(desk, 'djordje ziv');
  await expect(hits.filter({ hasText: 'Đorđe Živković' }).first()).toBeVisible();
  await find(desk, 'xqzw');
  await expect(page.getByText('When the platform can be reached again, it can be asked as well.')).toBeVisible();
  await expect(page.getByTestId('lookup-ask')).toHaveCount(0);
  await world.cable('in');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Online');
  await expect(page.getByTestId('lookup-ask')).toBeVisible();
});
