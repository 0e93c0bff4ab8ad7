/** Issue 2, item 5: what this door sells, by hand and from the calendar. */
import { payState, sell } from './support/sell.ts';
import { expect, test } from './support/test.ts';

test('items by hand: every type with what it needs, an amount typed at the sale, order, change, removal', async ({
  desk,
}) => {
  const { page } = desk;
  await desk.open('sell');
  await page.getByRole('button', { name: 'Fill the catalogue' }).click();
  const screen = await desk.screen('catalogue');
  const add = async () => {
    await screen.getByRole('button', { name: 'Add an item' }).click();
    return page.getByRole('dialog');
  };

  let form = await add();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toContainText('Give it a name.');
  await expect(form).toContainText('Type a price, or let it be typed at each sale.');
  await form.getByLabel('Name', { exact: false }).first().fill('Ulaznica na vratima');
  await form.getByRole('radio', { name: 'Event ticket' }).check();
  await form.getByRole('textbox', { name: 'Price' }).fill('1950');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toContainText('An event ticket cannot be sold without it.');
  await form.getByLabel('EventCalendar id').fill('123');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByTestId('catalogue-item')).toHaveCount(1);

  form = await add();
  await form.getByLabel('Name', { exact: false }).first().fill('Garderoba');
  await form.getByRole('radio', { name: 'Service' }).check();
  await form.getByRole('textbox', { name: 'Price' }).fill('49.99');
  await expect(form).toContainText(/Understood as 49\.99\sRSD/);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByTestId('catalogue-item')).toHaveCount(2);

  form = await add();
  await form.getByLabel('Name', { exact: false }).first().fill('Donacija');
  await form.getByRole('radio', { name: 'Product' }).check();
  await form.getByLabel('The amount is typed at each sale').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByTestId('catalogue-item')).toHaveCount(3);

  form = await add();
  await form.getByLabel('Name', { exact: false }).first().fill('Stajanje');
  await form.getByRole('radio', { name: 'Ticket outside the calendar' }).check();
  await form.getByRole('textbox', { name: 'Price' }).fill('700');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toContainText('Choose the day.');
  await form.getByLabel('Event date').fill('2027-03-01');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByTestId('catalogue-item')).toHaveCount(4);

  await page.getByRole('button', { name: 'Move up: Garderoba' }).click();
  await expect(page.getByTestId('catalogue-item').first()).toContainText('Garderoba');
  await page.getByRole('button', { name: 'Change: Garderoba' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Price' }).fill('60');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByTestId('catalogue-item').first()).toContainText('60.00');
  await page.getByRole('button', { name: 'Remove: Donacija' }).click();
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('catalogue-item')).toHaveCount(3);

  await desk.kill();
  await desk.start();
  await desk.open('sell');
  await expect(desk.page.getByTestId('sell-tile')).toHaveCount(3);
  await expect(desk.page.getByTestId('sell-tile').first()).toContainText('Garderoba');
});

test('from the calendar: each price in both readings, nothing without a person’s word, and it sells', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  await desk.open('sell');
  await page.getByRole('button', { name: 'Fill the catalogue' }).click();
  await page.getByRole('button', { name: 'Import from the calendar' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Confirm each price');
  await expect(page.getByTestId('import-confirm')).toBeDisabled();
  const line = page.getByTestId('import-line').filter({ hasText: 'Parter' }).first();
  await expect(line).toContainText('1950');
  await expect(line).toContainText('1,950.00');
  await expect(line).toContainText('19.50');
  await line.getByRole('checkbox').check();
  await page.getByTestId('import-confirm').click();
  await expect(page.getByTestId('catalogue-item')).toHaveCount(1);
  await expect(page.getByTestId('catalogue-item')).toContainText('1,950.00');

  // The other reading, for the whole list; what was imported says so.
  await page.getByRole('button', { name: 'Import from the calendar' }).click();
  await expect(page.getByTestId('import-line').filter({ hasText: 'in the catalogue already' }).first()).toBeVisible();
  await dialog.getByText('hundredths', { exact: true }).first().click();
  const other = page.getByTestId('import-line').filter({ hasText: 'Balkon' }).first();
  await other.getByRole('checkbox').check();
  await page.getByTestId('import-confirm').click();
  await expect(page.getByTestId('catalogue-item').filter({ hasText: 'Balkon' })).toContainText('14.00');

  await sell(desk, ['Parter']);
  await payState(desk, 'Waiting for payment');
  expect(await world.orders()).toMatchObject([{ total: 1950, items: [{ type: 'event', quantity: 1 }] }]);
});
