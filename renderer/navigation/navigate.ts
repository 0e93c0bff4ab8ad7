import { createContext, use, useState } from 'react';
import type { MainScreen, Route } from './routes.ts';
import { type Entry, openMain, pop, push, replace, type Stack, startStack, top } from './stack.ts';
import { makeStore, useStore } from './store.ts';

const way = makeStore<Stack>(startStack());

/** Moves between screens; may be called from anywhere. */
export const navigate = {
  to: (route: Route) => way.set((stack) => push(stack, route, document.activeElement?.id || null)),
  replace: (route: Route) => way.set((stack) => replace(stack, route)),
  back: () => way.set((stack) => (stack.length === 1 ? stack : pop(stack))),
  here: (): Route => top(way.get()).route,
  main: (screen: MainScreen) => way.set((stack) => openMain(stack, screen)),
};

/** The place one is at. */
export function useEntry(): Entry {
  return top(useStore(way));
}

/** True when there is a place to go back to. */
export function useCanGoBack(): boolean {
  return useStore(way).length > 1;
}

/** The place that the screen around the caller stands at. */
export const EntryContext = createContext<Entry | null>(null);

/** State that is still there when one comes back from a deeper screen (a filter, a page, a chosen row). */
export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const entry = use(EntryContext);
  const [value, setValue] = useState<Value>(() => (entry?.memory.get(name) as Value | undefined) ?? initial);
  const keep = (next: Value) => {
    entry?.memory.set(name, next);
    setValue(next);
  };
  return [value, keep];
}
