import { zoneOfDoor } from '../../shared/domain/door-zone.ts';
import { as, type EpochMs, type EventId } from '../../shared/ids.ts';
import { tonight } from '../../shared/time.ts';
import { factNames } from '../cache/fact-names.ts';
import { ask } from './ask.ts';
import { factNow, type Line, platformNow } from './context.ts';
import { pagesInOrder } from './pages.ts';
import { pollTickets } from './poll-tickets.ts';
import { type EventScope, PullReport } from './pull-report.ts';
import { fetchTickets, readScope } from './read-scope.ts';
import { clearReading, loadReading, type Reading, saveReading } from './reading.ts';

/** What has come or gone while all was read is made good this often, before it is left for the next round. */
const repairs = 4;

/** A reading that was interrupted longer ago is begun anew: what it has read has changed since, without a trace in the counts. */
const resumedWithinMs = 24 * 3_600_000;

/**
 * Reads all tickets of the account: tonight's events first, then event by event, each page and the place in it stored in one transaction, so
 * that an interrupted reading goes on where it was. What came meanwhile is then read from the head of the list, and events whose count differs
 * are read again; only if none does and the sum still is not the platform's, everything is read once more without a filter.
 * @returns true when the cache now holds what the platform says there is.
 */
export async function readAllTickets(line: Line): Promise<boolean> {
  const { tickets } = line.context.cache();
  const reading = await beginOrResume(line);
  const scopes = await listScopes(line);
  const done = reading.done.reduce((sum, id) => sum + tickets.count(line.account.id, id), 0);
  const report = new PullReport(line, done);
  try {
    for (const scope of scopes) {
      if (scope.id === null || reading.done.includes(scope.id)) continue;
      report.scope(scope);
      if (!(await readScope(line, scope.id, report))) return false;
      reading.done.push(scope.id);
      saveReading(line.context.cache(), line.account.id, reading);
    }
    for (let repair = 1; repair <= repairs; repair += 1) {
      const polled = await pollTickets(line, reading.watermark);
      if (polled === 'whole') {
        finish(line);
        return true;
      }
      if (polled === 'differs') await readWhatDiffers(line, scopes, report);
    }
    return false;
  } finally {
    report.end();
  }
}

/** Reads events again whose count is not the platform's: one question each; everything, when the difference is in none of them. */
async function readWhatDiffers(line: Line, scopes: readonly EventScope[], report: PullReport): Promise<void> {
  const { tickets } = line.context.cache();
  let found = false;
  for (const scope of scopes) {
    if (scope.id === null) continue;
    const { total } = await fetchTickets(line, 1, scope.id);
    if (total === tickets.count(line.account.id, scope.id)) continue;
    found = true;
    report.scope(scope);
    report.again(total);
    await readScope(line, scope.id, report);
  }
  if (found) return;
  report.scope({ id: null, name: null });
  report.again(tickets.count(line.account.id));
  await readScope(line, null, report);
}

async function beginOrResume(line: Line): Promise<Reading> {
  const { context, account } = line;
  const saved = loadReading(context.cache(), account.id);
  if (saved && Math.abs(context.now() - saved.startedAt) < resumedWithinMs) return saved;
  const first = await fetchTickets(line, 1, null);
  context.cache().facts.set(account.id, factNames.expectedTickets, String(first.total));
  const watermark = first.rows.reduce((newest, row) => Math.max(newest, row.purchasedAtMs), 0);
  const reading: Reading = { startedAt: context.now(), watermark, done: [] };
  saveReading(context.cache(), account.id, reading);
  return reading;
}

/** All events, tonight's first. */
async function listScopes(line: Line): Promise<readonly EventScope[]> {
  const { context, account, platform, signal } = line;
  const now = platformNow(line);
  const today = tonight(now, zoneOfDoor(context.cache().tickets.dates(), now));
  const tonights = new Set<EventId>(await ask(line, () => platform.eventsOnDay(today, { priority: 'pull', signal })));
  const scopes: EventScope[] = [];
  for await (const { answer } of pagesInOrder(
    (page) => ask(line, () => platform.events({ page, priority: 'pull', signal })),
    { from: 1, depth: 1 },
  )) {
    context.cache().facts.upsertEvents(account.id, answer.rows);
    for (const event of answer.rows) scopes.push({ id: event.id, name: event.name });
  }
  const known = new Set(scopes.map((scope) => scope.id));
  for (const id of tonights) if (!known.has(id)) scopes.push({ id, name: null });
  const isTonight = (scope: EventScope): number => Number(scope.id !== null && tonights.has(scope.id));
  return scopes.sort((a, b) => isTonight(b) - isTonight(a));
}

function finish(line: Line): void {
  const { context, account } = line;
  context.cache().facts.set(account.id, factNames.completeAt, String(factNow(line)));
  clearReading(context.cache(), account.id);
  context.notify('tickets.changed', { accountId: account.id });
}

/** When all tickets were last read to the end; null if never. */
export function completeAt(line: Line): EpochMs | null {
  const text = line.context.cache().facts.get(line.account.id, factNames.completeAt);
  return text === null ? null : as<EpochMs>(Number(text));
}
