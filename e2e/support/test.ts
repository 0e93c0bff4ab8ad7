/** The fixtures: each test gets a platform, an installation and, where it pays, a guest's phone of its own. */
import { type Browser, test as base, chromium, expect, type Page } from '@playwright/test';
import { findChromium } from '../../build/standin/chromium.ts';
import { App } from './app.ts';
import { allPulled, connectByKey } from './connect.ts';
import { quickArgs, World } from './world.ts';

interface Options {
  /** Flags of the sandbox. */
  readonly sandboxArgs: readonly string[];
}

interface Fixtures {
  /** The platform. */
  readonly world: World;
  /** The app at its first run. */
  readonly app: App;
  /** The app with the account connected and every ticket here, at Lookup. */
  readonly desk: App;
  /** A page of another browser: the guest's phone. */
  readonly phone: Page;
}

interface WorkerFixtures {
  readonly guestBrowser: Browser;
}

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  sandboxArgs: [quickArgs, { option: true }],

  world: async ({ sandboxArgs }, use) => {
    const world = await World.start(sandboxArgs);
    await use(world);
    await world.stop();
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern and wants one.
  app: async ({}, use) => {
    const app = new App();
    await app.start();
    await use(app);
    await app.remove();
    expect(app.complaints, 'what the page complained of').toEqual([]);
  },

  desk: async ({ app, world }, use) => {
    await connectByKey(app, world);
    await allPulled(app);
    await use(app);
  },

  guestBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const root = process.getuid?.() === 0;
      const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: !root });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  phone: async ({ guestBrowser }, use) => {
    const context = await guestBrowser.newContext({ viewport: { width: 390, height: 780 } });
    await use(await context.newPage());
    await context.close();
  },
});

export { expect };
