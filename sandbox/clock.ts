/** The sandbox's own time: runs with the machine's clock, shifted, and can be frozen or moved by the control plane. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Jumps to an instant (epoch ms); a running clock goes on from there. */
  set(ms: number): void;
  advance(ms: number): void;
  /** A frozen clock stands still until it is moved. */
  freeze(frozen: boolean): void;
  isFrozen(): boolean;
}

/** @param startMs epoch ms to start at; without it the machine's time. */
export function createClock(startMs?: number | undefined, frozen = false): Clock {
  let offset = startMs === undefined ? 0 : startMs - Date.now();
  let frozenAt: number | undefined = frozen ? Date.now() + offset : undefined;
  const now = () => frozenAt ?? Date.now() + offset;
  const set = (ms: number) => {
    offset = ms - Date.now();
    if (frozenAt !== undefined) frozenAt = ms;
  };
  return {
    now,
    set,
    advance: (ms) => set(now() + ms),
    freeze: (on) => {
      const at = now();
      frozenAt = on ? at : undefined;
      offset = at - Date.now();
    },
    isFrozen: () => frozenAt !== undefined,
  };
}
