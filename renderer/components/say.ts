import { makeStore } from '../navigation/store.ts';

/** How long a word stays: long enough to read two lines. */
const shownMs = 5_000;

/** What was said last; null when there is nothing to read. `id` tells the same words said twice apart. */
export const said = makeStore<{ readonly id: number; readonly message: string } | null>(null);

let lastId = 0;

/** Says shortly that something was done (`Link copied`): in the status bar, where it covers nothing, and aloud for screen readers. */
export function say(message: string): void {
  lastId += 1;
  const id = lastId;
  said.set(() => ({ id, message }));
  setTimeout(() => said.set((now) => (now?.id === id ? null : now)), shownMs);
}
