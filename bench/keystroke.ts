import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchApp } from '../build/launch-app.ts';
import { openCache } from '../electron/cache/open.ts';
import { tonight } from '../shared/time.ts';
import { fullAppFolder } from './app-folder.ts';
import { type Expected, expectRows, timeCalls, watchKeys } from './keystroke-page.ts';
import { type Line, median, printLines, whole } from './report.ts';
import { benchKey, percentile } from './search-file.ts';
import { type KeyTimes, keyTimes, traced } from './trace.ts';

/**
 * Types into the search box of the built app, in Chromium, over a full cache, and reads from a trace of the browser when the frame with each
 * key's results was presented. Beside it the frame that shows the typed letter alone: no search can be sooner.
 */
const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '1000000' }, verbose: { type: 'boolean', default: false } },
});
const count = Number(values.tickets);
const frameMs = 1000 / 60;
/** Rows in view that must be there. */
const rowsChecked = 8;
/** As fast as people type who know the name. */
const pauseMs = 220;
/** Typed and not counted: the first keys of a process find nothing compiled. */
const warmUp = ['mil', 'sr'];
const typed = ['marko p', 'jelena', 'ana jov', '0641', 'alek', 'kovac', '@gma', 'djordje', 'zoltan', '381 62'];

const { folder, remove } = await fullAppFolder(count);
try {
  const keys = expectedKeys(join(folder, 'cache.db'), [...warmUp, ...typed]);
  const app = await launchApp({ userDataDir: folder, args: ['--window-size=1280,800'] });
  try {
    const { page } = app;
    await page.getByTestId('lookup-hit').first().waitFor({ timeout: 60_000 });
    const browser = page.context().browser();
    if (!browser) throw new Error('no browser to trace');
    await page.evaluate(watchKeys);
    const events = await traced(browser, () => typeAll(page, keys));
    const counted = new Set<string>(keys.filter(({ counts }) => counts).map(({ query }) => query));
    const times = keyTimes(events).filter(({ query }) => counted.has(query));
    const calls = await callTimes(page);
    report(times, counted.size, calls, app.runtime);
  } finally {
    await app.close();
  }
} finally {
  remove();
}

interface Key extends Expected {
  readonly word: string;
  readonly key: string;
  /** Not a warm-up, and its rows differ from those before it, so that they prove a new answer. */
  readonly counts: boolean;
}

/** Each key of the words with the rows that must follow; found on a connection of its own, so that the app's stays cold. */
function expectedKeys(file: string, words: readonly string[]): readonly Key[] {
  const { cache } = openCache({ file, key: benchKey, now: Date.now });
  const keys: Key[] = [];
  let before = '';
  for (const word of words) {
    for (let length = 1; length <= word.length; length += 1) {
      const query = word.slice(0, length);
      const { hits } = cache.tickets.search(query, {}, { limit: 60, tonight: tonight(Date.now()) });
      const rows = hits
        .slice(0, rowsChecked)
        .map((hit) => (hit.kind === 'ticket' ? [hit.ticket.holder.name, hit.ticket.holder.email] : [hit.order.number]));
      const text = JSON.stringify(rows);
      const counts = !warmUp.includes(word) && rows.length > 0 && text !== before;
      keys.push({ word, key: word.charAt(length - 1), query, rows, counts });
      before = text;
    }
  }
  cache.close();
  return keys;
}

async function typeAll(page: Page, keys: readonly Key[]): Promise<void> {
  let word = '';
  for (const { word: ofWord, key, query, rows } of keys) {
    if (word !== ofWord) {
      await page.keyboard.press('Escape');
      await page.waitForTimeout(pauseMs);
      word = ofWord;
    }
    await page.evaluate(expectRows, { query, rows });
    await page.keyboard.press(key);
    // Not in step with the frames.
    await page.waitForTimeout(pauseMs + Math.random() * 17);
  }
}

/** How long a call takes from the page and back: one that does nothing, and a lookup that no screen draws. */
async function callTimes(page: Page): Promise<{ readonly nothing: number; readonly lookup: number }> {
  const [nothing = [], lookup = []] = await page.evaluate(timeCalls, [
    { name: 'settings.get', input: undefined },
    { name: 'lookup.search', input: { query: 'jovan', filter: {}, limit: 60 } },
  ]);
  return { nothing: median(nothing), lookup: median(lookup) };
}

function report(
  times: readonly KeyTimes[],
  asked: number,
  calls: { readonly nothing: number; readonly lookup: number },
  runtime: string,
): void {
  const painted = times.map((time) => time.painted);
  const echo = times.map((time) => time.echo);
  const drawn = times.map((time) => time.frames);
  if (times.length === 0) throw new Error('the trace holds no key with its results');
  const spread = (list: readonly number[]): string =>
    `p50 ${percentile(list, 0.5).toFixed(1)}  p95 ${percentile(list, 0.95).toFixed(1)}  max ${Math.max(...list).toFixed(1)} ms`;
  const frames = (list: readonly number[], part: number): string => (percentile(list, part) / frameMs).toFixed(1);
  const within = painted.filter((ms) => ms <= 2 * frameMs).length;
  const lines: Line[] = [
    { what: 'key to the frame with its results', measured: spread(painted) },
    {
      what: '  in frames of 16.7 ms',
      measured: `p50 ${frames(painted, 0.5)}  p95 ${frames(painted, 0.95)}  max ${frames(painted, 1)}`,
      wanted: 'p95 within 2',
      met: percentile(painted, 0.95) <= 2 * frameMs,
    },
    { what: '  within 2 frames', measured: `${within} of ${times.length}, ${asked} different texts` },
    {
      what: '  frames that the page drew until then',
      measured: `p50 ${percentile(drawn, 0.5)}  p95 ${percentile(drawn, 0.95)}  max ${Math.max(...drawn)}`,
      wanted: 'p95 within 2',
      met: percentile(drawn, 0.95) <= 2,
    },
    { what: 'key to results in the document', measured: spread(times.map((time) => time.inDocument)) },
    {
      what: "  of it the page's own work",
      measured: spread(times.map((time) => time.worked)),
    },
    {
      what: '  of it the call',
      measured: `p50 ${calls.lookup.toFixed(1)} ms; a call that does nothing: ${calls.nothing.toFixed(1)} ms`,
    },
    { what: 'key to the frame with the letter', measured: spread(echo) },
    { what: 'ratio to the letter alone', measured: `${(median(painted) / median(echo)).toFixed(2)} times, p50` },
  ];
  if (values.verbose) {
    for (const { query, inDocument, worked, painted: at, echo: letter, frames: count } of times) {
      console.log(
        `  ${query.padEnd(12)} in document ${inDocument.toFixed(1)}  worked ${worked.toFixed(1)}  painted ${at.toFixed(1)}  letter ${letter.toFixed(1)}  frames ${count}`,
      );
    }
  }
  printLines(`keystroke over ${whole(count)} tickets, the built app on ${runtime}, Chromium`, lines);
}
