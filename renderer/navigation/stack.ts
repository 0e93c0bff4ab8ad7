import type { MainScreen, Route } from './routes.ts';

/** One visited place. Its memory outlives the screen while one is deeper, so that coming back finds everything as it was. */
export interface Entry {
  readonly id: number;
  readonly route: Route;
  readonly memory: Map<string, unknown>;
  /** Id of the element that had the focus when one went deeper. */
  readonly returnFocus: string | null;
}

/** The way one came: Lookup at the bottom, where one is on top. Never empty. */
export type Stack = readonly [Entry, ...Entry[]];

let lastId = 0;

function entryFor(route: Route): Entry {
  lastId += 1;
  return { id: lastId, route, memory: new Map(), returnFocus: null };
}

/** A fresh way that begins at Lookup. */
export function startStack(): Stack {
  return [entryFor({ screen: 'lookup' })];
}

/** Where one is. */
export function top(stack: Stack): Entry {
  return stack.at(-1) ?? stack[0];
}

/** One step deeper. The same place again replaces the top instead of doubling it. */
export function push(stack: Stack, route: Route, focusedId: string | null): Stack {
  if (sameRoute(top(stack).route, route)) return stack;
  const [first, ...rest] = stack;
  const leaving = { ...top(stack), returnFocus: focusedId };
  return rest.length === 0 ? [leaving, entryFor(route)] : [first, ...rest.slice(0, -1), leaving, entryFor(route)];
}

/** Puts another place where one is, e.g. the payment in place of the sale that led to it. */
export function replace(stack: Stack, route: Route): Stack {
  const [first, ...rest] = stack;
  return rest.length === 0 ? push(stack, route, null) : [first, ...rest.slice(0, -1), entryFor(route)];
}

/** One step back; Lookup is the floor. */
export function pop(stack: Stack): Stack {
  const [first, ...rest] = stack;
  return [first, ...rest.slice(0, -1)];
}

/** A main screen, with only Lookup beneath it. Lookup keeps what was typed. */
export function openMain(stack: Stack, screen: MainScreen): Stack {
  const [first] = stack;
  if (screen === 'lookup') return [first];
  return stack.length === 2 && top(stack).route.screen === screen ? stack : [first, entryFor({ screen })];
}

/** True when both lead to the same place. */
export function sameRoute(a: Route, b: Route): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
