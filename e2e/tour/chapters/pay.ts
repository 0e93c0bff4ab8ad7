import { expect } from '@playwright/test';
import { readQr } from '../../support/qr.ts';
import { atCheckout, newestLink, payState, sell } from '../../support/sell.ts';
import type { Stage } from '../stage.ts';

/** The link, the guest's phone, and the word that is seen from two metres. */
export async function pay({ app, world, phone, camera, journal }: Stage): Promise<void> {
  const { page } = app;
  await journal.step('one press sells; the QR code is the payment link', async () => {
    await sell(app, ['Parter', 'Parter', 'Garderoba'], { name: 'Đurđica Čolić', email: 'djurdjica@mail.example.test' });
    await payState(app, 'Waiting for payment');
    expect(await readQr(page.getByTestId('pay-qr'))).toBe(await newestLink(app));
    journal.checked('the code, read back from the screen, is the link');
    await camera.both('pay-waiting');
  });
  await journal.step('the guest pays on a phone; the screen says so by itself', async () => {
    const link = await newestLink(app);
    await atCheckout(phone, link, 'Pay');
    const from = performance.now();
    await payState(app, 'Paid', 5_000);
    journal.checked(`Paid stood there ${Math.round(performance.now() - from)} ms after the platform knew`);
    await camera.both('pay-paid');
  });
  await journal.step('a declined card', async () => {
    await sell(app, ['Garderoba']);
    await payState(app, 'Waiting for payment');
    await atCheckout(phone, await newestLink(app), 'Decline');
    await payState(app, 'Declined');
    await camera.both('pay-declined');
  });
  await journal.step('a link whose time is over', async () => {
    await sell(app, ['Garderoba']);
    await payState(app, 'Waiting for payment');
    await world.moveOrder((await world.orders())[0]?.signature ?? '', 'expire');
    await payState(app, 'Expired');
    await camera.both('pay-expired');
  });
  await journal.step('cash noted, with the warning that the platform does not know', async () => {
    await sell(app, ['Garderoba']);
    await payState(app, 'Waiting for payment');
    await page.getByRole('button', { name: 'Note cash taken' }).click();
    await expect(page.getByRole('dialog')).toContainText('The platform does not learn of it');
    await camera.both('pay-cash-dialog');
    await page.getByTestId('confirm').click();
    await expect(page.getByText(/Cash noted/).first()).toBeVisible();
    await camera.both('pay-cash-noted');
  });
}
