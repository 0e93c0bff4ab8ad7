/**
 * What runs in each document before the page's own scripts, in two worlds. Both functions travel as source text and
 * must be self-contained.
 */
import type { makeCodec } from '../codec.ts';
import type { makeLink } from './link.ts';

/** The event names of the two ends of the bridge: made anew for each window, known to no script of the page. */
export interface LinkNames {
  toPage: string;
  toPreload: string;
}

/** The page's own world: waits for what the preload exposes. */
function pageWorld(codecOf: typeof makeCodec, linkOf: typeof makeLink, names: LinkNames): void {
  const host = globalThis as unknown as { top: unknown; location: { href: string } };
  if (host.top !== globalThis) return;
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  };
  const link = linkOf(codecOf(), names.toPage, names.toPreload, (kind, body) => {
    if (kind !== 'expose') return;
    const [key, api] = link.unpack(body) as [string, unknown];
    freeze(api);
    Object.defineProperty(globalThis, key, { value: api, enumerable: true, writable: false, configurable: false });
  });
  // What Electron returns for a window that its handler denies, and the stand-in allows none.
  Object.defineProperty(globalThis, 'open', {
    value: (url = '', name = '', features = '') => {
      link.post(
        'open',
        JSON.stringify([new URL(String(url), host.location.href).href, String(name), String(features)]),
      );
      return null;
    },
  });
}

/** What the preload's world needs besides the bridge. */
export interface PreloadWorldOptions {
  /** Name of the CDP binding, present in this world alone, that carries text to the main process. */
  binding: string;
  /** Name of the global by which the main process delivers text. */
  inbox: string;
  process: { platform: string; versions: Record<string, string> };
}

/** The preload's isolated world: `require('electron')` and nothing else. */
function preloadWorld(
  codecOf: typeof makeCodec,
  linkOf: typeof makeLink,
  names: LinkNames,
  options: PreloadWorldOptions,
  preload: (require: unknown, module: unknown, exports: unknown, process: unknown) => void,
): void {
  const host = globalThis as unknown as Record<string, unknown> & EventTarget;
  // As Electron has it by default: frames inside the page get no preload.
  if (host['top'] !== globalThis) return;
  const codec = codecOf();
  const tell = host[options.binding] as (text: string) => void;
  const send = (message: unknown) => tell(JSON.stringify(message));
  const link = linkOf(codec, names.toPreload, names.toPage, (kind, body) => {
    if (kind === 'open') send({ kind: 'open', body });
  });

  let lastId = 0;
  const waiting = new Map<number, { resolve: (v: unknown) => void; reject: (e: unknown) => void }>();
  const listeners = new Map<string, ((...args: unknown[]) => void)[]>();

  const strict = (name: string, target: object) =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'symbol' || key in object) return Reflect.get(object, key);
        throw new TypeError(`The stand-in's preload has no ${name}.${key}`);
      },
    });

  const add = (channel: string, listener: (...args: unknown[]) => void) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: (...args: unknown[]) => void) => {
    const left = [...(listeners.get(channel) ?? [])];
    const at = left.lastIndexOf(listener);
    if (at >= 0) left.splice(at, 1);
    listeners.set(channel, left);
    return ipcRenderer;
  };
  const ipcRenderer: object = strict('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]) {
      lastId += 1;
      const id = lastId;
      const body = codec.encode(args);
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ kind: 'invoke', id, channel, body });
      });
    },
    on: add,
    addListener: add,
    off: remove,
    removeListener: remove,
    listenerCount: (channel: string) => (listeners.get(channel) ?? []).length,
  });
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      link.post('expose', link.pack([key, api]));
    },
  });

  host[options.inbox] = (text: string) => {
    const message = JSON.parse(text);
    if (message.kind === 'reply') {
      const it = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) it?.resolve(codec.decode(message.body));
      else it?.reject(new Error(message.body));
    } else if (message.kind === 'event') {
      const args = codec.decode(message.body) as unknown[];
      for (const listener of listeners.get(message.channel) ?? [])
        listener({ sender: ipcRenderer, ports: [] }, ...args);
    }
  };
  host.addEventListener('resize', () => send({ kind: 'resize' }));

  const electron = strict('electron', { ipcRenderer, contextBridge });
  const module = { exports: {} };
  try {
    preload(
      (name: string) => {
        if (name === 'electron') return electron;
        throw new Error(`The preload may require only 'electron', not '${name}'`);
      },
      module,
      module.exports,
      { ...options.process, type: 'renderer', sandboxed: true, contextIsolated: true },
    );
  } catch (error) {
    send({ kind: 'preload-error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** The source texts of both worlds for one window. `preload` is the preload's own source, a CommonJS file, or nothing. */
export function worldSources(
  code: { codec: typeof makeCodec; link: typeof makeLink },
  names: LinkNames,
  options: PreloadWorldOptions,
  preload: string,
): { page: string; preload: string } {
  const shared = `${code.codec}, ${code.link}, ${JSON.stringify(names)}`;
  return {
    page: `(${pageWorld})(${shared});`,
    preload: `(${preloadWorld})(${shared}, ${JSON.stringify(options)}, function (require, module, exports, process) {\n${preload}\n});`,
  };
}
