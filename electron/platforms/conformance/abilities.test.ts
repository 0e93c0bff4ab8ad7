import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxProcess, spawnSandbox } from '../../../sandbox/client.ts';
import type { Capability } from '../../../shared/domain/accounts.ts';
import { as, type OrderId } from '../../../shared/ids.ts';
import type { OrderDraft, Platform } from '../platform.ts';
import { failure } from '../platform-error.ts';
import { systemCapabilities } from '../registry.ts';
import { capabilityTable } from './capability-table.ts';
import { type Fixture, fixtures, platformOf } from './fixtures.ts';
import { probes } from './probes.ts';
import { proofs } from './proofs.ts';
import { Proving } from './proving.ts';

/* Every ability that a system offers is done once over HTTP, and what it did is looked at from the other side. */

let sandbox: SandboxProcess;
beforeAll(async () => {
  const byHand = ['--auto-approve-ms', '0', '--auto-settle-ms', '0'];
  sandbox = await spawnSandbox(['--tickets', '300', '--vivenu-tickets', '200', '--no-rate-limit', ...byHand]);
}, 60_000);
afterAll(() => sandbox.stop());

async function whole(fixture: Fixture): Promise<Platform> {
  return platformOf(fixture, sandbox, fixture.everything(sandbox), { settings: await fixture.settings?.(sandbox) });
}

const capabilities = Object.keys(proofs) as Capability[];

/** Methods that an ability's calls go to. */
function methodsOf(capability: Capability): ReadonlySet<string> {
  const called = new Set<string>();
  const listening = new Proxy({} as Platform, {
    get: (_target, name) => () => {
      called.add(String(name));
      return Promise.resolve();
    },
  });
  for (const probe of probes[capability]) void probe(listening, { order: as<OrderId>('1'), draft: {} as OrderDraft });
  return called;
}

/** The same platform with one method that does nothing: it says that it cannot, or that it has. */
function without(platform: Platform, method: string, lying: boolean): Platform {
  const missing = () =>
    lying ? Promise.resolve() : Promise.reject(failure('capability_missing', '', { outcome: 'refused' }));
  return new Proxy(platform, {
    get: (target, name) => {
      const own: unknown = Reflect.get(target, name, target);
      if (name === method) return missing;
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}

describe.each(fixtures)('$system does', (fixture) => {
  test.each(capabilities)('%s, and whoever only says so is found out', async (capability) => {
    const platform = await whole(fixture);
    if (!platform.capabilities.has(capability)) {
      expect(systemCapabilities(fixture.system)).not.toContain(capability);
      return;
    }
    // First, while there is something left to be done: what is refused here is done below.
    for (const method of methodsOf(capability)) {
      for (const lying of [false, true]) {
        const hollow = new Proving(fixture, sandbox, platform, without(platform, method, lying));
        await expect(proofs[capability](hollow), `${method} ${lying}`).rejects.toThrow();
      }
    }
    await proofs[capability](new Proving(fixture, sandbox, platform));
  });
});

test('every ability has its proof, and every line of the README’s table is proved on the systems that it names', async () => {
  const platforms = await Promise.all(fixtures.map((fixture) => whole(fixture)));
  for (const capability of capabilities) {
    expect(
      platforms.filter((one) => one.capabilities.has(capability)),
      capability,
    ).not.toHaveLength(0);
  }
  // With every credential that there is, what is offered is what is printed: no "yes" stands on a credential that nothing was proved with.
  const printed = capabilityTable(fixtures.map((fixture) => platformOf(fixture, sandbox)));
  expect(capabilityTable(platforms)).toBe(printed);
  expect(printed.split('\n').filter((line) => line.includes('yes'))).toHaveLength(capabilities.length);
});
