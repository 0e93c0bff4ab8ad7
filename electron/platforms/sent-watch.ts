import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

/** What is known of one request's way to the wire. */
export interface SentWatch {
  /** The HTTP layer took the request. */
  taken: boolean;
  /** Its first bytes were handed to a connected socket (after TLS, where there is TLS). */
  sent: boolean;
}

const current = new AsyncLocalStorage<SentWatch>();
const watches = new WeakMap<object, SentWatch>();

function requestOf(message: unknown): object | null {
  const request = (message as { request?: unknown } | null)?.request;
  return typeof request === 'object' && request !== null ? request : null;
}

// Error codes alone cannot say whether a timeout came before or after the request left; undici's documented channels can.
subscribe('undici:request:create', (message) => {
  const watch = current.getStore();
  const request = requestOf(message);
  if (watch === undefined || request === null) return;
  watch.taken = true;
  watches.set(request, watch);
});
subscribe('undici:client:sendHeaders', (message) => {
  const request = requestOf(message);
  const watch = request === null ? undefined : watches.get(request);
  if (watch !== undefined) watch.sent = true;
});

/** Runs `call` (which must call `fetch`) and keeps note in `watch` of whether its request left this machine. */
export function watchSent<T>(watch: SentWatch, call: () => Promise<T>): Promise<T> {
  return current.run(watch, call);
}
