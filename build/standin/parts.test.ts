import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { takeInstanceLock } from './instance-lock.ts';
import { makeNotification } from './notification.ts';
import { flagValue, readOptions } from './options.ts';
import { toAppUrl, toBrowserUrl } from './origin.ts';
import { preventable, StrictEmitter, strict } from './strict.ts';

describe('addresses', () => {
  const schemes = new Set(['app']);
  test.each([
    ['app://willcall/index.html?a=1#b', 'https://willcall.app.invalid/index.html?a=1#b'],
    ['app://willcall', 'https://willcall.app.invalid'],
    ['app://other/x', 'https://other.app.invalid/x'],
  ])('%s', (app, browser) => {
    expect(toBrowserUrl(app, schemes)).toBe(browser);
    expect(toAppUrl(browser, schemes)).toBe(app);
  });

  test.each([
    'https://willcall.app.invalid.evil.example/',
    'https://evil.example/https://willcall.app.invalid/',
    'http://willcall.app.invalid/',
    'https://willcall.file.invalid/',
    'about:blank',
    'data:text/html,https://willcall.app.invalid/',
  ])('%s is not made the app’s', (url) => expect(toAppUrl(url, schemes)).toBe(url));

  test('an origin with a port is not made the app’s', () => {
    expect(toAppUrl('https://willcall.app.invalid:8443/', schemes)).toBe('https://willcall.app.invalid:8443/');
  });
});

describe('options', () => {
  test.each([
    [['--port', '1'], '1'],
    [['--port=2'], '2'],
    [['--ports=2'], undefined],
    [[], undefined],
  ])('%j', (args, value) => expect(flagValue(args, 'port')).toBe(value));

  test('without a display the window is headless', () => {
    expect(readOptions([], { DISPLAY: ':1' }).headless).toBe(false);
    expect(readOptions([], {}).headless).toBe(process.platform === 'linux');
    expect(readOptions(['--headless'], { DISPLAY: ':1' }).headless).toBe(true);
  });

  test.each(['x', '-1', '65536', '1.5'])('port %s is refused', (port) => {
    expect(() => readOptions(['--remote-debugging-port', port], {})).toThrow(/0 to 65535/);
  });
});

describe('strictness', () => {
  test('an absent property throws by name, read or written; await does not', async () => {
    const thing = strict('app', { here: 1 }) as { here: number; gone?: number };
    expect(() => thing.gone).toThrow('The stand-in has no app.gone');
    expect(() => {
      thing.gone = 1;
    }).toThrow('app.gone');
    expect(await thing).toBe(thing);
  });

  test('an event that is never sent cannot be listened for', () => {
    const emitter = new StrictEmitter('app', ['ready']);
    expect(() => emitter.on('raedy', () => {})).toThrow("never sends app 'raedy'");
    emitter.once('ready', () => {});
    expect(emitter.listenerCount('ready')).toBe(1);
  });

  test('an event is prevented once somebody says so', () => {
    const event = preventable({ url: 'x' });
    expect(event.defaultPrevented).toBe(false);
    event.preventDefault();
    expect([event.defaultPrevented, event.url]).toEqual([true, 'x']);
  });
});

describe('one copy a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'willcall-lock-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const message = { argv: ['a'], workingDirectory: '/', additionalData: { x: 1 } };

  test('the second is told no, the first of the second; given back, it can be had again', async () => {
    const told = Promise.withResolvers<unknown>();
    const release = takeInstanceLock(folder, message, told.resolve);
    expect(release).toBeTypeOf('function');
    expect(takeInstanceLock(folder, message, () => {})).toBeUndefined();
    expect(await told.promise).toEqual(message);
    release?.();
    const again = takeInstanceLock(folder, message, () => {});
    expect(again).toBeTypeOf('function');
    again?.();
  });

  test('a lock of a process that is no more, or whose id another has now, does not hold', async () => {
    for (const left of ['999999999:1', `${process.pid}:1`, '']) {
      await writeFile(join(folder, 'stand-in.lock'), left);
      const release = takeInstanceLock(folder, message, () => {});
      expect(release, left).toBeTypeOf('function');
      release?.();
    }
  });
});

test('a notification is kept when it is shown, and takes no option that only some systems have', () => {
  const shown: { title: string; body: string }[] = [];
  const Notification = makeNotification({ headless: true, shown });
  const one = new Notification({ title: 'Willcall', body: '1 needs you', silent: true });
  expect(shown).toEqual([]);
  one.show();
  expect(shown).toEqual([{ title: 'Willcall', body: '1 needs you' }]);
  expect(() => new Notification({ title: 'x', subtitle: 'y' })).toThrow('know no option subtitle');
  expect(() => one.on('reply', () => undefined)).toThrow("never sends Notification 'reply'");
});
