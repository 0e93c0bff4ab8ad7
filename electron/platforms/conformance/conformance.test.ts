import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxProcess, spawnSandbox } from '../../../sandbox/client.ts';
import type { Capability } from '../../../shared/domain/accounts.ts';
import { problemOf } from '../../../shared/errors.ts';
import type { Platform } from '../platform.ts';
import { sendOutcome } from '../platform-error.ts';
import { systemCapabilities } from '../registry.ts';
import { capabilityTable } from './capability-table.ts';
import { fixtures, platformOf } from './fixtures.ts';
import { missingOrder } from './outside.ts';
import { probes, saidByAnother } from './probes.ts';

/* What holds for every system as a whole; what each ability does is proved in abilities.test.ts. */

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
