import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runClients } from './clients.ts';
import { runDamage } from './damage.ts';
import { runDrift } from './drift.ts';
import { runKills } from './kills.ts';
import { runMixed } from './mixed.ts';
import { clientRows, damageRows, driftRows, killRows, mixedRows, type Row } from './report.ts';

/** Parts of the harness, in the order in which they run. */
export const faultParts = ['mixed', 'kills', 'clients', 'damage', 'drift'] as const;
export type FaultParts = (typeof faultParts)[number];

/** How much is run. */
export interface FaultSize {
  readonly orders: number;
  readonly refunds: number;
  readonly kills: number;
  /** Tills on one account, one run each. */
  readonly clients: readonly number[];
  readonly clientOrders: number;
  readonly clientRefunds: number;
  /** Damaged files of each store. */
  readonly damaged: number;
  readonly tickets: number;
  readonly insert: number;
  readonly remove: number;
}

/** What issue 3 asks for. */
export const fullSize: FaultSize = {
  orders: 2_000,
  refunds: 500,
  kills: 304,
  clients: [2, 3, 4],
  clientOrders: 240,
  clientRefunds: 40,
  damaged: 100,
  tickets: 50_000,
  insert: 1_000,
  remove: 200,
};

/** A few minutes: part of `npm test`. */
export const quickSize: FaultSize = {
  orders: 100,
  refunds: 24,
  kills: 16,
  clients: [3],
  clientOrders: 45,
  clientRefunds: 6,
  damaged: 8,
  tickets: 3_000,
  insert: 60,
  remove: 20,
};

/** Runs the parts one after another. */
export async function runFaults(
  folder: string,
  size: FaultSize & { readonly seed: number },
  parts: readonly FaultParts[] = faultParts,
): Promise<Row[]> {
  const { seed } = size;
  const rows: Row[] = [];
  const place = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  for (const part of parts) {
    switch (part) {
      case 'mixed':
        rows.push(...mixedRows(await runMixed(place(part), size)));
        break;
      case 'kills':
        rows.push(...killRows(await runKills(place(part), size)));
        break;
      case 'clients':
        for (const tills of size.clients) {
          const { clientOrders: orders, clientRefunds: refunds } = size;
          rows.push(...clientRows(await runClients(place(part), { tills, orders, refunds, seed })));
        }
        break;
      case 'damage':
        rows.push(...damageRows(await runDamage(place(part), { each: size.damaged, seed })));
        break;
      case 'drift':
        rows.push(...driftRows(await runDrift(place(part), size)));
        break;
    }
  }
  return rows;
}
