import { type Problem, problemOf } from '../../shared/errors.ts';
import { sendOutcome } from '../platforms/platform-error.ts';
import type { Line } from './context.ts';
import { type Beat, connectivityAfter } from './status-board.ts';

/** A loss of one packet is no loss of the network: a beat that fails at once is made once more, in what is left of its time. */
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
  const behindPortal = (): boolean => board.connectivity === 'portal';
  if (behindPortal()) {
    const problem = await askPlatform(line, signal);
    // Nobody answers any more: the portal may be gone with its network.
    if (problem === null || problem.code === 'not_json' || connectivityAfter(problem) !== null) return;
    if ((await beatOnce(line, AbortSignal.timeout(pace.heartbeatWithinMs))) !== 'gone') return;
    board.failed(problem);
    board.beat('gone');
    return;
  }
  const limit = AbortSignal.timeout(pace.heartbeatWithinMs);
  let beat = await beatOnce(line, limit);
  for (let n = 1; n < beatsBeforeGone && beat === 'gone' && !signal.aborted && !limit.aborted; n += 1)
    beat = await beatOnce(line, limit);
  // Another request may have found the portal meanwhile: that something answers does not end it.
  const ended = !behindPortal() || beat === 'gone';
  if (!signal.aborted && ended) board.beat(beat);
}

async function beatOnce(line: Line, limit: AbortSignal): Promise<Beat> {
  const { platform, signal, memory, context } = line;
  try {
    const within = AbortSignal.any([signal, limit]);
    const sign = await platform.reach(within);
    if (memory.hostSigns.judge(sign, context.steady()) === 'known') return 'there';
    const problem = await askPlatform(line, within);
    if (problem?.code === 'not_json') return 'portal';
    if (connectivityAfter(problem) === 'online') memory.hostSigns.vouch(sign);
    return 'there';
  } catch (error) {
    if (signal.aborted) return 'there';
    if (problemOf(error).code === 'not_json') return 'portal';
    // It took the question and does not answer: it is there. Where not even a connection was made, nobody is.
    return limit.aborted && sendOutcome(error) === 'unknown' ? 'slow' : 'gone';
  }
}

/**
 * One cheap question that needs the key, at a guest's pace: whoever logs in to the Wi-Fi wants to see it work.
 * @returns why the platform did not answer it as asked; null when it did.
 */
async function askPlatform(line: Line, signal: AbortSignal): Promise<Problem | null> {
  const { board, platform } = line;
  try {
    await platform.verify({ priority: 'staff', signal });
    board.answered();
    return null;
  } catch (error) {
    const problem = problemOf(error);
    // No answer puts the way in question, and would have the next beat come at once: this one is already answering that.
    if (!line.signal.aborted && connectivityAfter(problem) !== null) board.failed(problem);
    return problem;
  }
}

/** Pause before the next beat: until nothing has been answered for so long, so that the badge is never wrong for longer than that and a beat. */
export function beatPauseMs(line: Line): number {
  const { board, context } = line;
  const { pace } = context;
  const away = board.connectivity === 'offline' || board.connectivity === 'unknown';
  if (away) return pace.heartbeatOfflineMs;
  if (board.connectivity !== 'online' || board.answeredSteadyMs === null) return pace.heartbeatMs;
  const left = board.answeredSteadyMs + pace.heartbeatMs - context.steady();
  return Math.min(pace.heartbeatMs, Math.max(shortestPauseMs, left));
}

const shortestPauseMs = 50;

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
