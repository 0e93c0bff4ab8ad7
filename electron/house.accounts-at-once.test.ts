import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountId } from '../shared/ids.ts';
import { HouseFixture, until } from './house.fixture.ts';

/* What is asked for side by side on accounts. */

let house: HouseFixture;
beforeAll(async () => {
  house = await HouseFixture.start();
}, 60_000);
afterAll(() => house.end());

const accounts = () => house.call('accounts.list', undefined);
const online = (accountId: AccountId) =>
  until('an answer', async () => {
    const statuses = await house.call('sync.status', undefined);
    return statuses.some((status) => status.accountId === accountId && status.connectivity === 'online');
  });

/** The systems that are asked from now on, until vivenu has been asked so often. */
async function askedMeanwhile(requests: number): Promise<ReadonlySet<string>> {
  await house.sandbox.control('DELETE', '/requests');
  return until('requests', async () => {
    const asked = await house.sandbox.control<{ requests: { system: string }[] }>('GET', '/requests?since=0');
    const systems = asked.requests.map(({ system }) => system);
    return systems.filter((system) => system === 'vivenu').length >= requests && new Set(systems);
  });
}

test('the same key, connected twice at once, is connected once', async () => {
  const tries = await Promise.allSettled([house.connect('vivenu'), house.connect('vivenu')]);
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(tries.find((one) => one.status === 'rejected')?.reason).toMatchObject({ problem: { code: 'account_exists' } });
  expect(await accounts()).toHaveLength(1);
  expect(house.keys.size).toBe(1);
});

test('an account that is checked twice during a sale works once, and not at all when it is removed', async () => {
  const { id: accountId } = await house.connect('ticrs');
  await online(accountId);
  const route = 'POST /api/payment/v1/orders';
  await house.sandbox.control('POST', '/faults', {
    system: 'ticrs',
    kind: 'latency_after',
    route,
    count: 1,
    ms: 1_500,
  });
  const { id } = await house.call('sales.create', {
    ...{ accountId, currency: 'RSD', customer: { name: 'Ana', email: 'ana@example.test', phone: '' } },
    items: [
      {
        ...{ type: 'service', name: 'Garderoba', quantity: 1, unitPrice: { minor: 20_000, currency: 'RSD' } },
        ...{ calendarId: null, ticketTypeId: null, date: null },
      },
    ],
  });
  await house.sale(id, ({ queueState }) => queueState === 'sending');
  const checked = await Promise.all([1, 2].map(() => house.call('accounts.check', { accountId })));
  expect(checked.map(({ health }) => health)).toEqual(['ok', 'ok']);
  await house.sale(id, ({ queueState }) => queueState === 'confirmed');
  await house.call('accounts.remove', { accountId });
  expect(await askedMeanwhile(8)).toEqual(new Set(['vivenu']));
});

test('one that is removed twice and checked meanwhile goes once', async () => {
  const { id: accountId } = await house.connect('ticrs');
  const remove = () => house.call('accounts.remove', { accountId });
  const tries = await Promise.allSettled([remove(), remove(), house.call('accounts.check', { accountId })]);
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  for (const one of tries.slice(1)) expect(one).toMatchObject({ reason: { problem: { code: 'account_missing' } } });
  expect(await askedMeanwhile(4)).toEqual(new Set(['vivenu']));
});

test('the demo, asked for twice at once, connects each system once', async () => {
  await house.call('accounts.remove', { accountId: (await accounts())[0]?.id ?? '' });
  const [one, other] = await Promise.all([1, 2].map(() => house.call('accounts.connectDemo', undefined)));
  expect(one).toEqual(other);
  expect((await accounts()).map(({ system }) => system).sort()).toEqual(['ozora', 'ticrs', 'vivenu']);
});
