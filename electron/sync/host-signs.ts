import type { HostSign } from '../platforms/http.ts';

/** How often in a minute a sign that is not known may cost a question of the platform. */
const asksAMinute = 2;

/**
 * By what an account's host is known. A captive portal answers `HEAD /robots.txt` too, but not as the host does: a sign that is new, or a page for
 * people, is believed only once the platform itself has answered beside it.
 */
export class HostSigns {
  readonly #known = new Set<string>();
  #asked: readonly number[] = [];

  /** What is to be thought of an answer. `ask`: the platform is to be asked, which counts. @param steadyMs the present moment. */
  judge({ sign, page }: HostSign, steadyMs: number): 'known' | 'ask' {
    if (this.#known.has(sign)) return 'known';
    if (this.#known.size === 0 && !page) {
      this.#known.add(sign);
      return 'known';
    }
    this.#asked = this.#asked.filter((at) => steadyMs - at < 60_000);
    // A host that shows itself differently each time must not use up the rate budget.
    if (this.#asked.length >= asksAMinute) return 'known';
    this.#asked = [...this.#asked, steadyMs];
    return 'ask';
  }

  /** The platform itself has answered beside this sign. */
  vouch({ sign }: HostSign): void {
    this.#known.add(sign);
  }
}
