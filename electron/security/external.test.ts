import { expect, test } from 'vitest';
import { allowedExternal, makeExternalDoor } from './external.ts';

const hosts = ['tic.rs', '*.vivenu.com', '127.0.0.1:4301', 'pay.example:8443'];

test.each([
  ['https://tic.rs/pay/1?x=y#z', 'https://tic.rs/pay/1?x=y#z'],
  ['HTTPS://TIC.RS/pay', 'https://tic.rs/pay'],
  ['https://tic.rs:443/', 'https://tic.rs/'],
  ['https://a.b.vivenu.com/', 'https://a.b.vivenu.com/'],
  ['http://127.0.0.1:4301/checkout/1', 'http://127.0.0.1:4301/checkout/1'],
  ['https://pay.example:8443/', 'https://pay.example:8443/'],
  // Some readers take what follows the @ for the host; what is opened is the parsed form, which none can misread.
  ['https://tic.rs\\@evil.example/', 'https://tic.rs/@evil.example/'],
])('opens %s', (url, opened) => expect(allowedExternal(url, hosts)).toBe(opened));

test.each([
  '',
  'tic.rs',
  '//tic.rs/',
  'http://tic.rs/',
  'https://tic.rs.evil.example/',
  'https://eviltic.rs/',
  'https://tic.rs@evil.example/',
  'https://user:pass@tic.rs/',
  'https://evil.example/https://tic.rs/',
  'https://tic.rs:8443/',
  'https://sub.tic.rs/',
  'https://vivenu.com/',
  'https://.vivenu.com/',
  'https://evilvivenu.com/',
  'http://127.0.0.1:4302/',
  'http://127.0.0.1/',
  'http://localhost:4301/',
  'javascript:alert(1)//https://tic.rs/',
  'file:///etc/passwd',
  'file://tic.rs/share',
  '\\\\tic.rs\\share',
  'ms-settings:privacy',
  'ms-msdt:/id',
  'smb://tic.rs/',
  'mailto:a@tic.rs',
  'data:text/html,https://tic.rs',
  'app://willcall/',
])('refuses %s', (url) => expect(allowedExternal(url, hosts)).toBeUndefined());

test('the door opens what was parsed and asks for the hosts each time', async () => {
  const opened: string[] = [];
  let allowed: string[] = [];
  const door = makeExternalDoor(
    async (url) => void opened.push(url),
    () => allowed,
  );
  expect(await door('https://TIC.rs/x')).toBe(false);
  allowed = ['tic.rs'];
  expect(await door('https://TIC.rs/x')).toBe(true);
  expect(opened).toEqual(['https://tic.rs/x']);
});
