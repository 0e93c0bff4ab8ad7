import type { Browser } from 'playwright-core';

/** One event of a Chromium trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  /** Time that the thread had the processor. */
  readonly tts?: number;
  readonly pid: number;
  readonly id2?: { readonly local?: string };
  readonly args: {
    readonly frameSeqId?: number;
    readonly frame_reporter?: { readonly frame_sequence?: number; readonly frame_type?: string };
    readonly data?: { readonly type?: string; readonly duration?: number };
  };
}

/** What is recorded: marks of the page, events with their times, and the way of each frame to the screen. */
const categories = [
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'cc',
  'benchmark',
];

/** Records a trace of the whole browser while the work is done, over the debugging protocol. */
export async function traced(browser: Browser, work: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  const complete = new Promise<void>((resolve) => session.on('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events.sort((a, b) => a.ts - b.ts);
}

/** One key and what came of it, in ms after the key. */
export interface KeyTimes {
  readonly query: string;
  /** The rows were in the document. */
  readonly inDocument: number;
  /** Of that, how long the page's own thread had the processor: what it would take if nobody else wanted it. */
  readonly worked: number;
  /** The frame that shows them was presented. */
  readonly painted: number;
  /** The first frame after the key was presented: the typed letter itself. */
  readonly echo: number;
  /** How many frames the page drew up to the one with the rows: 1 when they came with the letter, 2 when in the frame after it. */
  readonly frames: number;
}

/** Reads the times of the keys that `watchKeys` marked; a key whose rows never came is left out. */
export function keyTimes(events: readonly TraceEvent[]): readonly KeyTimes[] {
  const out: KeyTimes[] = [];
  for (const key of events.filter(({ name }) => name.startsWith('willcall-key '))) {
    const query = key.name.slice('willcall-key '.length);
    const shown = events.find(({ name, ts }) => name === `willcall-shown ${query}` && ts >= key.ts);
    const timing = events.find(
      ({ name, ph, ts, args }) =>
        name === 'EventTiming' && ph === 'b' && args.data?.type === 'keydown' && Math.abs(ts - key.ts) < 1_000,
    );
    const painted = shown && presentedAfter(events, shown);
    const echo = timing?.args.data?.duration;
    if (!shown || painted === undefined || echo === undefined) continue;
    out.push({
      query,
      inDocument: (shown.ts - key.ts) / 1000,
      worked: ((shown.tts ?? 0) - (key.tts ?? 0)) / 1000,
      painted: (painted - key.ts) / 1000,
      echo,
      frames: framesBetween(events, key, shown),
    });
  }
  return out;
}

const isCommitOf =
  (pid: number) =>
  (event: TraceEvent): boolean =>
    event.name === 'Commit' && event.ph === 'X' && event.pid === pid;

/** How many frames the page committed after the key, the one with what is shown among them. */
function framesBetween(events: readonly TraceEvent[], key: TraceEvent, { ts, pid }: TraceEvent): number {
  return events.filter(isCommitOf(pid)).filter((commit) => commit.ts >= key.ts && commit.ts < ts).length + 1;
}

/** When the first frame that was committed after the event was presented. */
function presentedAfter(events: readonly TraceEvent[], { ts, pid }: TraceEvent): number | undefined {
  const commit = events.filter(isCommitOf(pid)).find((event) => event.ts >= ts);
  const frame = commit?.args.frameSeqId;
  if (commit === undefined || frame === undefined) return undefined;
  const begun = events.find(
    ({ name, ph, pid: process, args: { frame_reporter: reporter } }) =>
      name === 'PipelineReporter' &&
      ph === 'b' &&
      process === pid &&
      reporter?.frame_sequence === frame &&
      reporter.frame_type !== 'FORKED',
  );
  return events.find(
    (event) =>
      event.name === 'PipelineReporter' &&
      event.ph === 'e' &&
      event.pid === pid &&
      event.id2?.local === begun?.id2?.local &&
      event.ts >= commit.ts,
  )?.ts;
}
