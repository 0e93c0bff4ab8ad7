import { setImmediate as turn } from 'node:timers/promises';

/**
 * Reads pages `from`…`last` in order while up to `depth` of them are on their way, so that storing one page does not wait for the next.
 * `last` is asked anew after each page, since the platform's total moves. Ends by itself; an error ends it after the pages before it.
 */
export async function* pagesInOrder<Page extends { readonly pages: number }>(
  fetchPage: (page: number) => Promise<Page>,
  options: { readonly from: number; readonly depth: number },
): AsyncGenerator<{ readonly page: number; readonly answer: Page }> {
  const first = await fetchPage(options.from);
  yield { page: options.from, answer: first };
  let last = first.pages;
  const flying = new Map<number, Promise<Page>>();
  try {
    let next = options.from + 1;
    for (let page = options.from + 1; page <= last; page += 1) {
      while (next <= last && next < page + options.depth) {
        const promise = fetchPage(next);
        // The error is thrown where the page is awaited; until then nobody listens.
        promise.catch(() => undefined);
        flying.set(next, promise);
        next += 1;
      }
      const answer = await (flying.get(page) ?? fetchPage(page));
      flying.delete(page);
      last = answer.pages;
      yield { page, answer };
    }
  } finally {
    flying.clear();
  }
}

/** How long the pages of one group may be worked on without a pause, in milliseconds: somebody types meanwhile. */
const stintMs = 10;
/** What the newest group's time counts for among those before it: one slow write says little. */
const newestPart = 0.25;

interface Flight<Page> {
  readonly page: number;
  readonly coming: Promise<Page>;
  /** Set once it is here. */
  answer?: Page;
}

/**
 * As `pagesInOrder`, but pages that are here already come together, for one transaction: it costs less than one each. No page is waited for that
 * is not here, so at a platform's usual pace each comes alone. How many come at most is learned from how long the last ones were worked on.
 * @param options.between work that may be done between two groups, in a turn of its own; true when there was any.
 */
export async function* pagesInGroups<Page extends { readonly pages: number }>(
  fetchPage: (page: number) => Promise<Page>,
  options: { readonly from: number; readonly depth: number; readonly between: () => boolean },
): AsyncGenerator<readonly { readonly page: number; readonly answer: Page }[]> {
  const flying: Flight<Page>[] = [];
  let next = options.from;
  let last = options.from;
  let pageMs = stintMs;
  const send = (): void => {
    for (; next <= last && flying.length < options.depth; next += 1) flying.push(flightOf(next, fetchPage(next)));
  };
  send();
  for (let first = flying.shift(); first !== undefined && first.page <= last; first = flying.shift()) {
    const answer = await first.coming;
    last = answer.pages;
    // The next pages are on their way while these are stored, and what has come over the wire by now is taken in.
    send();
    if (options.between()) await turn();
    await turn();
    const group = [{ page: first.page, answer }];
    while (group.length < Math.floor(stintMs / pageMs)) {
      const [more] = flying;
      if (more?.answer === undefined || more.page > last) break;
      flying.shift();
      last = more.answer.pages;
      group.push({ page: more.page, answer: more.answer });
    }
    send();
    const begun = performance.now();
    yield group;
    pageMs += newestPart * ((performance.now() - begun) / group.length - pageMs);
  }
}

function flightOf<Page>(page: number, coming: Promise<Page>): Flight<Page> {
  const flight: Flight<Page> = { page, coming };
  const land = (answer: Page): void => {
    flight.answer = answer;
  };
  // The error is thrown where the page is awaited; until then nobody listens.
  coming.then(land, () => undefined);
  return flight;
}
