import { useSyncExternalStore } from 'react';

/** A value that lives outside React, for what must change before the next render (a scanner's keys) or outlive a screen. */
export interface Store<Value> {
  get(): Value;
  set(change: Value | ((value: Value) => Value)): void;
  subscribe(listener: () => void): () => void;
}

/** Makes a store; listeners are told only when the value is another one. */
export function makeStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const next = typeof change === 'function' ? (change as (value: Value) => Value)(value) : change;
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Reads a store and renders again when it changes. */
export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Reads a part of a store and renders again only when that part is another one. */
export function useStorePart<Value, Part>(store: Store<Value>, part: (value: Value) => Part): Part {
  return useSyncExternalStore(store.subscribe, () => part(store.get()));
}
