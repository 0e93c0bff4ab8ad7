import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxProcess, spawnSandbox } from '../../../sandbox/client.ts';
import type { Capability } from '../../../shared/domain/accounts.ts';
import { orderStatuses } from '../../../shared/domain/orders.ts';
import { problemOf } from '../../../shared/errors.ts';
import type { Platform } from '../platform.ts';
import { sendOutcome } from '../platform-error.ts';
import { systemCapabilities } from '../registry.ts';
import { capabilityTable } from './capability-table.ts';
import { fixtures, platformOf } from './fixtures.ts';
import { missingOrder } from './outside.ts';
import { probes, saidByAnother } from './probes.ts';
import { all } from './proofs.ts';

const staff = { priority: 'staff' } as const;
let sandbox: SandboxProcess;

beforeAll(async () => {
  sandbox = await spawnSandbox(['--tickets', '300', '--no-rate-limit']);
}, 60_000);
afterAll(() => sandbox.stop());

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'answered',
    (error: unknown) => problemOf(error).code,
  );
}

describe.each(fixtures)('$system', (fixture) => {
  let platform: Platform;
  const has = (capability: Capability): boolean => platform.capabilities.has(capability);

  beforeAll(() => {
    platform = platformOf(fixture, sandbox);
  });

  test('accepts its key, and refuses one that nobody issued without a doubt about what was sent', async () => {
    await expect(platform.verify(staff)).resolves.toBeDefined();
    const refused = await platformOf(fixture, sandbox, fixture.wrong)
      .verify(staff)
      .catch((error: unknown) => error);
    expect(['key_refused', 'session_ended']).toContain(problemOf(refused).code);
    expect(sendOutcome(refused)).not.toBe('unknown');
  });

  test('says what it can do once, and what its system can at least', () => {
    const said = [...platform.capabilities];
    expect(said.length).toBeGreaterThan(0);
    expect(new Set(said).size).toBe(said.length);
    for (const capability of systemCapabilities(fixture.system)) expect(said).toContain(capability);
  });

  test('answers `capability_missing` to all that it does not offer, and asks nobody', async () => {
    const given = { order: missingOrder[fixture.system], draft: await fixture.draft(platform, sandbox) };
    await sandbox.control('DELETE', '/requests');
    for (const [capability, calls] of Object.entries(probes) as [Capability, (typeof probes)[Capability]][]) {
      if (has(capability) || saidByAnother.has(capability)) continue;
      for (const call of calls) expect(await codeOf(call(platform, given)), capability).toBe('capability_missing');
    }
    const { requests } = await sandbox.control<{ requests: unknown[] }>('GET', '/requests');
    expect(requests).toEqual([]);
  });

  test('its tickets come whole: as many as it says, with their money and times exact', async (context) => {
    if (!has('tickets')) return context.skip('not offered by the system');
    const { rows, total } = await all((page) => platform.tickets({ page, ...staff }));
    expect(rows).toHaveLength(total);
    for (const row of rows) {
      expect(row.identity).not.toBe('');
      expect(Number.isSafeInteger(row.price.minor)).toBe(true);
      expect(Date.parse(row.purchasedAt)).toBe(row.purchasedAtMs);
      expect(Date.parse(row.eventDate)).toBe(row.eventDateMs);
      if (row.entry) expect(row.entry.platformStatus).not.toBe('');
    }
    if (rows.some((row) => row.entry !== null)) expect(new Set(rows.map((row) => row.identity)).size).toBe(total);
  });

  test('its orders have one vocabulary, exact totals, and are found by their guest or number', async (context) => {
    if (!has('orders')) return context.skip('not offered by the system');
    const { rows } = await platform.orders({ page: 1, ...staff });
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(orderStatuses).toContain(row.status);
      expect(row.platformStatus.name).not.toBe('');
      expect(Number.isSafeInteger(row.total.minor)).toBe(true);
      expect(Date.parse(row.createdAt)).toBe(row.createdAtMs);
    }
    if (!has('orders.search')) return;
    // By the guest where the system names one, else by the number that it gave the order.
    const one = rows.find((row) => row.contact === null || row.contact.email !== '');
    const search = one?.contact?.email ?? one?.number ?? '';
    const found = await all((page) => platform.orders({ page, search, ...staff }));
    expect(found.rows.map((row) => row.id)).toContain(one?.id);
  });

  test('an order that is made is the order that is read back', async (context) => {
    if (!has('orders.create')) return context.skip('not offered by the system');
    const draft = await fixture.draft(platform, sandbox);
    const created = await platform.createOrder(draft, staff);
    const { order } = await platform.order(created.id, staff);
    expect(order).toMatchObject({ id: created.id, number: created.number, publicToken: created.publicToken });
    expect(order.status).toBe(created.status);
    const total = draft.items.reduce((sum, item) => sum + item.unitPrice.minor * item.quantity, 0);
    expect(order.total).toEqual({ minor: total, currency: draft.currency });
    if (draft.tender === 'link')
      expect(URL.canParse(created.paymentLink ?? created.secretLink?.reveal() ?? '')).toBe(true);
  });

  test('an unknown order is `not_found`, and nothing is in doubt', async () => {
    const error = await platform.order(missingOrder[fixture.system], staff).catch((thrown: unknown) => thrown);
    expect(problemOf(error).code).toBe('not_found');
    expect(sendOutcome(error)).not.toBe('unknown');
  });

  test('with the cable out it says so; a sale that never left is not in doubt when the port is closed', async () => {
    await sandbox.offline(true);
    try {
      expect(['offline', 'host_unreachable', 'timeout']).toContain(
        await codeOf(platform.reach(AbortSignal.timeout(5_000))),
      );
      expect(['offline', 'host_unreachable', 'timeout']).toContain(await codeOf(platform.verify(staff)));
    } finally {
      await sandbox.offline(false);
    }
    await expect(platform.reach(AbortSignal.timeout(5_000))).resolves.toEqual({ sign: '200 text/plain', page: false });
  });
});

test('the table in the README is what the systems say', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const table = capabilityTable(fixtures.map((fixture) => platformOf(fixture, sandbox)));
  // The formatter pads the cells.
  const plain = (text: string): string =>
    text
      .replace(/ +/g, ' ')
      .replace(/-{3,}/g, '---')
      .replace(/\| ---/g, '|---')
      .replace(/--- \|/g, '---|');
  expect(plain(readme)).toContain(plain(table));
});
