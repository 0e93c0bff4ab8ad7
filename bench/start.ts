import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { bundles, projectPaths } from '../build/bundles.ts';
import { launchApp } from '../build/launch-app.ts';
import { emptyAppFolder, fullAppFolder } from './app-folder.ts';
import { type Line, median, printLines, whole } from './report.ts';
import { benchTickets } from './search-data.ts';

/**
 * From the start of the process to the first answer with a full cache: the main process alone, and the built app with its window, each beside
 * the same without tickets; and beside a process that reads all tickets from a JSON file into memory. The keys come from the keychain each time.
 */
const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
});
const count = Number(values.tickets);
const rounds = Number(values.rounds);
const wantedMs = 2_000;
const wantedMegabytes = 200;

interface Answer {
  readonly answered: number;
  readonly opened?: number;
  readonly rss?: number;
  /** Time on the processor until the answer, ms. */
  readonly worked: number;
}

const full = await fullAppFolder(count);
const empty = emptyAppFolder();
try {
  const mainProcess = await mainBundle();
  const file = await ticketsAsJson();
  const plain: Answer[] = [];
  const bare: Answer[] = [];
  const sketch: Answer[] = [];
  const app: number[] = [];
  const appEmpty: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(child(mainProcess, full.folder));
    bare.push(child(mainProcess, empty.folder));
    app.push(await appStart(full.folder, '[data-testid="lookup-hit"]'));
    appEmpty.push(await appStart(empty.folder, '[data-screen]'));
  }
  sketch.push(child(join(import.meta.dirname, 'start-sketch.ts'), file));
  report(plain, bare, sketch, app, appEmpty);
} finally {
  full.remove();
  empty.remove();
}

function child(script: string, argument: string): Answer {
  const out = execFileSync(process.execPath, [script, argument], { encoding: 'utf8' });
  return JSON.parse(out) as Answer;
}

/** The main process without a window, as one file as the app's own is. @returns the file. */
async function mainBundle(): Promise<string> {
  const paths = projectPaths(join(import.meta.dirname, '..'));
  const out = join(paths.out, 'bench/bundle');
  await build(bundles({ ...paths, main: join(import.meta.dirname, 'start-plain.ts'), out }).main);
  return join(out, 'main/main.js');
}

/** Starts the app and waits until the page shows what is named. @returns ms from the start of its process. */
async function appStart(folder: string, shown: string): Promise<number> {
  const begun = performance.now();
  const app = await launchApp({ userDataDir: folder });
  try {
    await app.page.locator(shown).first().waitFor({ timeout: 60_000 });
    return performance.now() - begun;
  } finally {
    await app.close();
  }
}

/** The benchmark's tickets as lines of JSON; made once and kept in out/bench. */
async function ticketsAsJson(): Promise<string> {
  const file = join(import.meta.dirname, '..', 'out', 'bench', `tickets-${count}.jsonl`);
  if (existsSync(file)) return file;
  function* lines(): Generator<string> {
    for (const row of benchTickets(count)) yield `${JSON.stringify(row)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(`${file}.making`));
  renameSync(`${file}.making`, file);
  return file;
}

function report(
  plain: readonly Answer[],
  bare: readonly Answer[],
  sketch: readonly Answer[],
  app: readonly number[],
  appEmpty: readonly number[],
): void {
  const answered = median(plain.map((one) => one.answered));
  const memory = median(plain.map((one) => one.rss ?? 0));
  const read = median(sketch.map((one) => one.answered));
  const ms = (value: number): string => `${whole(value)} ms`;
  const lines: Line[] = [
    {
      what: 'main process to its first answer',
      measured: ms(answered),
      wanted: 'under 2 s',
      met: answered < wantedMs,
    },
    { what: '  of it on the processor', measured: ms(median(plain.map((one) => one.worked))) },
    { what: '  of it until keys and stores are open', measured: ms(median(plain.map((one) => one.opened ?? 0))) },
    {
      what: '  its memory after 600 lookups',
      measured: `${whole(memory)} MB; without tickets ${whole(median(bare.map((one) => one.rss ?? 0)))} MB`,
      wanted: 'under 200 MB',
      met: memory < wantedMegabytes,
    },
    { what: '  the same without tickets', measured: ms(median(bare.map((one) => one.answered))) },
    {
      what: 'built app to guests on the screen',
      measured: ms(median(app)),
      wanted: 'under 2 s',
      met: median(app) < wantedMs,
    },
    { what: '  the same without tickets, to its first screen', measured: ms(median(appEmpty)) },
    {
      what: 'all tickets read from a JSON file into memory',
      measured: `${ms(read)} (on the processor ${ms(sketch[0]?.worked ?? 0)}), then ${whole(sketch[0]?.rss ?? 0)} MB`,
    },
    { what: '  ratio', measured: `${(read / answered).toFixed(1)} times the main process` },
  ];
  printLines(`start with ${whole(count)} tickets, medians of ${rounds}`, lines);
}
