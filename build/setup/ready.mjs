// When is the window ready, seen from outside? Through the debugging port, the same under Electron and on the stand-in.

/** How long the page may take to show its first screen after it has loaded. */
const FIRST_SCREEN_MS = 60_000;

/**
 * The address of the app's debugging port, once it prints it.
 * @param {import('node:child_process').ChildProcess} app
 * @returns {Promise<string>} as in ws://127.0.0.1:9333/devtools/browser/…
 */
export function devtoolsAddress(app) {
  return new Promise((done) => {
    let text = '';
    const look = (/** @type {Buffer} */ piece) => {
      text = `${text}${piece}`.slice(-10_000);
      const found = /(?:Willcall window is ready .*devtools:|DevTools listening on) (ws:\S+)/.exec(text)?.[1];
      if (found) done(found);
    };
    app.stdout?.on('data', look);
    app.stderr?.on('data', look);
  });
}

/**
 * Waits until the page shows its first screen: until `<html data-ready="no">` says otherwise, where the page uses that
 * mark, else until something is in #root.
 * @param {string} address of the debugging port
 * @param {string | undefined} screenshot where to write a picture of it
 * @returns {Promise<string>} the page's title, for the person who waits
 */
export async function waitForPage(address, screenshot) {
  // Not at the top: this file is loaded before node_modules is there.
  const { chromium } = await import('playwright-core');
  const browser = await chromium.connectOverCDP(address);
  try {
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!page) throw new Error('The app has no window');
    await page.waitForLoadState('load');
    await page.waitForFunction(
      "document.documentElement.dataset.ready === 'yes' || (!('ready' in document.documentElement.dataset) && document.querySelector('#root')?.childElementCount > 0)",
      undefined,
      { timeout: FIRST_SCREEN_MS },
    );
    if (screenshot) await page.screenshot({ path: screenshot });
    return `"${await page.title()}"`;
  } finally {
    // Only the connection: the browser is the app's.
    await browser.close();
  }
}
