/** Issue 4: selling vivenu tickets at the till, in cash and at the terminal. */
import { payState } from './support/sell.ts';
import { accountPulled, join, systemArgs } from './support/systems.ts';
import { expect, test } from './support/test.ts';
import { vivenuBooks, vivenuMails } from './support/vivenu.ts';

test.use({ sandboxArgs: systemArgs });

test('imported, sold for cash with change, sold at the terminal, sold with the cable out; places that are gone are refused in words', async ({
  app,
  world,
}) => {
  const { page } = app;
  await accountPulled(app, await join(app, world, 'vivenu'));
  const before = (await vivenuBooks(world)).length;

  // Prices are known here, and still a person looks at them.
  await app.open('sell');
  await page.getByRole('button', { name: 'Fill the catalogue' }).click();
  await page.getByRole('button', { name: 'Import from the calendar' }).click();
  await page.getByTestId('import-line').filter({ hasText: 'Stehplatz' }).first().getByRole('checkbox').check();
  await page.getByTestId('import-confirm').click();
  await expect(page.getByTestId('catalogue-item')).toHaveCount(1);

  const sell = async () => {
    const screen = await app.open('sell');
    await screen.getByTestId('sell-tile').filter({ hasText: 'Stehplatz' }).click();
    return screen;
  };

  // Cash: too little is said, the change stands there, and the guest's tickets are mailed.
  let screen = await sell();
  await screen.getByLabel('Name', { exact: true }).fill('Đurđica Čolić');
  await screen.getByLabel('E-mail', { exact: true }).fill('djurdjica@mail.example.test');
  await screen.getByTestId('tender-cash').click();
  await screen.getByTestId('tender-cash-given').fill('10');
  await expect(page.getByTestId('sell-send')).toBeDisabled();
  await expect(screen).toContainText('The cash given is less than the total.');
  await screen.getByTestId('tender-cash-given').fill('50');
  await expect(page.getByTestId('tender-cash-change')).toContainText('32.00');
  await page.getByTestId('sell-send').click();
  await payState(app, 'Sold');
  await expect(page.getByTestId('pay-tickets')).toContainText('djurdjica@mail.example.test');
  await expect(page.locator('[data-screen="pay"]')).toContainText('32.00');
  const [cash] = await vivenuBooks(world);
  expect(cash).toMatchObject({
    transaction: { status: 'COMPLETE', paymentStatus: 'LOCAL-RECEIVED', name: 'Đurđica Čolić', realPrice: 18 },
    tickets: [{ status: 'VALID' }],
  });
  expect((await vivenuMails(world, cash?.transaction._id ?? '')).map(({ to }) => to)).toContain(
    'djurdjica@mail.example.test',
  );

  screen = await sell();
  await screen.getByTestId('tender-terminal').click();
  await expect(screen).toContainText('Take the card at the terminal first, then sell.');
  await page.getByTestId('sell-send').click();
  await payState(app, 'Sold');
  await expect.poll(async () => (await vivenuBooks(world)).length).toBe(before + 2);

  // The cable is out: kept, and sent once.
  await world.cable('out');
  await expect(page.getByTestId('status-connectivity')).toHaveText('Offline');
  screen = await sell();
  await expect(screen).toContainText('The tickets come then.');
  await page.getByTestId('sell-send').click();
  await payState(app, 'Waiting for the network');
  await world.cable('in');
  await payState(app, 'Sold', 30_000);
  expect(await vivenuBooks(world)).toHaveLength(before + 3);

  // More than there is room for: refused in the platform's words, and nothing is sold.
  screen = await sell();
  await screen.getByLabel(/^Quantity: /).fill('999');
  await screen.getByTestId('tender-terminal').click();
  await page.getByTestId('sell-send').click();
  await payState(app, 'Refused');
  await expect(page.locator('[data-screen="pay"]')).toContainText('The platform says');
  expect(await vivenuBooks(world)).toHaveLength(before + 3);
});
