import type { EpochMs } from '../../shared/ids.ts';
import type { AdmissionStory, UntoldStep } from '../ledger/ledger.ts';
import type { DoorScan } from '../platforms/platform.ts';

/** Two admissions of one ticket that stand beside each other. */
export interface TwoDoors {
  readonly here: AdmissionStory;
  readonly there: DoorScan;
}

/** Services that keep whole seconds still name the same scan. */
const sameScanMs = 1_000;

/** A question whose answer was lost is booked when it arrived: clocks are known to about a second, and a busy system takes its time. */
const bookedFromMs = -2_000;
const bookedUntilMs = 15_000;

/**
 * Decides whether the system booked an admission itself, though its answer to the question was lost. Pure.
 * @param step one that the system was not told of.
 * @param story all steps of the ticket on this laptop, oldest first.
 * @param scans of this ticket at all doors, in any order.
 * @param skewMs the platform's clock minus this laptop's.
 */
export function bookedUnheard(
  step: UntoldStep,
  story: readonly AdmissionStory[],
  scans: readonly DoorScan[],
  skewMs: number,
): boolean {
  const told = story.filter(({ toldAt }) => toldAt !== null);
  return othersOf(told, scans, skewMs).some((scan) => mayAnswer(step, scan, skewMs));
}

/** True for a scan that the question before this step may have made. */
function mayAnswer({ askedAt }: UntoldStep, scan: DoorScan, skewMs: number): boolean {
  if (askedAt === null || scan.way !== 'in' || scan.own === false || scan.toldLater === true) return false;
  const afterMs = scan.at - (askedAt + skewMs);
  return afterMs >= bookedFromMs && afterMs <= bookedUntilMs;
}

/**
 * Decides whether another door let the same ticket in beside this one. Admissions that were taken back, at either door, stand in nobody's way;
 * nor does one that the ticket's type allows. Pure.
 * @param story all steps of the ticket on this laptop, oldest first.
 * @param scans of this ticket at all doors, this one included, in any order.
 * @param skewMs the platform's clock minus this laptop's.
 * @returns the first admission that stands here and the first that stands there; null where there is no conflict.
 */
export function twoDoors(
  story: readonly AdmissionStory[],
  scans: readonly DoorScan[],
  skewMs: number,
): TwoDoors | null {
  const others = othersOf(story, scans, skewMs);
  const here = standing(story, (step) => step.step === 1);
  const there = standing(
    others.toSorted((a, b) => a.at - b.at),
    (scan) => scan.way === 'in',
  );
  const [firstHere] = here;
  const [firstThere] = there;
  if (firstHere === undefined || firstThere === undefined) return null;
  const inside = here.length + there.length;
  return inside > firstThere.admits ? { here: firstHere, there: firstThere } : null;
}

/** Scans that are not this laptop's own: a batch that was told twice, since its answer was lost, is told once. */
function othersOf(story: readonly AdmissionStory[], scans: readonly DoorScan[], skewMs: number): readonly DoorScan[] {
  const left = new Map(scans.map((scan) => [`${scan.way} ${scan.at} ${scan.door ?? ''}`, scan]));
  const take = ({ step }: AdmissionStory, at: number, fits: (scan: DoorScan) => boolean): void => {
    const way = step === 1 ? 'in' : 'out';
    const near = [...left].filter(([, scan]) => scan.way === way && scan.own !== false && fits(scan));
    const [closest] = near.toSorted(([, a], [, b]) => Math.abs(a.at - at) - Math.abs(b.at - at));
    if (closest !== undefined) left.delete(closest[0]);
  };
  // What was told later carries this laptop's own time to the letter; what the system booked itself carries the system's.
  const later = story.filter((step) => step.toldAt !== step.at);
  for (const step of later) {
    if (step.toldAt !== null) take(step, step.at, (scan) => Math.abs(scan.at - step.at) <= sameScanMs);
  }
  for (const step of story) if (step.toldAt === step.at) take(step, step.at + skewMs, () => true);
  // Told, since nothing was booked yet when the system was looked at; what was asked first may have been booked after that.
  for (const step of later) {
    if (step.askedAt !== null) take(step, step.askedAt + skewMs, (scan) => mayAnswer(step, scan, skewMs));
  }
  return [...left.values()];
}

/** What is left when each way out takes the newest way in back. */
function standing<Step extends { readonly at: EpochMs }>(
  steps: readonly Step[],
  isIn: (step: Step) => boolean,
): readonly Step[] {
  const left: Step[] = [];
  for (const step of steps) {
    if (isIn(step)) left.push(step);
    else left.pop();
  }
  return left;
}
