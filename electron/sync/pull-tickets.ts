import type { TicketRow } from '../../shared/domain/tickets.ts';
import { as, type EpochMs, type EventId } from '../../shared/ids.ts';
import { tonight } from '../../shared/time.ts';
import { factNames } from '../cache/fact-names.ts';
import type { Page } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import { type Line, platformNow } from './context.ts';
import { pagesInOrder } from './pages.ts';
import { type EventScope, PullReport } from './pull-report.ts';
import { clearReading, loadReading, type Reading, saveReading } from './reading.ts';

/** Pages on their way at once; the rate budget decides when each may start. */
const depth = 4;
/** A scope whose count differs from the platform's is read again this often before it is left for the next round. */
const triesPerScope = 3;

/**
 * Reads all tickets of the account: tonight's events first, then event by event, each page and the place in it stored in one transaction, so
 * that an interrupted reading goes on where it was. When the events' sum is not the platform's own total, everything is read once more
 * without a filter.
 * @returns true when the cache now holds as many tickets as the platform says there are.
 */
export async function readAllTickets(line: Line): Promise<boolean> {
  const reading = await beginOrResume(line);
  const report = new PullReport(line);
  try {
    for (const scope of await scopesToRead(line, reading)) {
      report.scope(scope);
      if (!(await readScope(line, reading, scope.id, report))) return false;
    }
    const total = await currentTotal(line);
    const whole = line.context.cache().tickets.count(line.account.id) === total;
    if (!whole) {
      report.scope({ id: null, name: null });
      if (!(await readScope(line, reading, null, report))) return false;
    }
    finish(line, reading);
    return true;
  } finally {
    report.end();
  }
}

/**
 * Reads what is newer than the last reading (newest first, back to the watermark). One request when nothing is new.
 * @returns true when the cache holds as many tickets as the platform says; false asks for a full reading.
 */
export async function pollTickets(line: Line): Promise<boolean> {
  const { context, account } = line;
  const cache = context.cache();
  const watermark = Number(cache.facts.get(account.id, factNames.watermark) ?? 0);
  const fresh: TicketRow[] = [];
  let total = 0;
  let newest = watermark;
  for await (const { answer } of pagesInOrder((page) => fetchPage(line, page, null), { from: 1, depth: 1 })) {
    noteSetAside(line, answer);
    total = answer.total;
    fresh.push(...answer.rows);
    for (const row of answer.rows) newest = Math.max(newest, row.purchasedAtMs);
    const known = knownRun(line, answer.rows);
    if (known && cache.tickets.count(account.id) === total) break;
    const oldest = answer.rows.at(-1)?.purchasedAtMs ?? 0;
    if (known && oldest < watermark) break;
  }
  const stored = cache.tickets.storeNewest(account.id, fresh);
  cache.facts.set(account.id, factNames.expectedTickets, String(total));
  const whole = cache.tickets.count(account.id) + cache.tickets.setAsideCount(account.id) >= total;
  if (whole && cache.tickets.count(account.id) <= total) {
    cache.facts.set(account.id, factNames.freshAt, String(context.now()));
    cache.facts.set(account.id, factNames.watermark, String(newest));
  }
  if (stored.added + stored.changed > 0) context.notify('tickets.changed', { accountId: account.id });
  line.board.touch();
  return whole && cache.tickets.count(account.id) <= total;
}

/** True when storing these rows would add nothing. */
function knownRun(line: Line, rows: readonly TicketRow[]): boolean {
  return line.context.cache().tickets.allKnown(line.account.id, rows);
}

async function beginOrResume(line: Line): Promise<Reading> {
  const { context, account } = line;
  const saved = loadReading(context.cache(), account.id);
  if (saved) return saved;
  const first = await fetchPage(line, 1, null);
  context.cache().facts.set(account.id, factNames.expectedTickets, String(first.total));
  const watermark = first.rows.reduce((newest, row) => Math.max(newest, row.purchasedAtMs), 0);
  const reading: Reading = { startedAt: context.now(), watermark, done: [] };
  saveReading(context.cache(), account.id, reading);
  return reading;
}

/** Events that are still to be read, tonight's first. */
async function scopesToRead(line: Line, reading: Reading): Promise<readonly EventScope[]> {
  const { context, account, platform, signal } = line;
  const today = tonight(platformNow(line));
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
  const done = new Set(reading.done);
  return scopes
    .filter((scope) => scope.id !== null && !done.has(scope.id))
    .sort((a, b) => Number(b.id !== null && tonights.has(b.id)) - Number(a.id !== null && tonights.has(a.id)));
}

/** Reads one event (or everything) until its count is the platform's. */
async function readScope(line: Line, reading: Reading, eventId: EventId | null, report: PullReport): Promise<boolean> {
  const { context, account } = line;
  for (let attempt = 1; attempt <= triesPerScope; attempt += 1) {
    const tickets = context.cache().tickets;
    const pass = tickets.openPass(account.id, eventId) ?? tickets.beginPass(account.id, eventId, null, context.now());
    let total = 0;
    let setAside = 0;
    const pages = pagesInOrder((page) => fetchPage(line, page, eventId), { from: pass.nextPage, depth });
    for await (const { page, answer } of pages) {
      total = answer.total;
      setAside += answer.setAside.length;
      noteSetAside(line, answer);
      const stored = tickets.storePage(account.id, pass, answer.rows, page + 1, answer.total);
      report.page(answer.rows.length);
      if (stored.added + stored.changed > 0) report.changed();
    }
    if (tickets.seen(account.id, pass) + setAside === total) {
      tickets.finishPass(account.id, pass, context.now());
      if (eventId !== null) {
        reading.done.push(eventId);
        saveReading(context.cache(), account.id, reading);
      }
      return true;
    }
    context.log.warn('ticket count differs from the platform, reading again', {
      account: account.id,
      total,
      seen: tickets.seen(account.id, pass),
      attempt,
    });
    tickets.abandonPass(account.id, pass);
    report.again();
  }
  return false;
}

async function currentTotal(line: Line): Promise<number> {
  const first = await fetchPage(line, 1, null);
  line.context.cache().facts.set(line.account.id, factNames.expectedTickets, String(first.total));
  return first.total;
}

function finish(line: Line, reading: Reading): void {
  const { context, account } = line;
  const { facts } = context.cache();
  const now = String(context.now());
  facts.set(account.id, factNames.completeAt, now);
  facts.set(account.id, factNames.freshAt, now);
  facts.set(account.id, factNames.watermark, String(reading.watermark));
  clearReading(context.cache(), account.id);
  context.notify('tickets.changed', { accountId: account.id });
}

function fetchPage(line: Line, page: number, eventId: EventId | null): Promise<Page<TicketRow>> {
  return ask(line, () =>
    line.platform.tickets({ page, priority: 'pull', signal: line.signal, eventId: eventId ?? undefined }),
  );
}

function noteSetAside(line: Line, answer: Page<TicketRow>): void {
  if (answer.setAside.length > 0) line.context.cache().tickets.setAside(line.account.id, answer.setAside);
}

/** When the platform last said that nothing newer exists; null if never. */
export function completeAt(line: Line): EpochMs | null {
  const text = line.context.cache().facts.get(line.account.id, factNames.completeAt);
  return text === null ? null : as<EpochMs>(Number(text));
}
