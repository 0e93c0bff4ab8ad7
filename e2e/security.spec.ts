/** The walls of the window, tried from inside the page as an attacker's script would. */
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { key } from './support/world.ts';

const elsewhere = 'https://example.com/';

/** Own names of a page's window. */
function globals(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => Object.getOwnPropertyNames(window));
}

test('window.willcall is the only new global, frozen, and gives two functions', async ({ desk, world, phone }) => {
  // Another page of a trusted origin in the same Chromium, without any script of its own.
  await phone.goto(`${world.url}/checkout/none`);
  const plain = new Set(await globals(phone));
  const own = (await globals(desk.page)).filter((name) => !plain.has(name));
  expect(own).toEqual(['willcall']);
  const shape = await desk.page.evaluate(() => {
    const { willcall } = window as unknown as { willcall: Record<string, unknown> };
    return {
      names: Object.keys(willcall).sort(),
      types: Object.values(willcall).map((value) => typeof value),
      frozen: Object.isFrozen(willcall),
      rest: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    };
  });
  expect(shape).toEqual({ names: ['call', 'on'], types: ['function', 'function'], frozen: true, rest: [] });
});

test('eval, inline scripts, inline handlers and foreign scripts do not run', async ({ desk }) => {
  const { page } = desk;
  const ran = await page.evaluate(async () => {
    const results: Record<string, string> = {};
    const attempt = (name: string, work: () => unknown) => {
      try {
        results[name] = String(work());
      } catch (error) {
        results[name] = (error as Error).name;
      }
    };
    // In a task of the page's own: while a debugger evaluates, Chromium lets eval through.
    await new Promise((done) => setTimeout(done, 0));
    // Not called by name, so that the compiler does not see them for what they are.
    attempt('eval', () => (globalThis as unknown as Record<string, (text: string) => unknown>)['eval']?.('1 + 1'));
    attempt('Function', () => Reflect.construct(Function, ['return 1'])());
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    const holder = document.createElement('div');
    holder.innerHTML = '<img src="x:" onerror="window.handlerRan = true"><svg onload="window.handlerRan = true"></svg>';
    document.body.append(holder);
    const foreign = document.createElement('script');
    foreign.src = 'https://example.com/x.js';
    const failed = new Promise<string>((done) => {
      foreign.onerror = () => done('refused');
      foreign.onload = () => done('loaded');
    });
    document.body.append(foreign);
    results['foreign'] = await failed;
    results['inline'] = String('inlineRan' in window);
    results['handler'] = String('handlerRan' in window);
    for (const node of [script, holder, foreign]) node.remove();
    return results;
  });
  expect(ran).toEqual({
    eval: 'EvalError',
    Function: 'EvalError',
    foreign: 'refused',
    inline: 'false',
    handler: 'false',
  });
  expect(desk.complaints.some((complaint) => complaint.includes('Content Security Policy'))).toBe(true);
  desk.complaints.length = 0;
});

test('nothing is fetched, embedded or sent anywhere but from the app’s own files', async ({ desk, world }) => {
  const { page } = desk;
  const before = await world.lastAsked();
  const results = await page.evaluate(
    async ([outside, platform]) => {
      const tried: Record<string, string> = {};
      const refusedOr = (work: Promise<unknown>) => work.then(() => 'went through').catch(() => 'refused');
      tried['fetch'] = await refusedOr(window.fetch(outside));
      tried['platform'] = await refusedOr(window.fetch(platform));
      tried['beacon'] = String(navigator.sendBeacon(platform));
      tried['socket'] = await new Promise<string>((done) => {
        try {
          const socket = new WebSocket('wss://example.com/');
          socket.onopen = () => done('went through');
          socket.onerror = () => done('refused');
        } catch {
          done('refused');
        }
      });
      tried['image'] = await new Promise<string>((done) => {
        const image = new Image();
        image.onload = () => done('went through');
        image.onerror = () => done('refused');
        image.src = `${outside}x.png`;
      });
      const frame = document.createElement('iframe');
      const framed = new Promise((done) => {
        frame.onload = done;
      });
      frame.src = outside;
      document.body.append(frame);
      await framed;
      // What stands in it is Chromium's own page of refusal, which no script of ours may read.
      tried['frame'] = frame.contentDocument === null ? 'refused' : 'went through';
      frame.remove();
      return tried;
    },
    [elsewhere, `${world.url}/api/organizer/v1/tickets`] as const,
  );
  for (const [way, result] of Object.entries(results)) {
    if (way !== 'beacon') expect(result, way).toBe('refused');
  }
  const agents = (await world.asked(before)).filter((one) => one.status === 401 || one.method === 'OPTIONS');
  expect(agents, 'the page reached the platform by itself').toEqual([]);
  expect(desk.complaints.some((complaint) => complaint.includes("Framing 'https://example.com/' violates"))).toBe(true);
  desk.complaints.length = 0;
});

test('no window opens, no navigation leaves, no permission is given', async ({ desk }) => {
  const { page } = desk;
  const address = page.url();
  expect(await page.evaluate((url) => window.open(url) === null, elsewhere)).toBe(true);
  await page.evaluate((url) => {
    const link = document.createElement('a');
    link.href = url;
    link.target = '_blank';
    document.body.append(link);
    link.click();
    link.target = '';
    link.click();
    link.remove();
    window.location.href = url;
  }, elsewhere);
  await expect.poll(() => desk.log()).toContain('navigation');
  expect(page.url()).toBe(address);
  await expect(page.getByTestId('lookup-input')).toBeVisible();
  // The stand-in's Chromium opens the window and closes it at once; it never loads what was asked for.
  await expect.poll(() => page.context().pages().length).toBe(1);
  const permissions = await page.evaluate(async () => {
    const state = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      geolocation: await state('geolocation'),
      camera: await state('camera'),
      microphone: await state('microphone'),
      notifications: await Notification.requestPermission(),
      media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        () => 'refused',
      ),
    };
  });
  expect(permissions).toEqual({
    ...{ geolocation: 'denied', camera: 'denied', microphone: 'denied' },
    ...{ notifications: 'denied', media: 'refused' },
  });
  expect((await desk.running.app.desktop()).opened).toEqual([]);
  desk.complaints.length = 0;
});

test('the bridge takes only the contract, in its shapes, and never gives a key', async ({ desk }) => {
  const { page } = desk;
  const answers = await page.evaluate(async () => {
    const { willcall } = window as unknown as {
      willcall: { call(name: string, input: unknown): Promise<{ ok: boolean; problem?: { code: string } }> };
    };
    // A page that has been tampered with must not reach what stands behind the bridge.
    const { push } = Array.prototype;
    Array.prototype.push = () => {
      throw new Error('tampered');
    };
    const codeOf = async (name: string, input: unknown) => {
      try {
        const answer = await willcall.call(name, input);
        return answer.ok ? 'ok' : (answer.problem?.code ?? '');
      } catch {
        return 'thrown';
      }
    };
    const codes = {
      unknown: await codeOf('keychain.get', { name: 'account' }),
      prototype: await codeOf('__proto__', undefined),
      shape: await codeOf('lookup.search', { query: 1 }),
      extra: await codeOf('settings.set', { dataFolder: '/' }),
      link: await codeOf('sales.openLink', { saleId: 'https://example.com' }),
      fine: await codeOf('lookup.search', { query: 'a' }),
    };
    Array.prototype.push = push;
    return codes;
  });
  expect(['thrown', 'invalid_input', 'sender_refused']).toContain(answers.unknown);
  expect(['thrown', 'invalid_input', 'sender_refused']).toContain(answers.prototype);
  expect(answers.shape).toBe('invalid_input');
  expect(answers.extra).toBe('invalid_input');
  expect(answers.link).toBe('not_found');
  expect(answers.fine).toBe('ok');
  const told = JSON.stringify([
    await desk.call('accounts.list', undefined),
    await desk.call('app.info', undefined),
    await desk.call('settings.get', undefined),
    await desk.call('sync.status', undefined),
  ]);
  expect(told).not.toContain(key);
});
