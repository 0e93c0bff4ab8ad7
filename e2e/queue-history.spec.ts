/** Issue 3, "The Queue screen": everything that was ever done here, in pages, searched, and saved as CSV. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doubtItem } from './support/doubt.ts';
import { openHistory } from './support/queue.ts';
import { payState, sell, stock } from './support/sell.ts';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ desk }) => {
  await stock(desk, doubtItem);
});

test('a long night: what waits and what was done come in pages, and one guest is found at once', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const [account] = await desk.call('accounts.list', undefined);
  const unitPrice = { minor: doubtItem.minor, currency: 'RSD' };
  const item = { type: 'service', name: doubtItem.name, unitPrice, quantity: 1 } as const;
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  for (let n = 1; n <= 120; n += 1) {
    await desk.call('sales.create', {
      accountId: account?.id ?? '',
      // One among them by a name of letters: digits may stand in anybody's till reference.
      customer: { name: n === 77 ? 'Ђорђе Живковић' : `Gost ${n}`, email: '', phone: '' },
      items: [{ ...item, calendarId: null, ticketTypeId: null, date: null }],
      currency: 'RSD',
    });
  }
  await desk.open('queue');
  await expect(page.getByText('Waiting (120)')).toBeVisible();
  await expect(page.getByTestId('queue-row')).toHaveCount(50);
  await expect(page.getByTestId('queue-row').first()).toContainText('Gost 1 ');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByTestId('queue-row').first()).toContainText('Gost 51 ');

  await page.getByText('History', { exact: true }).click();
  const rows = page.getByTestId('history-row');
  await expect(page.getByTestId('history-count')).toHaveText('120 entries');
  await expect(rows.first()).toContainText('Gost 120');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(rows).toHaveCount(20);
  await expect(rows.last()).toContainText('Gost 1');
  await rows.last().locator('summary').click();
  await rows.last().getByRole('button', { name: 'Open the payment' }).click();
  await payState(desk, 'Waiting for the network');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(rows.last().getByRole('button', { name: 'Open the payment' })).toBeFocused();
  await page.getByTestId('history-search').fill('djordje ziv');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Ђорђе Живковић');
});

test('the history is searched by guest, number, amount, state and day, and saved where the person says', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  await stock(desk, { name: 'Piće', minor: 20_000 });
  await sell(desk, [doubtItem.name], { name: 'Ђорђе Живковић', phone: '+381641234567' });
  await payState(desk, 'Waiting for payment');
  await sell(desk, ['Piće'], { name: '=HYPERLINK("http://evil.example","Ana")' });
  await payState(desk, 'Waiting for payment');
  await sell(desk, [doubtItem.name]);
  await payState(desk, 'Waiting for payment');
  await openHistory(desk);
  const rows = page.getByTestId('history-row');
  const search = page.getByTestId('history-search');
  await expect(rows).toHaveCount(3);
  const number = (await world.orders()).find((one) => one.total === 200)?.number ?? '';
  for (const [text, found] of [
    ['djordje', 'Ђорђе Живковић'],
    ['064 123', 'Ђорђе Живковић'],
    [number.toLowerCase(), number],
    ['200,00', number],
  ] as const) {
    await search.fill(text);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(found);
  }
  await search.fill('nobody at all');
  await expect(page.getByText('Nothing fits')).toBeVisible();
  await expect(page.getByTestId('history-export')).toBeDisabled();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Refused' }).click();
  await expect(rows).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Sent', exact: true }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('combobox', { name: 'To day' }).click();
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('option').click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByTestId('history-count')).toHaveText('3 entries');

  const folder = mkdtempSync(join(tmpdir(), 'willcall-csv-'));
  try {
    const file = join(folder, 'Veče.csv');
    await page.getByTestId('history-export').click();
    await expect(page.getByText('Nothing was saved.')).toBeVisible();
    await search.fill('a');
    await search.fill('');
    await expect(rows).toHaveCount(3);
    await desk.running.app.answerDialogs(file);
    await page.getByTestId('history-export').click();
    await expect(page.getByTestId('history-saved')).toContainText(`3 entries saved to${file}`);
    const text = readFileSync(file, 'utf8');
    expect(text.startsWith('\uFEFFtime,local_time,kind,')).toBe(true);
    expect(text.match(/\r\n/g)).toHaveLength(4);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""Ana"")"`);
    expect(text).toContain("Ђорђе Живковић,,'+381641234567,1 x Garderoba,150.00,RSD,link,awaiting_payment");
    expect(readdirSync(folder)).toEqual(['Veče.csv']);
    const { dialogs } = await desk.running.app.desktop();
    expect(dialogs.at(-1)).toMatchObject({
      kind: 'save',
      options: { defaultPath: expect.stringMatching(/^willcall-\d{4}-\d\d-\d\d\.csv$/) },
    });

    await desk.running.app.answerDialogs(join(desk.folder, 'ledger.db'));
    await page.getByTestId('history-export').click();
    await expect(page.locator('[data-testid="problem"][data-code="file_not_written"]')).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
