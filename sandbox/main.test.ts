import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { readOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MAIN = new URL('main.ts', import.meta.url).pathname;
const run = (args: string[], ipc = false): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc' as const] : [])] });

async function ready(child: ChildProcess) {
  const [chunk] = await once(child.stdout ?? child, 'data');
  const lines = String(chunk).split('\n');
  expect(lines).toHaveLength(2);
  return JSON.parse(lines[0] ?? '') as { ready: boolean; ticrs: string; control: string };
}

test('prints one ready line, serves, and ends cleanly on SIGTERM; a file is used again', async () => {
  const args = ['--port', '0', '--tickets', '300', '--db', join(folder, 'tic.sqlite'), '--control-token', 'T'];
  const total = async (stop: NodeJS.Signals, sell: boolean) => {
    const child = run(args);
    const { ready: isReady, ticrs, control } = await ready(child);
    expect([isReady, control]).toEqual([true, `${ticrs}/_sandbox`]);
    const headers = { 'X-Api-Key': 'tic_sandbox_key', 'X-Sandbox-Token': 'T' };
    if (sell) await fetch(`${control}/tic/tickets/add`, { method: 'POST', headers, body: '{"count":4}' });
    const body = await (await fetch(`${ticrs}/api/organizer/v1/tickets`, { headers })).json();
    child.kill(stop);
    expect(await once(child, 'exit')).toEqual([0, null]);
    return (body as { meta: { total: number } }).meta.total;
  };
  expect(await total('SIGTERM', true)).toBe(304);
  expect(await total('SIGINT', false)).toBe(304);
});

test('tells its parent over IPC and ends when the parent disconnects', async () => {
  const child = run(['--port', '0', '--tickets', '200'], true);
  const [message] = await once(child, 'message');
  expect(message).toMatchObject({ ready: true, ticrs: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('--help explains, and wrong flags end with a sentence', async () => {
  const help = run(['--help']);
  expect(await text(help.stdout ?? Readable.from([]))).toContain('--tickets N');
  const wrong = run(['--tickets', '5']);
  expect(await text(wrong.stderr ?? Readable.from([]))).toBe('sandbox: tickets must be 200 to 1,000,000\n');
  expect(wrong.exitCode ?? (await once(wrong, 'exit'))[0]).toBe(2);
});

test('flags become options', () => {
  expect(readOptions([])).toMatchObject({
    port: 4301,
    controlToken: null,
    rateLimit: undefined,
    cancelOnFullRefund: true,
  });
  expect(
    readOptions('--port 0 --seed 9 --no-rate-limit --auto-approve-ms 0 --rejected-status failed --frozen'.split(' ')),
  ).toMatchObject({ port: 0, seed: 9, rateLimit: null, autoApproveMs: 0, rejectedStatus: 'failed', frozen: true });
  const vivenu = '--vivenu-tickets 900 --vivenu-internal-payment awaiting --vivenu-webhook http://127.0.0.1:1/';
  expect(readOptions(vivenu.split(' '))).toMatchObject({
    ...{ vivenuPort: 4302, vivenuTickets: 900, vivenuWebhook: 'http://127.0.0.1:1/' },
    vivenu: { internalPayment: 'LOCAL-AWAITING' },
  });
  expect(readOptions(['--port', '0'])?.vivenuPort).toBe(0);
  expect(() => readOptions(['--vivenu-internal-payment', 'gold'])).toThrow();
  expect(readOptions(['--help'])).toBeUndefined();
  for (const wrong of [['--port', 'x'], ['--rejected-status', 'no'], ['--colour']])
    expect(() => readOptions(wrong)).toThrow();
});
