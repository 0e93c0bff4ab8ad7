/**
 * Values that may cross between processes, as text: what structured clone carries, within what the app has use for.
 *
 * `makeCodec` is used in Node and, as source text, in the page's two worlds: it must not refer to anything outside itself
 * but what every JavaScript has.
 */

/** Turns values into text and back. */
export interface Codec {
  /**
   * @param onFunction gives a function an id by which the other side may call it; without it a function throws, as in IPC.
   * @throws DataCloneError (or TypeError for a cycle) where Electron would refuse the value too.
   */
  encode(
    value: unknown,
    onFunction?: (fn: unknown) => number,
    onPromise?: (promise: Promise<unknown>) => number,
  ): string;
  decode(text: string, onFunction?: (id: number) => unknown, onPromise?: (id: number) => unknown): unknown;
}

/** Makes a codec. Self-contained: its source text is run in the page. */
export function makeCodec(): Codec {
  const { stringify, parse } = JSON;
  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, 'DataCloneError');
  };

  type Hook = ((it: never) => unknown) | undefined;

  function pack(value: unknown, fn: Hook, promise: Hook, above: Set<object>): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ['x', Object.is(value, -0) ? '-0' : String(value)];
      case 'undefined':
        return ['u'];
      case 'bigint':
        return ['n', String(value)];
      case 'symbol':
        return refuse(String(value));
      case 'function':
        return fn ? ['f', fn(value as never)] : refuse(String(value).slice(0, 60));
      default:
    }
    if (value === null) return null;
    const object = value as object;
    if (above.has(object)) throw new TypeError('The stand-in carries no cycles');
    if (object instanceof Promise) return promise ? ['p', promise(object as never)] : refuse('#<Promise>');
    above.add(object);
    const inner = (it: unknown) => pack(it, fn, promise, above);
    let packed: unknown;
    if (Array.isArray(object)) packed = ['a', ...object.map(inner)];
    else if (object instanceof Date) packed = ['d', object.getTime()];
    else if (object instanceof Error) packed = ['e', object.name, object.message];
    else if (object instanceof Map) packed = ['m', ...[...object].map(([k, v]) => [inner(k), inner(v)])];
    else if (object instanceof Set) packed = ['s', ...[...object].map(inner)];
    else if (object instanceof ArrayBuffer || ArrayBuffer.isView(object)) packed = packBytes(object);
    else if (object instanceof WeakMap || object instanceof WeakSet || object instanceof RegExp) {
      packed = refuse(Object.prototype.toString.call(object));
    } else {
      // As structured clone has it: own enumerable properties, whatever the class.
      packed = Object.fromEntries(Object.entries(object).map(([key, it]) => [key, inner(it)]));
    }
    above.delete(object);
    return packed;
  }

  function packBytes(source: ArrayBuffer | ArrayBufferView): unknown {
    const name = source instanceof ArrayBuffer ? 'ArrayBuffer' : 'Uint8Array';
    if (name !== 'ArrayBuffer' && !(source instanceof Uint8Array)) return refuse('A typed array other than Uint8Array');
    const bytes = source instanceof ArrayBuffer ? new Uint8Array(source) : (source as Uint8Array);
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return ['b', name, btoa(text)];
  }

  function unpack(packed: unknown, fn: Hook, promise: Hook): unknown {
    if (typeof packed !== 'object' || packed === null) return packed;
    const inner = (it: unknown) => unpack(it, fn, promise);
    if (!Array.isArray(packed)) return Object.fromEntries(Object.entries(packed).map(([key, it]) => [key, inner(it)]));
    const [tag, ...rest] = packed;
    switch (tag) {
      case 'a':
        return rest.map(inner);
      case 'x':
        return Number(rest[0]);
      case 'u':
        return undefined;
      case 'n':
        return BigInt(rest[0]);
      case 'd':
        return new Date(rest[0] ?? Number.NaN);
      case 'e':
        return Object.defineProperty(new Error(rest[1]), 'name', {
          value: rest[0],
          configurable: true,
          writable: true,
        });
      case 'm':
        return new Map(rest.map(([k, v]) => [inner(k), inner(v)]));
      case 's':
        return new Set(rest.map(inner));
      case 'b': {
        const text = atob(rest[1]);
        const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
        return rest[0] === 'ArrayBuffer' ? bytes.buffer : bytes;
      }
      case 'f':
        return fn ? fn(rest[0] as never) : refuse('A function');
      case 'p':
        return promise ? promise(rest[0] as never) : refuse('A promise');
      default:
        throw new TypeError(`Unknown tag ${String(tag)}`);
    }
  }

  return {
    encode: (value, onFunction, onPromise) => stringify(pack(value, onFunction, onPromise, new Set())),
    decode: (text, onFunction, onPromise) => unpack(parse(text), onFunction, onPromise),
  };
}
