import type { ClientsResult } from './clients.ts';
import type { DamageResult } from './damage.ts';
import type { LedgerDamageResult } from './damage-ledger.ts';
import type { DriftResult } from './drift.ts';
import { killMoments } from './kill-moments.ts';
import type { KillsResult } from './kills.ts';
import type { MixedResult } from './mixed.ts';

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** Null where there is no promise, only a figure. */
  readonly ok: boolean | null;
}

const number = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** The value below which this share of values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function spread(values: readonly number[]): string {
  return `p50 ${seconds(percentile(values, 0.5))}, p95 ${seconds(percentile(values, 0.95))} (${number(values.length)})`;
}

export function zero(what: string, value: number): Row {
  return { what, measured: number(value), ok: value === 0 };
}

export function mixedRows(result: MixedResult): Row[] {
  const { ordersVerdict: orders, refundsVerdict: refunds } = result;
  const alone = result.withContact === 0 ? 1 : result.settledAlone / result.withContact;
  return [
    { what: 'mixed faults: orders', measured: number(result.orders), ok: null },
    { what: 'mixed faults: refunds', measured: number(result.refunds), ok: null },
    { what: 'faults planned for writes', measured: counted(result.faults), ok: null },
    zero('orders doubled', orders.doubled),
    zero('orders lost', orders.lost),
    zero('orders wrongly adopted', orders.wronglyAdopted),
    zero('refunds doubled', refunds.doubled),
    zero('refunds lost or told wrongly', refunds.lost),
    {
      what: 'settled without a person, sales with a contact',
      measured: `${(alone * 100).toFixed(2)}% of ${number(result.withContact)}`,
      ok: alone >= 0.99,
    },
    { what: 'acts that needed a person', measured: number(result.neededPerson), ok: null },
    { what: 'why persons were asked', measured: counted(result.doubts), ok: null },
    { what: 'time to settle, all sales', measured: spread(result.settleMs), ok: null },
    { what: 'time to settle, answer lost', measured: spread(result.doubtMs), ok: null },
    { what: 'time to settle, refunds', measured: spread(result.refundMs), ok: null },
    { what: 'files and journal checked', measured: result.trouble ?? 'clean', ok: result.trouble === null },
    { what: 'took', measured: seconds(result.seconds * 1000), ok: null },
    ...examples(orders.examples, refunds.examples),
  ];
}

const examples = (...texts: readonly (readonly string[])[]): Row[] =>
  texts.flat().map((text) => ({ what: 'example', measured: text, ok: false }));

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${name} ${count}`).join(', ');

/** From so many kills on, each moment must have been struck so often, or the run proves less than it says. */
const spreadKills = 200;
const spreadAtLeast = 10;

export function killRows(result: KillsResult): Row[] {
  const { ordersVerdict: orders, refundsVerdict: refunds } = result;
  return [
    { what: 'SIGKILLs', measured: number(result.kills), ok: null },
    {
      what: 'kills that struck where they aimed',
      measured: counted(result.met),
      ok:
        result.kills < spreadKills
          ? null
          : killMoments.every((moment) => (result.met.get(moment) ?? 0) >= spreadAtLeast),
    },
    { what: 'kills that caught acts in', measured: counted(result.caught), ok: null },
    { what: 'sales, refunds made meanwhile', measured: `${number(result.sales)}, ${number(result.refunds)}`, ok: null },
    zero('kills: orders doubled', orders.doubled),
    zero('kills: orders lost', orders.lost),
    zero('kills: orders wrongly adopted', orders.wronglyAdopted),
    zero('kills: refunds doubled', refunds.doubled),
    zero('kills: refunds lost or told wrongly', refunds.lost),
    zero('kills: files that failed their check', result.damaged),
    zero('kills: tickets too many or too few in the end', result.ticketsWrong),
    { what: 'took', measured: seconds(result.seconds * 1000), ok: null },
    ...examples(orders.examples, refunds.examples, result.examples),
  ];
}

export function clientRows(result: ClientsResult): Row[] {
  const { ordersVerdict: orders, refundsVerdict: refunds, tills } = result;
  const of = (what: string): string => `${tills} tills: ${what}`;
  return [
    {
      what: of('orders, refunds asked for, payments raced for'),
      measured: `${number(result.orders)}, ${number(result.refunds)}, ${number(result.races)}`,
      ok: null,
    },
    zero(of('orders doubled'), orders.doubled),
    zero(of('orders lost'), orders.lost),
    zero(of('orders wrongly adopted'), orders.wronglyAdopted),
    zero(of('orders that two tills or none claim'), result.sharesWrong),
    zero(of('refunds doubled'), refunds.doubled),
    zero(of('refunds lost or told wrongly'), refunds.lost),
    { what: of('acts that needed a person'), measured: number(result.neededPerson), ok: null },
    { what: 'took', measured: seconds(result.seconds * 1000), ok: null },
    ...examples(orders.examples, refunds.examples),
  ];
}

export function damageRows(result: DamageResult): Row[] {
  return [
    { what: 'damaged caches', measured: number(result.caches), ok: null },
    { what: 'harm done', measured: counted(result.byHarm), ok: null },
    zero('damage: starts that failed', result.notStarted),
    { what: 'starts that said so: cache made anew', measured: number(result.saidRebuilt), ok: null },
    zero('damage: tickets too many or too few afterwards', result.ticketsWrong),
    { what: 'took', measured: seconds(result.seconds * 1000), ok: null },
    ...examples(result.notStarted + result.ticketsWrong > 0 ? result.examples : []),
  ];
}

export function ledgerDamageRows(result: LedgerDamageResult): Row[] {
  const { ordersVerdict: orders } = result;
  return [
    { what: 'damaged ledgers, sales', measured: `${number(result.ledgers)}, ${number(result.sales)}`, ok: null },
    { what: 'harm done', measured: counted(result.byHarm), ok: null },
    zero('damaged ledger: starts that failed', result.notStarted),
    {
      what: 'starts that said so: backup put back, end missing',
      measured: `${number(result.saidRestored)}, ${number(result.saidEndMissing)}`,
      ok: null,
    },
    zero('damaged ledger: sales of the last backup lost', result.salesLost),
    zero('damaged ledger: orders doubled', orders.doubled),
    zero('damaged ledger: sales left behind', orders.lost),
    zero('damaged ledger: orders wrongly adopted', orders.wronglyAdopted),
    { what: 'took', measured: seconds(result.seconds * 1000), ok: null },
    ...examples(orders.examples, result.notStarted + result.salesLost > 0 ? result.examples : []),
  ];
}

export function driftRows(result: DriftResult): Row[] {
  return [
    {
      what: 'pull under drift: tickets, inserted, removed',
      measured: `${number(result.tickets)}, ${number(result.inserted)}, ${number(result.removed)}`,
      ok: null,
    },
    zero('drift: tickets too many or too few afterwards', result.wrong),
    {
      what: 'drift: requests (one undisturbed pass)',
      measured: `${number(result.requests)} (${number(result.leastRequests)})`,
      ok: null,
    },
    { what: 'took', measured: seconds(result.seconds * 1000), ok: null },
  ];
}

/** Prints rows, aligned. @returns true when every promise holds. */
export function printTable(rows: readonly Row[]): boolean {
  const width = Math.max(...rows.map((row) => row.what.length));
  for (const { what, measured, ok } of rows) {
    const mark = ok === null ? '  ' : ok ? 'ok' : '!!';
    process.stdout.write(`${mark}  ${what.padEnd(width)}  ${measured}\n`);
  }
  return rows.every(({ ok }) => ok !== false);
}
