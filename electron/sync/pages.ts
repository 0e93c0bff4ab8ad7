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
