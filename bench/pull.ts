import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { usualPace } from '../electron/sync/pace.ts';
import { type SandboxProcess, spawnSandbox } from '../sandbox/client.ts';
import type { LoggedRequest } from '../sandbox/request-log.ts';
import { startTill, type Till } from './faults/till-process.ts';
import { type Line, printLines, whole } from './report.ts';
import { workedSeconds } from './worked.ts';

/**
 * A whole pull by the app's own main process (`buildHouse`, in a process of its own) from a sandbox over HTTP: requests used against the least
 * possible, time against the rate limit's own bound, and with limits off the speed into the encrypted cache, beside a loop that reads the same
 * pages one after another and keeps nothing. Then polls while nothing is new.
 */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '20000' },
    'rate-limit': { type: 'string', default: '200' },
    polls: { type: 'string', default: '4' },
  },
});
const count = Number(values.tickets);
const limit = Number(values['rate-limit']);
const perPage = 50;
const windowMs = 60_000;
/** Asked at once for every pull: who am I, the first page for the total, tonight's events, the events, the head of the list at the end. */
const fixedRequests = 5;
const pollSeconds = 5;
/** Between the first polls older payments are looked for that refund requests name, until all are here: so many polls are waited for at most. */
const lookBackPolls = 60;
const ticketsPath = '/api/organizer/v1/tickets';

const limited = await withTill(['--rate-limit', String(limit)], async (sandbox, till) => {
  await untilComplete(till);
  const asked = pullOf(await requests(sandbox));
  return { asked, least: await leastRequests(till) };
});
const free = await withTill(['--no-rate-limit'], async (sandbox, till) => {
  await untilComplete(till);
  const worked = { till: workedSeconds('bench/faults/till.ts'), sandbox: workedSeconds('sandbox/main.ts') };
  const asked = pullOf(await requests(sandbox));
  const plain = await plainLoop(sandbox);
  await untilPolling(sandbox);
  const before = (await requests(sandbox)).at(-1)?.id ?? 0;
  const polls = Number(values.polls);
  await pause(polls * pollSeconds * 1000);
  const polled = (await requests(sandbox)).filter(({ id, method }) => id > before && method === 'GET');
  return { asked, plain, polled, worked };
});
report();

async function withTill<Result>(
  args: readonly string[],
  work: (sandbox: SandboxProcess, till: Till) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'willcall-bench-'));
  const sandbox = await spawnSandbox(['--tickets', String(count), ...args]);
  try {
    const till = await startTill({ folder, name: 'bench', pollSeconds, pace: usualPace });
    try {
      await till.call('accounts.connect', {
        system: 'ticrs',
        label: 'Benchmark',
        baseUrl: sandbox.ticrs,
        credential: { kind: 'apiKey', key: sandbox.credentials.ticrs.key },
      });
      return await work(sandbox, till);
    } finally {
      await till.close();
    }
  } finally {
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilComplete(till: Till): Promise<void> {
  for (;;) {
    const { completeness } = await till.call('lookup.search', { query: '', filter: {}, limit: 1 });
    if (completeness.complete && completeness.have > 0) {
      if (completeness.have !== count) throw new Error(`${completeness.have} tickets instead of ${count}`);
      return;
    }
    // The pull is timed by the sandbox's log of requests: asking here more often than a window does would only slow it down.
    await pause(250);
  }
}

/** What the platform was asked for its data so far; heartbeats ask no resource. */
async function requests(sandbox: SandboxProcess): Promise<readonly LoggedRequest[]> {
  const { requests: all } = await sandbox.control<{ requests: LoggedRequest[] }>('GET', '/requests?since=0');
  return all.filter(({ path }) => path.startsWith('/api/'));
}

/** The requests of the pull of tickets: orders and payments come after it. */
function pullOf(asked: readonly LoggedRequest[]): readonly LoggedRequest[] {
  const end = asked.findIndex(({ path }) => path.includes('/payment/'));
  return end < 0 ? asked : asked.slice(0, end);
}

/** Waits until orders, payments and refunds are read too and a poll has begun after them, so that only polls are left. */
async function untilPolling(sandbox: SandboxProcess): Promise<void> {
  for (;;) {
    const asked = await requests(sandbox);
    const payments = asked.findIndex(({ path }) => path.endsWith('/transactions'));
    if (payments >= 0 && asked.slice(payments).some(({ path }) => path === ticketsPath)) break;
    await pause(200);
  }
  // To the middle of the pause between two polls.
  await pause((pollSeconds * 1000) / 2);
  for (let poll = 0; poll < lookBackPolls; poll += 1) {
    const before = (await requests(sandbox)).at(-1)?.id ?? 0;
    await pause(pollSeconds * 1000);
    const payments = (await requests(sandbox)).filter(({ id, path }) => id > before && path.endsWith('/transactions'));
    if (payments.length <= 1) return;
  }
}

/** Full pages of each event, and what every pull asks once. */
async function leastRequests(till: Till): Promise<number> {
  const events = await till.call('events.list', undefined);
  const pages = events.map(({ dates }) => Math.ceil(dates.reduce((sum, { tickets }) => sum + tickets, 0) / perPage));
  return pages.reduce((sum, each) => sum + each, fixedRequests);
}

/** The same tickets read in one list, one page after another, parsed and thrown away. @returns seconds. */
async function plainLoop(sandbox: SandboxProcess): Promise<number> {
  const { path, query } = (await requests(sandbox)).find((one) => one.path === ticketsPath) ?? {};
  if (path === undefined) throw new Error('no request for tickets was seen');
  const parameters = new URLSearchParams(query);
  parameters.set('api_key', sandbox.credentials.ticrs.key);
  const begun = performance.now();
  for (let page = 1; page <= Math.ceil(count / perPage); page += 1) {
    parameters.set('page', String(page));
    const answer = await fetch(`${sandbox.ticrs}${path}?${parameters}`, {
      headers: { 'x-api-key': sandbox.credentials.ticrs.key, accept: 'application/json' },
    });
    if (!answer.ok) throw new Error(`the plain loop was refused: ${answer.status}`);
    await answer.json();
  }
  return (performance.now() - begun) / 1000;
}

/** The same by time on the processor, its start included: what a machine with nothing else to do would come to at most. */
function onProcessor(worked: { readonly till: number | null; readonly sandbox: number | null }): readonly Line[] {
  if (worked.till === null || worked.sandbox === null) return [];
  const [till, sandbox] = [whole(count / worked.till), whole(count / worked.sandbox)];
  return [{ what: '  by time on the processor', measured: `app ${till} tickets/s, sandbox ${sandbox} tickets/s` }];
}

function report(): void {
  // From the first page to the last poll of the head: what the pull of the tickets took.
  const used = limited.asked.length;
  const tookMs = (limited.asked.at(-1)?.time ?? 0) - (limited.asked[0]?.time ?? 0);
  const boundMs = Math.floor((used - 1) / limit) * windowMs;
  const leastBoundMs = Math.floor((limited.least - 1) / limit) * windowMs;
  const freeSeconds = ((free.asked.at(-1)?.time ?? 0) - (free.asked[0]?.time ?? 0)) / 1000;
  const rate = count / freeSeconds;
  const byPath = Map.groupBy(free.polled, ({ path }) => path);
  const pollsOf = Math.max(1, byPath.get(ticketsPath)?.length ?? 1);
  const lines: Line[] = [
    {
      what: 'requests for the tickets',
      measured: `${used}; least possible ${limited.least} (${(used / limited.least).toFixed(3)} times)`,
    },
    {
      what: `time at ${limit} requests a minute`,
      measured: `${(tookMs / 1000).toFixed(1)} s; the limit's own bound for them ${boundMs / 1000} s`,
      wanted: 'at most 1.05 times',
      met: boundMs === 0 ? undefined : tookMs <= 1.05 * boundMs,
    },
    {
      what: '  ratio to the bound',
      measured: boundMs === 0 ? 'none: too few' : `${(tookMs / boundMs).toFixed(3)} times`,
    },
    { what: '  bound of the least requests', measured: `${leastBoundMs / 1000} s` },
    {
      what: 'limits off, over HTTP into the encrypted cache',
      measured: `${whole(rate)} tickets/s`,
      wanted: '10,000 or more',
      met: rate >= 10_000,
    },
    ...onProcessor(free.worked),
    { what: '  a plain loop that keeps nothing', measured: `${whole(count / free.plain)} tickets/s` },
    { what: '  ratio to the plain loop', measured: `${(freeSeconds / free.plain).toFixed(2)} times its time` },
    ...[...byPath].map(([path, list]) => ({
      what: `polls with nothing new: ${path.split('/').slice(-2).join('/')}`,
      measured: `${(list.length / pollsOf).toFixed(2)} requests a poll (${list.length} in ${pollsOf})`,
      wanted: 'one',
      met: list.length === pollsOf,
    })),
  ];
  printLines(`pull of ${whole(count)} tickets from the sandbox, by the app's main process`, lines);
}
