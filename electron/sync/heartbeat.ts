import { problemOf } from '../../shared/errors.ts';
import { sendOutcome } from '../platforms/platform-error.ts';
import { ask } from './ask.ts';
import type { Line } from './context.ts';
import type { Beat } from './status-board.ts';

/** A loss of one packet is no loss of the network: a beat that fails at once is made once more. */
const beatsBeforeGone = 2;

/**
 * Keeps the badge true: asks the host when nothing has been answered for a while or a request has just failed, and says what came of it. Only a
 * proper answer of the platform ends a captive portal, since a portal answers for every host.
 */
export async function heartbeat(line: Line): Promise<void> {
  const { board, context, signal } = line;
  const { pace } = context;
  const quietMs = context.steady() - (board.answeredSteadyMs ?? Number.NEGATIVE_INFINITY);
  if (quietMs < pace.heartbeatMs && board.connectivity === 'online' && !board.inQuestion) return;
  if (board.connectivity === 'portal') {
    await lookBehindPortal(line);
    return;
  }
  let beat = await beatOnce(line);
  for (let n = 1; n < beatsBeforeGone && beat === 'gone' && !signal.aborted; n += 1) beat = await beatOnce(line);
  if (!signal.aborted) board.beat(beat);
}

async function beatOnce(line: Line): Promise<Beat> {
  const { platform, signal, context } = line;
  const limit = AbortSignal.timeout(context.pace.heartbeatWithinMs);
  try {
    await platform.reach(AbortSignal.any([signal, limit]));
    return 'there';
  } catch (error) {
    if (signal.aborted) return 'there';
    if (problemOf(error).code === 'not_json') return 'portal';
    // It took the question and does not answer: it is there. Where not even a connection was made, nobody is.
    return limit.aborted && sendOutcome(error) === 'unknown' ? 'slow' : 'gone';
  }
}

/** One cheap question that needs the key, at a guest's pace: whoever logs in to the Wi-Fi wants to see it work. */
async function lookBehindPortal(line: Line): Promise<void> {
  const { platform, signal, context } = line;
  try {
    await ask(line, () => platform.verify({ priority: 'staff', signal }));
  } catch (error) {
    context.log.debug('still behind a portal', { code: problemOf(error).code });
  }
}

/** Pause between two beats. */
export function beatPauseMs(line: Line): number {
  const { connectivity } = line.board;
  const away = connectivity === 'offline' || connectivity === 'unknown';
  return away ? line.context.pace.heartbeatOfflineMs : line.context.pace.heartbeatMs;
}

/** A pause that took this much longer than it should: the machine slept. */
const sleptMs = 15_000;

/** Waits for the next beat. @returns true when the machine slept meanwhile, by the clocks that go on and those that stand still in a sleep. */
export async function waitForBeat(
  line: Line,
  bell: { wait(ms: number, signal: AbortSignal): Promise<boolean> },
): Promise<boolean> {
  const pause = beatPauseMs(line);
  const before = line.context.now();
  await bell.wait(pause, line.signal);
  return line.context.now() - before > pause + sleptMs;
}
