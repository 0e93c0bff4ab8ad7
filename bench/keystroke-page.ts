/** What the page is told to expect for one text in the search box: texts that the first rows must show. */
export interface Expected {
  readonly query: string;
  readonly rows: readonly (readonly string[])[];
}

/** What the script uses of the page; the rest of this project has no document. */
interface PageWorld {
  willcallExpect?: (expected: Expected) => void;
  readonly document: {
    readonly body: object;
    querySelector(selector: string): { readonly value?: string } | null;
    querySelectorAll(selector: string): Iterable<{
      readonly textContent: string;
      getAttribute(name: string): string | null;
    }>;
  };
  readonly willcall: { call(name: string, input: unknown): Promise<unknown> };
  readonly performance: {
    now(): number;
    mark(name: string, options?: { readonly startTime: number }): unknown;
  };
  readonly MutationObserver: new (heard: () => void) => { observe(target: object, options: object): void };
  addEventListener(type: 'keydown', heard: (event: { readonly timeStamp: number }) => void, capture: true): void;
}

/**
 * Runs in the page: puts a mark into the trace at each key, at the time that the browser gives the key, and another one when the rows expected
 * for it are in the document. Given to the page as source, so it may use nothing from outside.
 */
export function watchKeys(): void {
  const page = globalThis as unknown as PageWorld;
  let expected: Expected | null = null;
  page.willcallExpect = (next) => {
    expected = next;
  };
  page.addEventListener(
    'keydown',
    (event) => {
      if (expected) page.performance.mark(`willcall-key ${expected.query}`, { startTime: event.timeStamp });
    },
    true,
  );
  const isShown = ({ query, rows }: Expected): boolean => {
    if (page.document.querySelector('#lookup-input')?.value !== query) return false;
    const shown = [...page.document.querySelectorAll('[data-testid="lookup-hit"]')];
    const byPlace = new Map(shown.map((row) => [row.getAttribute('aria-posinset'), row.textContent]));
    return rows.every((texts, n) => {
      const row = byPlace.get(String(n + 1));
      return row !== undefined && texts.every((text) => row.includes(text));
    });
  };
  const observer = new page.MutationObserver(() => {
    if (!expected || !isShown(expected)) return;
    page.performance.mark(`willcall-shown ${expected.query}`);
    expected = null;
  });
  observer.observe(page.document.body, { childList: true, subtree: true, characterData: true, attributes: true });
}

/** Runs in the page: says what the next key is to bring. */
export function expectRows(next: Expected): void {
  (globalThis as unknown as PageWorld).willcallExpect?.(next);
}

/** Runs in the page: makes each call twenty times. @returns times in ms, by call. */
export async function timeCalls(
  calls: readonly { readonly name: string; readonly input: unknown }[],
): Promise<number[][]> {
  const page = globalThis as unknown as PageWorld;
  const times: number[][] = [];
  for (const { name, input } of calls) {
    const ofCall: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const at = page.performance.now();
      await page.willcall.call(name, input);
      ofCall.push(page.performance.now() - at);
    }
    times.push(ofCall);
  }
  return times;
}
