import { inspect } from 'node:util';

/**
 * A key, token or password that cannot be printed by accident: text, JSON, `inspect` and a structured clone show `[secret]` or nothing.
 * Only `reveal` gives the value, and only `platforms/http.ts` and the keychain should call it.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one place that must send or store it. */
  reveal(): string {
    return this.#value;
  }

  /** A secret made of this one, e.g. `Bearer <token>`; the value stays inside. */
  map(make: (value: string) => string): Secret {
    return new Secret(make(this.#value));
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
