import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedApp, launchApp } from '../launch-app.ts';
import { buildFixture } from './fixtures/build-fixture.ts';

interface Fixture {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  onNews(listener: (value: unknown) => void): () => void;
  listeners(): number;
  throws(): never;
  requires(): string;
  pageLeak(): unknown;
}
// What the page's functions see; the test itself runs in Node.
declare const fixture: Fixture;
declare const window: { open(url: string): unknown };
declare const location: { href: string };
declare const document: {
  querySelector(query: string): { click(): void };
  createElement(name: string): Record<string, unknown>;
  body: { append(it: unknown): void };
  addEventListener(name: string, listener: (event: { violatedDirective: string }) => void): void;
};
declare const navigator: { permissions: { query(it: object): Promise<{ state: string }> } };

let root: string;
let running: LaunchedApp[] = [];

async function launch(args: string[] = [], userDataDir = join(root, `data-${Math.random()}`)): Promise<LaunchedApp> {
  const app = await launchApp({ userDataDir, root, args });
  running.push(app);
  return app;
}

/** Ids of live processes whose command line holds `text`. */
async function processesWith(text: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    ids.map(async (id) =>
      (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).includes(text) ? Number(id) : 0,
    ),
  );
  return found.filter(Boolean);
}

async function until(check: () => Promise<boolean> | boolean, what: string): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await sleep(50);
  }
}

beforeAll(async () => {
  process.env['WILLCALL_RUNTIME'] = 'stand-in';
  root = await mkdtemp(join(tmpdir(), 'willcall-fixture-'));
  await buildFixture(root);
});
afterEach(async () => {
  for (const app of running) await app.close();
  running = [];
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('what crosses between page, preload and main', () => {
  test('a value comes back as structured clone would have it', async () => {
    const { page } = await launch();
    const kept = await page.evaluate(async () => {
      const sent = {
        when: new Date(5),
        none: undefined,
        big: 7n,
        map: new Map([['a', new Set([1])]]),
        bytes: new Uint8Array([1, 255]),
      };
      const got = (await fixture.invoke('echo', sent)) as typeof sent;
      return [
        got.when instanceof Date && got.when.getTime(),
        'none' in got && got.none === undefined,
        got.big === 7n,
        got.map.get('a')?.has(1),
        [...got.bytes],
        await fixture.invoke('echo', [Number.NaN, -0, '__proto__', null]),
      ];
    });
    expect(kept).toEqual([5, true, true, true, [1, 255], [Number.NaN, -0, '__proto__', null]]);
  });

  test('functions, promises and symbols are refused on the way to main and back', async () => {
    const { page } = await launch();
    const errors = await page.evaluate(async () => {
      const tries = [
        () => fixture.invoke('echo', () => 1),
        () => fixture.invoke('echo', Symbol('x')),
        () => fixture.invoke('bad-result'),
      ];
      const texts: string[] = [];
      for (const attempt of tries) {
        try {
          await attempt();
          texts.push('passed');
        } catch (error) {
          texts.push(String(error));
        }
      }
      return texts;
    });
    for (const text of errors) expect(text).toMatch(/could not be cloned/);
  });

  test('an error thrown in main reaches the page with the text that Electron gives it', async () => {
    const { page } = await launch();
    const texts = await page.evaluate(async () => [
      await fixture.invoke('fail').catch((error: Error) => error.message),
      await fixture.invoke('nobody').catch((error: Error) => error.message),
    ]);
    expect(texts).toEqual([
      "Error invoking remote method 'fail': RangeError: no such thing",
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    ]);
  });

  test('events reach the page until it unsubscribes', async () => {
    const { page } = await launch();
    const seen = await page.evaluate(async () => {
      const got: unknown[] = [];
      const stop = fixture.onNews((value) => got.push(value));
      await fixture.invoke('send-back', { n: 1 });
      await fixture.invoke('echo', 0);
      const during = fixture.listeners();
      stop();
      await fixture.invoke('send-back', { n: 2 });
      await fixture.invoke('echo', 0);
      return [got, during, fixture.listeners()];
    });
    expect(seen).toEqual([[{ n: 1 }], 1, 0]);
  });

  test('main sees the sender as the app names it', async () => {
    const { page } = await launch();
    expect(await page.evaluate(() => fixture.invoke('who'))).toEqual([
      'app://fixture/index.html',
      'app://fixture',
      true,
      true,
    ]);
  });
});

describe('the preload', () => {
  test('runs before the page, in a world of its own', async () => {
    const { page } = await launch();
    const facts = await page.evaluate(() => ({
      atStart: (globalThis as Record<string, unknown>)['bridgeAtStart'],
      preloadLeaks: 'secretOfPreload' in globalThis,
      pageLeaks: fixture.pageLeak(),
      requires: fixture.requires(),
      node: [
        typeof (globalThis as Record<string, unknown>)['require'],
        typeof (globalThis as Record<string, unknown>)['process'],
      ],
      frozen: Object.isFrozen(fixture),
    }));
    expect(facts).toMatchObject({
      atStart: 'bridge',
      preloadLeaks: false,
      node: ['undefined', 'undefined'],
      frozen: true,
    });
    expect(facts.pageLeaks).toBeUndefined();
    expect(facts.requires).not.toMatch(/function/);
  });

  test('works on when the page spoils the built-ins', async () => {
    const { page } = await launch();
    const got = await page.evaluate(async () => {
      const { push } = Array.prototype;
      const { dispatchEvent } = EventTarget.prototype;
      const { stringify } = JSON;
      Array.prototype.push = () => {
        throw new Error('spoiled');
      };
      EventTarget.prototype.dispatchEvent = () => false;
      JSON.stringify = () => 'spoiled';
      try {
        return await fixture.invoke('echo', [1, { a: 2 }]);
      } finally {
        // The test's own tool needs them again to bring the answer home.
        Object.assign(Array.prototype, { push });
        Object.assign(EventTarget.prototype, { dispatchEvent });
        Object.assign(JSON, { stringify });
      }
    });
    expect(got).toEqual([1, { a: 2 }]);
  });

  test('its errors reach the page as errors', async () => {
    const { page } = await launch();
    const text = await page.evaluate(() => {
      try {
        return fixture.throws();
      } catch (error) {
        return `${error instanceof Error} ${String(error)}`;
      }
    });
    expect(text).toBe('true TypeError: from the preload');
  });

  test('its bundle is one CommonJS file that requires nothing but electron', async () => {
    const source = await readFile(join(root, 'out/preload/preload.cjs'), 'utf8');
    expect([...source.matchAll(/require\(["']([^"']+)["']\)/g)].map((match) => match[1])).toEqual(['electron']);
    expect(source).not.toMatch(/^\s*(import|export)\s/m);
    expect(await readdir(join(root, 'out/preload'))).toEqual(['preload.cjs']);
  });
});

describe('the page is locked in', () => {
  test('elsewhere is refused, the own origin is let pass', async () => {
    const { page } = await launch();
    const before = page.url();
    for (const url of [
      'https://example.org/?next=app://fixture/',
      'http://127.0.0.1:9/',
      'https://fixture.app.invalid.evil.example/',
    ]) {
      await page.evaluate((to) => {
        location.href = to;
      }, url);
      await sleep(300);
      expect(page.url()).toBe(before);
    }
    await page.evaluate(() => {
      location.href = '/index.html?again';
    });
    await page.waitForURL(/again/);
    const log = await page.evaluate(() => fixture.invoke('log'));
    expect(log).toContain('will-navigate https://example.org/?next=app://fixture/');
    expect(log).toContain('will-navigate app://fixture/index.html?again');
  });

  test('window.open and target=_blank make no window, but main hears of them', async () => {
    const { page } = await launch();
    expect(await page.evaluate(() => window.open('https://example.com/opened'))).toBeNull();
    await page.evaluate(() => document.querySelector('#out').click());
    await until(async () => {
      const log = (await page.evaluate(() => fixture.invoke('log'))) as string[];
      return log.filter((line) => line.startsWith('window-open')).length === 2;
    }, 'both attempts in the log');
    // The link's page is there for the moment that closing it takes.
    await until(() => page.context().pages().length === 1, 'the window to be alone again');
  });

  test('the CSP of the app holds, and permissions are denied', async () => {
    const { page } = await launch();
    const directive = await page.evaluate(
      () =>
        new Promise((done) => {
          document.addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));
          const script = document.createElement('script');
          script['textContent'] = 'globalThis.injected = true';
          document.body.append(script);
        }),
    );
    expect(directive).toBe('script-src-elem');
    for (const name of ['notifications', 'geolocation', 'camera', 'microphone', 'clipboard-read']) {
      const state = await page.evaluate(
        (it) => navigator.permissions.query({ name: it }).then((got) => got.state),
        name,
      );
      expect(state, name).toBe('denied');
    }
  });
});

describe('the main process', () => {
  test('an API that the app does not use throws by name; an unsafe window is refused', async () => {
    const { page } = await launch();
    const texts = await page.evaluate(async () => [
      await fixture.invoke('absent').catch((error: Error) => error.message),
      await fixture.invoke('refused-window'),
    ]);
    expect(texts[0]).toMatch(/The stand-in has no app\.getGPUInfo/);
    expect(texts[1]).toMatch(/opens no window with sandbox: false/);
  });

  test('the doors to the desktop are recorded and dialogs answered as told', async () => {
    const { page, app } = await launch();
    expect(await page.evaluate(() => fixture.invoke('desk'))).toBe(0);
    await app.answerDialogs(1);
    expect(await page.evaluate(() => fixture.invoke('desk'))).toBe(1);
    const state = await app.desktop();
    expect(state).toMatchObject({ opened: ['https://example.org/', 'https://example.org/'], clipboard: 'copied' });
    await app.power('resume');
    expect(await page.evaluate(() => fixture.invoke('log'))).toContain('resume');
  });

  test('a save dialog gives the path that was chosen, is cancelled otherwise, and takes no unknown option', async () => {
    const { page, app } = await launch();
    const save = (options: object) => page.evaluate((given) => fixture.invoke('save', given), options);
    expect(await save({ defaultPath: 'x.csv' })).toEqual({ canceled: true, filePath: '' });
    await app.answerDialogs('/tmp/chosen.csv');
    expect(await save({ defaultPath: 'x.csv' })).toEqual({ canceled: false, filePath: '/tmp/chosen.csv' });
    await expect(save({ defaultName: 'x.csv' })).rejects.toThrow('knows no option defaultName');
    expect((await app.desktop()).dialogs).toHaveLength(2);
  });

  test('the page is as large as the window was asked to be', async () => {
    const { page } = await launch();
    expect(await page.evaluate('[innerWidth, innerHeight]')).toEqual([900, 700]);
  });

  test('a second copy tells the first and ends', async () => {
    const userDataDir = join(root, 'one-copy');
    const first = await launch([], userDataDir);
    const second = spawn(
      process.execPath,
      [join(import.meta.dirname, 'run.ts'), root, '--headless', '--user-data-dir', userDataDir, '--from-second'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    await until(() => first.stdout.includes('second-instance true'), 'the first copy to be told');
  });

  test('a copy killed without warning leaves no lock behind', async () => {
    const userDataDir = join(root, 'killed');
    const first = await launch([], userDataDir);
    await first.kill();
    const next = await launch([], userDataDir);
    expect(next.stdout).not.toMatch(/second copy/);
  });
});

describe('the end', () => {
  test('SIGTERM quits in order and leaves no process behind', async () => {
    const app = await launch();
    const [, child] = (await app.page.evaluate(() => fixture.invoke('child'))) as [unknown, number];
    const profile = /willcall-chromium-[\w-]+/.exec(
      await readFile(`/proc/${app.pid}/task/${app.pid}/children`, 'utf8').then(async (ids) => {
        const lines = await Promise.all(
          ids
            .trim()
            .split(' ')
            .map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
        );
        return lines.join('\n');
      }),
    )?.[0];
    expect(profile).toBeTruthy();
    expect(await app.close()).toBe(0);
    expect(app.stdout).toMatch(/will-quit/);
    expect(await processesWith(profile ?? '')).toEqual([]);
    expect(() => process.kill(child, 0)).toThrow();
    expect(await readdir(tmpdir())).not.toContain(profile);
  });

  test('SIGKILL takes Chromium and the utility processes with it', async () => {
    const app = await launch();
    const [, child] = (await app.page.evaluate(() => fixture.invoke('child'))) as [unknown, number];
    const [chromium] = (await readFile(`/proc/${app.pid}/task/${app.pid}/children`, 'utf8')).trim().split(' ');
    await app.kill();
    for (const id of [child, Number(chromium)]) {
      await until(async () => {
        const state = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => ') Z');
        return state.slice(state.lastIndexOf(')') + 2).startsWith('Z');
      }, `process ${id} to end`);
    }
  });

  test('a closed window ends the app', async () => {
    const app = await launch();
    await app.page.close();
    await until(() => app.stdout.includes('window-all-closed') && app.stdout.includes('will-quit'), 'the app to quit');
  });
});
