import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { expect, test } from 'vitest';
import { decidePermission, decideRequest, hardenSession, hardenWebContents } from './harden.ts';

test.each([
  ['app://willcall/main.js', 'script', true],
  ['data:image/png;base64,AA', 'image', true],
  ['data:text/html,x', 'mainFrame', false],
  ['data:text/css,x', 'stylesheet', false],
  ['devtools://devtools/bundled/x.js', 'script', true],
  ['https://tic.rs/', 'xhr', false],
  ['http://127.0.0.1:4301/', 'image', false],
  ['ws://127.0.0.1/', 'webSocket', false],
  ['file:///etc/passwd', 'other', false],
  ['app://other/', 'script', false],
  ['nonsense', 'script', false],
] as const)('request %s as %s: %s', (url, type, allowed) => expect(decideRequest(url, type)).toBe(allowed));

test.each(['notifications', 'media', 'geolocation', 'clipboard-read', 'openExternal', 'fullscreen', 'made-up'])(
  'permission %s is refused',
  (permission) => expect(decidePermission(permission)).toBe(false),
);

/** A session that keeps what was set on it. */
function fakeSession() {
  const kept: Record<string, (...args: never[]) => unknown> = {};
  const keep = (name: string) => (handler: (...args: never[]) => unknown) => {
    kept[name] = handler;
  };
  const events = new EventEmitter();
  const session = Object.assign(events, {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    webRequest: { onBeforeRequest: keep('before') },
  });
  return { session: session as unknown as Session, events, kept };
}

test('a session answers each question once, and with no', () => {
  const refused: string[] = [];
  const { session, events, kept } = fakeSession();
  hardenSession(session, (what, subject) => refused.push(`${what} ${subject}`));
  const answers: unknown[] = [];
  const note = (answer: unknown) => answers.push(answer);
  kept['request']?.(null as never, 'notifications' as never, note as never);
  kept['before']?.({ url: 'https://tic.rs/guest?name=x', resourceType: 'xhr' } as never, note as never);
  kept['before']?.({ url: 'app://willcall/main.js', resourceType: 'script' } as never, note as never);
  expect(answers).toEqual([false, { cancel: true }, { cancel: false }]);
  expect(kept['check']?.(null as never, 'media' as never)).toBe(false);
  expect(kept['device']?.()).toBe(false);
  let prevented = false;
  events.emit('will-download', {
    preventDefault() {
      prevented = true;
    },
  });
  expect(prevented).toBe(true);
  expect(refused).toEqual(['permission notifications', 'request https://tic.rs', 'download ']);
});

test('a page stays where it is and opens nothing', () => {
  const refused: string[] = [];
  let openHandler: ((details: { url: string }) => unknown) | undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler(handler: typeof openHandler) {
      openHandler = handler;
    },
  });
  hardenWebContents(contents as unknown as WebContents, (what, subject) => refused.push(`${what} ${subject}`));
  const outcomes: [string, string, boolean][] = [];
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    for (const url of [
      'app://willcall/x',
      'app://willcall.evil/',
      'https://evil.example/?next=app://willcall/',
      'file:///x',
      '',
    ]) {
      let prevented = false;
      contents.emit(event, {
        url,
        preventDefault() {
          prevented = true;
        },
      });
      outcomes.push([event, url, prevented]);
    }
  }
  for (const [event, url, prevented] of outcomes) expect(prevented, `${event} ${url}`).toBe(url !== 'app://willcall/x');
  let webview = false;
  contents.emit('will-attach-webview', {
    preventDefault() {
      webview = true;
    },
  });
  expect(webview).toBe(true);
  expect(openHandler?.({ url: 'https://evil.example/x?y' })).toEqual({ action: 'deny' });
  expect(refused.at(-1)).toBe('window https://evil.example');
});
