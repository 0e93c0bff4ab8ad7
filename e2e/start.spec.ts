/** The command itself, as a newcomer types it and as a CDP client waits for it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';

const root = join(import.meta.dirname, '..');

// Both write out/screenshot.png.
test.describe.configure({ mode: 'default' });

/** The first line on stdout, and what was said on stderr until then. @throws Error with the latter when it ends before. */
async function firstLine(child: ChildProcess): Promise<{ readonly line: string; readonly said: string }> {
  let out = '';
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes('\n')) resolve({ line: out, said });
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

/** The processes below this one, by what the kernel says. */
function descendants(of: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined;
    return parent === undefined ? [] : [{ pid: Number(name), parent }];
  });
  const below = (pid: number): number[] =>
    parents.filter(({ parent }) => parent === pid).flatMap((one) => [one.pid, ...below(one.pid)]);
  return below(of);
}

/** Undefined for a process that is gone, or dead and not yet collected. */
function parentOf(pid: number): number | undefined {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

test('npm start with demo data, headless: one line when it is ready, a CDP client finds guests, SIGTERM ends everything', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'willcall-start-'));
  const flags = ['--demo', '--headless', '--remote-debugging-port', '0', '--user-data-dir', userData];
  const start = spawn(process.execPath, [join(root, 'build/start.mjs'), ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const { line } = await firstLine(start);
    expect(line).toMatch(
      /^Willcall is ready: "Willcall", debugging on http:\/\/127\.0\.0\.1:\d+, screenshot in \S+\n$/,
    );

    const browser = await chromium.connectOverCDP(/http:\S+(?=,)/.exec(line)?.[0] ?? '');
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the window has no page');
    await expect(page.getByTestId('lookup-input')).toBeVisible();
    await expect(page.getByTestId('lookup-hit').first()).toBeVisible();
    await browser.close();

    const started = descendants(start.pid ?? 0);
    expect(started.length).toBeGreaterThan(3);
    start.kill('SIGTERM');
    await once(start, 'exit');
    await expect.poll(() => started.filter((pid) => parentOf(pid) !== undefined)).toEqual([]);
  } finally {
    start.kill('SIGKILL');
    rmSync(userData, { recursive: true, force: true });
  }
});

test('where there is no display it says so, runs headless, and names a picture to look at', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'willcall-start-'));
  const start = spawn(process.execPath, [join(root, 'build/start.mjs'), '--user-data-dir', userData], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  try {
    const { line, said } = await firstLine(start);
    expect(said).toContain('No display found: running headless');
    const picture = /screenshot in (\S+)\n$/.exec(line)?.[1] ?? '';
    expect([...readFileSync(picture).subarray(0, 4)]).toEqual([0x89, ...Buffer.from('PNG')]);
    start.kill('SIGTERM');
    await once(start, 'exit');
  } finally {
    start.kill('SIGKILL');
    rmSync(userData, { recursive: true, force: true });
  }
});
