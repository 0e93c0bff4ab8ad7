import type { SandboxProcess } from '../../sandbox/client.ts';
import { longestLatencyMs } from './pace.ts';
import type { Rng } from './rng.ts';

/** What strikes a write, by weight; the rest goes through. Named as the issue names them. */
const writeFaults = [
  ['reset_before', 9],
  ['reset_after', 11],
  ['reset_late', 8],
  ['timeout_after', 4],
  ['500_after', 9],
  ['500', 6],
  ['truncate', 7],
  ['429', 5],
  ['html200', 3],
  ['latency', 6],
  ['latency_after', 8],
] as const;

/** What strikes a read. Fewer: each sale in doubt makes several. */
const readFaults = [
  ['reset_before', 3],
  ['500', 2],
  ['truncate', 2],
  ['429', 2],
  ['html200', 1],
  ['latency', 2],
  ['wrong_field', 3],
] as const;

/** What a field is called that stands in every row of the lists that acts in doubt are looked for in: orders (T7), refund requests (T14). */
const rowFields = ['amount_total', 'platform_approval_status'] as const;

type Weights = readonly (readonly [string, number])[];

/**
 * Plans what happens to the n-th request of a route from now on: one fault at most each, drawn from the seed.
 * @param share of requests that are struck, 0 to 1.
 * @returns how many faults of each kind were planned.
 */
export async function planFaults(
  sandbox: SandboxProcess,
  rng: Rng,
  plan: { readonly route: string; readonly requests: number; readonly share: number; readonly kind: 'write' | 'read' },
): Promise<Map<string, number>> {
  const weights: Weights = plan.kind === 'write' ? writeFaults : readFaults;
  const planned = new Map<string, number>();
  for (let n = 0; n < plan.requests; n += 1) {
    if (!rng.chance(plan.share)) continue;
    const kind = rng.weighted(weights);
    await sandbox.control('POST', '/faults', {
      kind,
      route: plan.route,
      skip: n,
      count: 1,
      ...(kind === 'wrong_field' ? wrongRows(rng) : {}),
      ...(kind === 'latency' || kind === 'latency_after' || kind === 'reset_late'
        ? { ms: 200 + rng.below(longestLatencyMs - 200) }
        : {}),
      ...(kind === '429' ? { retry_after: 1 } : {}),
    });
    planned.set(kind, (planned.get(kind) ?? 0) + 1);
  }
  return planned;
}

/** The newest row, or all of them, of a list cannot be read. */
function wrongRows(rng: Rng): { readonly path: string; readonly remove: boolean } {
  return { path: `data.${rng.pick(['0', '*'])}.${rng.pick(rowFields)}`, remove: true };
}

/** From here on nothing goes wrong. */
export async function clearFaults(sandbox: SandboxProcess): Promise<void> {
  await sandbox.control('DELETE', '/faults');
}
