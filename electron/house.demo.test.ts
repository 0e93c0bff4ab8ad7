import { afterAll, beforeAll, expect, test } from 'vitest';
import { HouseFixture } from './house.fixture.ts';
import { accountSecretName } from './keychain.ts';
import { Secret } from './secret.ts';

/* Demo accounts that an older Willcall connected, on a sandbox that has learned something since. */

let house: HouseFixture;

beforeAll(async () => {
  house = await HouseFixture.start();
}, 60_000);
afterAll(() => house.end());

const accounts = () => house.call('accounts.list', undefined);
const demo = async (system: string) => {
  const found = (await accounts()).find((account) => account.demo && account.system === system);
  if (found === undefined) throw new Error(`no demo of ${system}`);
  return found;
};

test('a demo that does not start is no reason not to start, and is tried again when one asks again', async () => {
  house.demoFails = true;
  await house.ensureDemo();
  expect((await house.call('app.info', undefined)).notices).toMatchObject([{ code: 'demo_failed' }]);
  await expect(house.call('accounts.connectDemo', undefined)).rejects.toMatchObject({
    problem: { code: 'sandbox_failed', retryable: true },
  });
  house.demoFails = false;
});

test('the demo connects all three systems, each once, on one sandbox', async () => {
  const before = house.demoStarts;
  await Promise.all([house.call('accounts.list', undefined), house.ensureDemo()]);
  await house.call('accounts.connectDemo', undefined);
  await house.call('accounts.connectDemo', undefined);
  expect(house.demoStarts).toBe(before + 1);
  expect((await accounts()).map(({ system }) => system).sort()).toEqual(['ozora', 'ticrs', 'vivenu']);
});

test('after an update its accounts take over new settings and keys by themselves, and keep what was done', async () => {
  const { id } = await demo('ozora');
  const vivenu = await demo('vivenu');
  await house.pulled(vivenu.id);
  await house.close();
  // As an older version had it: without a scanning token, and with a key that nobody knows any more.
  house.keys.set(accountSecretName(vivenu.id), new Secret(JSON.stringify({ kind: 'apiKey', key: 'key_of_before' })));
  house.demoSettings = { template: '{"own":true}', codes: 'FULL-FEE-HUF-SIMPLE = 12000' };
  await house.open();
  expect(await demo('ozora')).toMatchObject({ id, advanced: house.demoSettings });
  const renewed = await demo('vivenu');
  expect(renewed).toMatchObject({ id: vivenu.id, connectedAt: vivenu.connectedAt });
  expect(renewed.capabilities).toContain('tickets.scan');
  expect(await house.call('accounts.check', { accountId: vivenu.id })).toMatchObject({ health: 'ok' });
  expect(await accounts()).toHaveLength(3);
});

test('a sale that a former start left unpaid keeps no new one from being paid, and says where it is', async () => {
  const { id: accountId } = await demo('ticrs');
  const unitPrice = { minor: 15_000, currency: 'RSD' };
  const sell = async () => {
    const { id } = await house.call('sales.create', {
      ...{ accountId, currency: 'RSD', customer: { name: '', email: '', phone: '' } },
      items: [
        {
          type: 'service',
          name: 'Garderoba',
          unitPrice,
          quantity: 1,
          calendarId: null,
          ticketTypeId: null,
          date: null,
        },
      ],
    });
    return house.sale(id, ({ payState }) => payState === 'awaiting_payment');
  };
  const old = await sell();
  await house.close();
  // The demo's sandbox lives in memory: what it was told is gone with it.
  await house.sandbox.control('POST', '/reset', { seed: 1 });
  await house.open();
  const { id, orderId } = await sell();
  await house.sandbox.control('POST', `/tic/orders/${orderId}/approve`);
  await house.sale(id, ({ payState }) => payState === 'paid');
  await house.sale(old.id, ({ payState }) => payState === 'expired');
  expect(await house.call('orders.get', { saleId: old.id })).toMatchObject({ lost: { why: 'not_found' } });
});

test('one that was removed is not put back by a start, only by asking for the demo again', async () => {
  await house.call('accounts.remove', { accountId: (await demo('ticrs')).id });
  await house.close();
  await house.open();
  expect((await accounts()).map(({ system }) => system).sort()).toEqual(['ozora', 'vivenu']);
  await house.call('accounts.connectDemo', undefined);
  expect(await accounts()).toHaveLength(3);
});
