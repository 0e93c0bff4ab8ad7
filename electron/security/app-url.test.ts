import { expect, test } from 'vitest';
import { isAppUrl, START_URL } from './app-url.ts';

test.each([START_URL, 'app://willcall', 'app://willcall/', 'app://willcall/index.html?a=1#b', 'APP://willcall/x'])(
  'ours: %s',
  (url) => expect(isAppUrl(url)).toBe(true),
);

test.each([
  '',
  'willcall',
  'about:blank',
  'app:willcall',
  'app:///index.html',
  'app://willcall.evil.example/',
  'app://evil.example/willcall',
  'app://willcall:8080/',
  'app://willcall@evil.example/',
  'app://user:pass@willcall/',
  'app://Willcall/',
  'apps://willcall/',
  'https://willcall/',
  'https://evil.example/?next=app://willcall/',
  'file:///index.html',
  'data:text/html,app://willcall/',
  'javascript:app://willcall/',
  'blob:app://willcall/1',
  'filesystem:app://willcall/temporary/x',
  ' https://evil.example/#app://willcall/',
])('not ours: %s', (url) => expect(isAppUrl(url)).toBe(false));
