import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runClients } from './clients.ts';
import { runDamage } from './damage.ts';
import { runLedgerDamage } from './damage-ledger.ts';
import { runDrift } from './drift.ts';
import { runKills } from './kills.ts';
import { runMixed } from './mixed.ts';
import { runOzora } from './ozora.ts';
import { clientRows, damageRows, driftRows, killRows, ledgerDamageRows, mixedRows, type Row } from './report.ts';
import { systemRows } from './system-result.ts';
import { runVivenu } from './vivenu.ts';

/** Parts of the harness, in the order in which they run. */
export const faultParts = ['mixed', 'kills', 'clients', 'damage', 'drift', 'vivenu', 'ozora'] as const;
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
  /** vivenu's sales and cancellations; O.Z.O.R.A.'s starts, and guests who pay. */
  readonly vivenu: { readonly sales: number; readonly cancellations: number };
  readonly ozora: { readonly starts: number; readonly paid: number };
}

/** What issue 3 asks for. */
export const fullSize: FaultSize = {
  orders: 2_000,
  refunds: 500,
  kills: 306,
  clients: [2, 3, 4],
  clientOrders: 240,
  clientRefunds: 40,
  damaged: 100,
  tickets: 50_000,
  insert: 1_000,
  remove: 200,
  vivenu: { sales: 400, cancellations: 120 },
  ozora: { starts: 300, paid: 40 },
};

/** A few minutes: part of `npm test`. */
export const quickSize: FaultSize = {
  orders: 100,
  refunds: 24,
  kills: 18,
  clients: [3],
  clientOrders: 45,
  clientRefunds: 6,
  damaged: 8,
  tickets: 3_000,
  insert: 60,
  remove: 20,
  vivenu: { sales: 60, cancellations: 20 },
  ozora: { starts: 60, paid: 15 },
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
        rows.push(...ledgerDamageRows(await runLedgerDamage(place(part), { each: size.damaged, seed })));
        break;
      case 'drift':
        rows.push(...driftRows(await runDrift(place(part), size)));
        break;
      case 'vivenu':
        rows.push(...systemRows(await runVivenu(place(part), { ...size.vivenu, seed })));
        break;
      case 'ozora':
        rows.push(...systemRows(await runOzora(place(part), { ...size.ozora, seed })));
        break;
    }
  }
  return rows;
}
