import type { QueueState } from '../../shared/domain/acts.ts';
import type { Rng } from './rng.ts';
import { startTill, type Till, TillGone } from './till-process.ts';
import type { TillMoment } from './till-protocol.ts';

/** What a kill aims at; `any`: whenever it happens to strike. */
export const killMoments = [
  'queued',
  'sending',
  'handed_over',
  'confirmed',
  'unknown',
  'reconciling',
  'needs_person',
  'pull',
  'any',
] as const satisfies readonly (TillMoment | 'any')[];
export type KillMoment = (typeof killMoments)[number];

/** Longest that a till lives whose moment does not come. */
const livesAtMostMs = 2_500;
/** The same where the moment comes only after what waits has been sent and looked for. */
const livesLongerMs = 8_000;

/** How far the laptop's clock is off from one start to the next, and the zone it is set to. */
const clocksOff = [0, 0, 0, 86_400_000, -86_400_000, 3_600_000];
const zones = ['Europe/Belgrade', 'America/St_Johns', 'Asia/Kolkata'];

/** A till that has not long to live. */
export interface Doomed {
  /** Null when it died while it started: acts were waiting, and their moment came at once. */
  readonly till: Till | null;
  /** Resolves when it is dead: whether the moment that was aimed at had come, and whether a pull had. */
  readonly dead: Promise<{ readonly met: boolean; readonly pulling: boolean }>;
}

/**
 * Starts a till, on a clock and in a zone that somebody has set meanwhile, that will be killed at a moment of the kind: at the very instruction, or a little later, when what followed is on its way. Not
 * always at the first such moment, so that not always the same request is met.
 */
export async function startDoomed(
  options: { readonly folder: string; readonly name: string },
  moment: KillMoment,
  rng: Rng,
): Promise<Doomed> {
  // Some moments are rare, and some only the till itself can tell.
  const skip = moment === 'needs_person' || moment === 'pull' ? 0 : rng.below(3);
  const exactly = moment === 'handed_over' || moment === 'queued' || rng.chance(0.5);
  const dieAt = moment !== 'any' && exactly ? { moment, skip } : undefined;
  let till: Till;
  try {
    till = await startTill({
      ...options,
      tellStates: true,
      clockOffsetMs: rng.pick(clocksOff),
      timeZone: rng.pick(zones),
      dieAt,
    });
  } catch (error) {
    if (!(error instanceof TillGone)) throw error;
    return { till: null, dead: Promise.resolve({ met: true, pulling: false }) };
  }
  let pulling = false;
  let met = false;
  let left = skip;
  const kill = (): void => void till.kill();
  till.onMessage((message) => {
    const kind: QueueState | 'pull' | null =
      message.kind === 'state'
        ? message.state.queueState
        : message.kind === 'pull' && message.what === 'tickets'
          ? 'pull'
          : null;
    pulling ||= kind === 'pull';
    if (dieAt !== undefined || met || kind !== moment) return;
    if (left > 0) {
      left -= 1;
      return;
    }
    met = true;
    setTimeout(kill, rng.below(moment === 'pull' ? 300 : 40));
  });
  let late = false;
  const timer = setTimeout(
    () => {
      late = true;
      kill();
    },
    moment === 'any' ? 50 + rng.below(1_200) : moment === 'needs_person' ? livesLongerMs : livesAtMostMs,
  );
  const dead = till.ended.then(() => {
    clearTimeout(timer);
    return { met: moment === 'any' || met || (dieAt !== undefined && !late), pulling };
  });
  return { till, dead };
}
