import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathInside, resolveAppFile } from './app-files.ts';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'willcall-files-'));
  root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'dist-evil'));
  await writeFile(join(root, 'index.html'), '<p>');
  await writeFile(join(root, 'assets/a b.js'), '1');
  await writeFile(join(folder, 'secret.json'), '{}');
  await writeFile(join(folder, 'dist-evil/x.js'), '1');
  await symlink(join(folder, 'secret.json'), join(root, 'link.json'));
  await symlink(folder, join(root, 'up'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['app://willcall/', 'index.html'],
  ['app://willcall/index.html?x=1#y', 'index.html'],
  ['app://willcall/assets/a%20b.js', 'assets/a b.js'],
  ['app://willcall/assets/../index.html', 'index.html'],
])('serves %s', async (url, file) => {
  expect(await resolveAppFile(root, url)).toMatchObject({ path: join(root, file) });
});

test.each([
  ['app://willcall/%2e%2e%2fsecret.json', 403],
  ['app://willcall/..%2fsecret.json', 403],
  ['app://willcall/assets/%2e%2e/%2e%2e/secret.json', 404],
  ['app://willcall/..%5csecret.json', 400],
  ['app://willcall/assets\\..\\..\\secret.json', 400],
  ['app://willcall/%252e%252e%252fsecret.json', 404],
  ['app://willcall/index.html%00.js', 400],
  ['app://willcall/%', 400],
  ['app://willcall/%c0%ae%c0%ae/secret.json', 400],
  ['app://willcall/..%2fdist-evil%2fx.js', 403],
  ['app://willcall//etc/passwd', 404],
  ['app://willcall/C:%5cwindows%5cx.js', 400],
  ['app://willcall/index.html::$DATA', 400],
  ['app://willcall/assets', 404],
  ['app://willcall/assets/', 404],
  ['app://willcall/index.html/x.js', 404],
  ['app://willcall/nothing.js', 404],
  ['app://willcall/link.json', 403],
  ['app://willcall/up/secret.json', 403],
  ['app://evil/index.html', 403],
  ['file:///etc/passwd', 403],
  [`app://willcall/${'a'.repeat(5000)}.js`, 404],
])('refuses %s', async (url, status) => {
  expect(await resolveAppFile(root, url)).toEqual({ status });
});

test('no path leads outside, however it is written', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e',
    '%2e%2e',
    '%2f',
    '/',
    '%5c',
    '\\',
    'assets',
    'dist-evil',
    '%00',
    '%25',
    ':',
    'x.js',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = pathInside('/srv/dist', `app://willcall/${pieces.join('')}`);
      expect('status' in found || found.path.startsWith('/srv/dist/')).toBe(true);
    }),
  );
});
