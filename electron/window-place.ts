/** Where a window opens: where it was, if that is still on a screen. */

/** A rectangle in device-independent pixels, as Electron gives it. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is remembered of a window between starts. */
export interface WindowPlace extends Rectangle {
  readonly maximized: boolean;
}

/** The least size at which every screen can be used (issue: "usable from 900 px"). */
export const LEAST_SIZE = { width: 900, height: 640 } as const;
const USUAL_SIZE = { width: 1280, height: 820 } as const;
/** So much of the title bar must be on a screen for a hand to get hold of the window. */
const GRIP = 80;

/**
 * The bounds to open with. A place that is on no screen any more (a projector was unplugged) is forgotten, its size kept.
 * @param workAreas of all screens, the main one first.
 */
export function fitPlace(
  place: WindowPlace | undefined,
  workAreas: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  const main = workAreas[0];
  const wanted = place && [place.x, place.y, place.width, place.height].every(Number.isFinite) ? place : undefined;
  const home = wanted && workAreas.find((area) => isWithinReach(wanted, area));
  const room = home ?? main ?? USUAL_SIZE;
  const width = Math.round(Math.min(Math.max(wanted?.width ?? USUAL_SIZE.width, LEAST_SIZE.width), room.width));
  const height = Math.round(Math.min(Math.max(wanted?.height ?? USUAL_SIZE.height, LEAST_SIZE.height), room.height));
  return wanted && home ? { x: Math.round(wanted.x), y: Math.round(wanted.y), width, height } : { width, height };
}

function isWithinReach(place: Rectangle, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
  return across >= GRIP && place.y >= area.y && place.y <= area.y + area.height - GRIP;
}
