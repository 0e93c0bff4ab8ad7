import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CSP_NONCE_PLACEHOLDER } from '../../build/bundles.ts';
import { answerAppRequest } from './app-protocol.ts';
import { contentPolicy, NONCE_PLACEHOLDER } from './content-policy.ts';

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'willcall-protocol-'));
  await writeFile(join(root, 'index.html'), `<meta property="csp-nonce" nonce="${NONCE_PLACEHOLDER}">`);
  await writeFile(join(root, 'main.js'), 'export {};');
});
afterAll(() => rm(root, { recursive: true, force: true }));

const get = (path: string, method = 'GET') => answerAppRequest(root, { url: `app://willcall/${path}`, method });

test('every answer, good or bad, carries the policy', async () => {
  for (const answer of [
    await get(''),
    await get('main.js'),
    await get('no.js'),
    await get('%00'),
    await get('', 'POST'),
  ]) {
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[^']+'; /);
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('the page gets the nonce of its own answer, and another each time', async () => {
  const pages = [await get('index.html'), await get('index.html')];
  const nonces = await Promise.all(
    pages.map(async (page) => {
      const nonce = /nonce="([^"]+)"/.exec(await page.text())?.[1] ?? '';
      expect(page.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('types and refusals', async () => {
  expect((await get('main.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await get('../x.js')).status).toBe(404);
  expect((await get('%2e%2e%2fx.js')).status).toBe(403);
  expect((await get('', 'POST')).status).toBe(405);
});

test('a nonce that could break out of the header is refused', () => {
  expect(() => contentPolicy("x'; script-src *")).toThrow(TypeError);
});

test('the build leaves the placeholder that is replaced here', () => {
  expect(CSP_NONCE_PLACEHOLDER).toBe(NONCE_PLACEHOLDER);
});
