import type { LookupFilter } from '../../../shared/domain/tickets.ts';
import { makeStore } from '../../navigation/store.ts';

/** What staff are looking up. It outlives the screen, so that coming back finds query, filter and position as they were. */
export interface LookupSession {
  readonly query: string;
  readonly filter: LookupFilter;
  /** Index of the chosen row. */
  readonly chosen: number;
  readonly scrollTop: number;
  /** More than a screenful was asked for. */
  readonly widened: boolean;
  /** Enter was pressed before the answer came: the first hit opens when it does (a scanner types Enter at once). */
  readonly openFirst: boolean;
}

export const lookupSession = makeStore<LookupSession>({
  query: '',
  filter: {},
  chosen: 0,
  scrollTop: 0,
  widened: false,
  openFirst: false,
});

/** Another query begins at the first row again. */
export function setQuery(query: string): void {
  lookupSession.set((session) =>
    session.query === query
      ? session
      : { ...session, query, chosen: 0, scrollTop: 0, widened: false, openFirst: false },
  );
}

/** Narrows the lookup; it begins at the first row again. */
export function setFilter(filter: LookupFilter): void {
  lookupSession.set((session) => ({ ...session, filter, chosen: 0, scrollTop: 0, widened: false }));
}

/** Chooses a row. */
export function setChosen(chosen: number): void {
  lookupSession.set((session) => (session.chosen === chosen ? session : { ...session, chosen }));
}

/** Keeps the place in the list. */
export function setScrollTop(scrollTop: number): void {
  lookupSession.set((session) => ({ ...session, scrollTop }));
}

/** Asks for the first hit to be opened as soon as the answer to what was typed is here. */
export function setOpenFirst(openFirst: boolean): void {
  lookupSession.set((session) => (session.openFirst === openFirst ? session : { ...session, openFirst }));
}

/** Asks for all that can be shown of this question. */
export function widen(): void {
  lookupSession.set((session) => (session.widened ? session : { ...session, widened: true }));
}
