import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { actOf } from '../../shared/domain/act-of.ts';
import type { HistoryFilter, HistoryPage, Saved } from '../../shared/domain/history.ts';
import { problem, problemOf } from '../../shared/errors.ts';
import type { IsoDay } from '../../shared/ids.ts';
import { dayAfter, dayInZone, startOfDay } from '../../shared/time.ts';
import type { HistoryQuery } from '../ledger/ledger.ts';
import { type DeskContext, doorZone } from './context.ts';
import { byteOrderMark, csvLine } from './csv.ts';
import { historyCells, historyColumns } from './history-csv.ts';

/** One page of what was done here, newest first. */
export function historyPage(
  context: DeskContext,
  filter: HistoryFilter,
  at: { readonly offset: number; readonly limit: number },
): HistoryPage {
  return context.ledger.history.page(queryOf(filter, doorZone(context)), at);
}

/** Days on which something was written down here, newest first, in this door's zone. */
export function historyDays(context: DeskContext): readonly IsoDay[] {
  const days: IsoDay[] = [];
  const zone = doorZone(context);
  for (let last = context.ledger.history.lastBefore(Number.MAX_SAFE_INTEGER); last !== null; ) {
    const day = dayInZone(last, zone);
    days.push(day);
    last = context.ledger.history.lastBefore(startOfDay(day, zone));
  }
  return days;
}

function queryOf(filter: HistoryFilter, zone: string): HistoryQuery {
  return {
    search: filter.search ?? '',
    kind: filter.kind ?? null,
    state: filter.state ?? null,
    fromMs: filter.fromDay === undefined ? null : startOfDay(filter.fromDay, zone),
    beforeMs: filter.toDay === undefined ? null : startOfDay(dayAfter(filter.toDay), zone),
    accountId: filter.accountId ?? null,
  };
}

/** Acts that are read and written at once; the screens have their turn between. */
const actsAtOnce = 500;

/**
 * Writes the acts that fit to a CSV file that the person chose: beside it first, then in its place, so that a half-written file never has its
 * name. Only the owner may read it: it holds guests' addresses.
 * @param path absolute.
 * @throws ProblemError `disk_full`, `file_not_written` for a place that cannot be written.
 */
export async function exportHistory(context: DeskContext, filter: HistoryFilter, path: string): Promise<Saved> {
  const partial = `${path}.${randomUUID()}.part`;
  try {
    const rows = await writeRows(context, filter, partial);
    await rename(partial, path);
    return { path, rows };
  } catch (error) {
    await rm(partial, { force: true });
    const { code } = problemOf(error);
    if (code !== 'internal') throw error;
    throw problem('file_not_written', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function writeRows(context: DeskContext, filter: HistoryFilter, file: string): Promise<number> {
  const zone = doorZone(context);
  const query = queryOf(filter, zone);
  const names = context.ledger.accounts.names();
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.write(byteOrderMark + csvLine(historyColumns));
    let rows = 0;
    for (let below: number | null = null; ; ) {
      const { entries, next } = context.ledger.history.slice(query, below, actsAtOnce);
      const lines = entries.map((entry) => {
        const { accountId } = actOf(entry);
        return csvLine(historyCells(entry, names.get(accountId) ?? { label: accountId, system: '' }, zone));
      });
      await handle.write(lines.join(''));
      rows += entries.length;
      if (next === null) break;
      below = next;
    }
    await handle.sync();
    return rows;
  } finally {
    await handle.close();
  }
}
