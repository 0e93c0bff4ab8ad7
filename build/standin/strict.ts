/** What keeps the stand-in honest: an Electron API it does not have throws by name instead of reading as undefined. */
import { EventEmitter } from 'node:events';

/** Asked for by `await`, by JSON and by test and debugging tools of any object at all. */
const ASKED_OF_ANYTHING = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  'domain',
]);

/**
 * Wraps `target` so that reading or writing a property it does not have throws an error that names it.
 * @param name how the error calls the object, as in Electron's documentation: `app`, `BrowserWindow`.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || ASKED_OF_ANYTHING.has(key)) {
        return Reflect.get(object, key, receiver);
      }
      throw new TypeError(`The stand-in has no ${name}.${key}: add it to build/standin, or do without it`);
    },
    set(object, key, value, receiver) {
      // EventEmitter keeps its own books in properties that begin with an underscore.
      if (typeof key === 'symbol' || key in object || key.startsWith('_')) {
        return Reflect.set(object, key, value, receiver);
      }
      throw new TypeError(`The stand-in has no ${name}.${key} to set`);
    },
  });
}

/** An EventEmitter that refuses to be listened to for events that the stand-in never sends. */
export class StrictEmitter extends EventEmitter {
  protected readonly knownEvents: ReadonlySet<string>;
  protected readonly strictName: string;

  /** @param events the names that may be listened for, sent by the stand-in or knowingly never. */
  constructor(name: string, events: readonly string[]) {
    super();
    this.strictName = name;
    this.knownEvents = new Set([...events, 'newListener', 'removeListener']);
  }

  private check(event: string | symbol): void {
    if (typeof event === 'string' && !this.knownEvents.has(event)) {
      throw new TypeError(`The stand-in never sends ${this.strictName} '${event}'`);
    }
  }

  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this.check(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener);
  }

  override once(event: string | symbol, listener: (...args: never[]) => void): this {
    this.check(event);
    return super.once(event, listener as (...args: unknown[]) => void);
  }
}

/** The first argument of Electron's preventable events. */
export interface PreventableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** Makes such an event; `extra` becomes properties of it. */
export function preventable<T extends object>(extra: T): PreventableEvent & T {
  let prevented = false;
  return Object.defineProperty(
    Object.assign(extra, {
      preventDefault() {
        prevented = true;
      },
    }),
    'defaultPrevented',
    { get: () => prevented },
  ) as PreventableEvent & T;
}
