/**
 * The bridge between the page's own world and the preload's isolated world: functions on either side can be called from
 * the other, synchronously, and nothing but text crosses. Both worlds run this source; it must be self-contained.
 */
import type { Codec } from '../codec.ts';

/** One end of the bridge. */
export interface Link {
  /** Packs a value for the other side; functions in it become callable there. */
  pack(value: unknown): string;
  /** Makes the value that the other side packed; its functions call back. */
  unpack(text: string): unknown;
  /** Sends a message that the other side's `onMessage` gets at once. */
  post(kind: string, body: string): void;
}

/**
 * Sets up one end. `inbox` and `outbox` are event names that only the two ends know.
 * @param onMessage gets what the other side posts, besides calls.
 */
export function makeLink(
  codec: Codec,
  inbox: string,
  outbox: string,
  onMessage: (kind: string, body: string) => void,
): Link {
  const target = globalThis as unknown as EventTarget;
  // Taken now, before any script of the page can replace them.
  const { apply } = Reflect;
  const { dispatchEvent } = EventTarget.prototype;
  const Custom = CustomEvent;
  const { stringify, parse } = JSON;

  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const waiting = new Map<number, { resolve: (v: unknown) => void; reject: (e: unknown) => void }>();
  let lastId = 0;
  let answer: { ok: boolean; body: string } | undefined;

  const send = (message: unknown) => {
    apply(dispatchEvent, target, [new Custom(outbox, { detail: stringify(message) })]);
  };
  const post = (kind: string, body: string) => send({ kind, body });

  const keepFunction = (fn: unknown) => {
    lastId += 1;
    functions.set(lastId, fn as (...args: unknown[]) => unknown);
    return lastId;
  };
  const keepPromise = (promise: Promise<unknown>) => {
    lastId += 1;
    const id = lastId;
    promise.then(
      (value) => settle(id, true, value),
      (error) => settle(id, false, error),
    );
    return id;
  };
  const settle = (id: number, ok: boolean, value: unknown) => {
    let body: string;
    try {
      body = pack(value);
    } catch (error) {
      ok = false;
      body = pack(error);
    }
    send({ kind: 'settle', id, ok, body });
  };
  const pack = (value: unknown): string => codec.encode(value, keepFunction, keepPromise);
  const unpack = (text: string): unknown =>
    codec.decode(
      text,
      (id) =>
        (...args: unknown[]) => {
          const body = pack(args);
          answer = undefined;
          send({ kind: 'call', id, body });
          const got = answer as { ok: boolean; body: string } | undefined;
          if (!got) throw new Error('The other side of the context bridge is gone');
          const value = unpack(got.body);
          if (!got.ok) throw value;
          return value;
        },
      (id) => new Promise((resolve, reject) => waiting.set(id, { resolve, reject })),
    );

  const call = (id: number, body: string) => {
    try {
      const fn = functions.get(id);
      if (!fn) throw new Error('That function is gone');
      const value = fn(...(unpack(body) as unknown[]));
      send({ kind: 'answer', ok: true, body: pack(value) });
    } catch (error) {
      send({ kind: 'answer', ok: false, body: pack(error instanceof Error ? error : new Error(String(error))) });
    }
  };

  target.addEventListener(inbox, (event) => {
    event.stopImmediatePropagation();
    const message = parse((event as CustomEvent).detail);
    switch (message.kind) {
      case 'call':
        return call(message.id, message.body);
      case 'answer':
        answer = message;
        return;
      case 'settle': {
        const it = waiting.get(message.id);
        waiting.delete(message.id);
        const value = unpack(message.body);
        return message.ok ? it?.resolve(value) : it?.reject(value);
      }
      default:
        return onMessage(message.kind, message.body);
    }
  });
  return { pack, unpack, post };
}
