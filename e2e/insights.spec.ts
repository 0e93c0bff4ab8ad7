/** Issue 2, item 8: the platform's statistics. */
import { expect, test } from './support/test.ts';
import { count } from './support/world.ts';

const path = '/api/mediapartner/v1/statistics';

test.use({ sandboxArgs: ['--tickets', '200'] });

test('numbers and charts by day and by event, asked for once a minute, kept with their age', async ({
  desk,
  world,
}) => {
  const { page } = desk;
  const asked = async () => count(await world.asked(), 'GET', path);
  const screen = await desk.open('insights');
  for (const metric of ['views', 'clicks', 'orders', 'orderSum']) {
    await expect(page.getByTestId(`insights-${metric}`)).toContainText(/\d/);
  }
  await expect(page.getByTestId('insights-chart')).toHaveCount(2);
  await expect(page.getByTestId('insights-chart').first().locator('path.recharts-rectangle').first()).toBeVisible();
  await expect(page.getByTestId('insights-age')).toContainText('as of');
  await expect(screen.getByRole('button', { name: /May be asked again in \d+ s/ })).toBeDisabled();
  expect(await asked()).toBe(1);

  await screen.getByText('Sum of orders', { exact: true }).last().click();
  await desk.open('lookup');
  await desk.open('insights');
  await expect(page.getByTestId('insights-chart')).toHaveCount(2);
  expect(await asked(), 'coming back asks nothing').toBe(1);

  // After a restart and with the cable out, the numbers are still here.
  await desk.quit();
  await world.cable('out');
  await desk.start();
  await desk.open('insights');
  await expect(desk.page.getByTestId('insights-orders')).toContainText(/\d/);
  await expect(desk.page.getByTestId('insights-age')).toContainText('as of');
  await world.cable('in');
  expect(await asked()).toBe(1);
});
