import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretServiceAnswers } from './keyring.mjs';
import { isInstalledAsLocked, missingOptional } from './lock.mjs';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'willcall-setup-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The environment without a session bus or a display. */
function bare(): NodeJS.ProcessEnv {
  const {
    DBUS_SESSION_BUS_ADDRESS: _bus,
    XDG_RUNTIME_DIR: _runtime,
    DISPLAY: _x,
    WAYLAND_DISPLAY: _w,
    ...rest
  } = process.env;
  return rest;
}

describe('package-lock.json', () => {
  test('names every platform package, or npm ci refuses it (mend: node build/setup/lock.mjs)', async () => {
    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
    expect(missingOptional(lock)).toEqual({});
  });

  test('a package left out is found, with its platform', () => {
    const packages = {
      'node_modules/a': {
        dev: true,
        optionalDependencies: { '@a/b-linux-arm64-musl': '1.0.0', '@a/b-win32-x64-msvc': '1.0.0' },
      },
      'node_modules/a/node_modules/@a/b-win32-x64-msvc': { version: '1.0.0' },
    };
    expect(missingOptional({ packages })).toEqual({
      'node_modules/@a/b-linux-arm64-musl': {
        version: '1.0.0',
        os: ['linux'],
        cpu: ['arm64'],
        libc: ['musl'],
        dev: true,
        optional: true,
      },
    });
  });

  const wanted = {
    packages: { '': {}, 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1', optional: true } },
  };
  test.each([
    ['as locked', { 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1' } }, true],
    ['without an optional one', { 'node_modules/a': { version: '1' } }, true],
    ['another version', { 'node_modules/a': { version: '2' } }, false],
    ['one is missing', { 'node_modules/b': { version: '1' } }, false],
    ['one too many', { 'node_modules/a': { version: '1' }, 'node_modules/c': { version: '1' } }, false],
  ])('%s', (_name, packages, current) => expect(isInstalledAsLocked(wanted, { packages })).toBe(current));
});

describe('npm start', () => {
  test('--help names every flag', () => {
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'build/start.mjs'), '--help'], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    for (const flag of ['--demo', '--user-data-dir', '--headless', '--remote-debugging-port', '--help'])
      expect(stdout).toContain(flag);
  });

  test.each([[['--demmo']], [['--remote-debugging-port', 'x']], [['--user-data-dir']], [['stray']]])(
    '%j is refused with the help text',
    (args) => {
      const { stderr, status } = spawnSync(process.execPath, [join(root, 'build/start.mjs'), ...args], {
        encoding: 'utf8',
      });
      expect(status).toBe(2);
      expect(stderr).toContain('npm start -- [flags]');
    },
  );
});

describe.runIf(process.platform === 'linux')('the private Secret Service', () => {
  test('no bus means no service', () => {
    expect(secretServiceAnswers(bare())).toBe(false);
    expect(secretServiceAnswers({ ...bare(), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' })).toBe(false);
  });

  /** Runs `code` with keytar against the private service in `folder`, as `npm start` would. */
  function withKeyring(code: string) {
    const script = `
      import { createRequire } from 'node:module';
      import { endChildren } from './build/setup/children.mjs';
      import { keyringEnv } from './build/setup/keyring.mjs';
      Object.assign(process.env, await keyringEnv(${JSON.stringify(folder)}, () => {}));
      const keytar = createRequire(import.meta.url)('keytar');
      ${code}
      await endChildren();`;
    const args = ['--input-type=module', '-e', script];
    return spawnSync(process.execPath, args, { cwd: root, env: bare(), encoding: 'utf8', timeout: 20_000 });
  }

  test('keeps a key from start to start, and not in clear', async () => {
    const first = withKeyring("await keytar.setPassword('willcall-test', 'door', 'key-that-must-not-show');");
    expect(first.stderr).toBe('');
    const second = withKeyring("console.log(await keytar.getPassword('willcall-test', 'door'));");
    expect(second.stdout.trim()).toBe('key-that-must-not-show');
    for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (file.isFile())
        expect(await readFile(join(file.parentPath, file.name), 'latin1')).not.toContain('key-that-must-not-show');
    }
  });

  test('ends with its starter, even when that is killed', async () => {
    const script = `
      import { keyringEnv } from './build/setup/keyring.mjs';
      console.log(JSON.stringify(await keyringEnv(${JSON.stringify(folder)}, () => {})));
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      env: bare(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const env = { ...bare(), ...JSON.parse(String(line)) };
    expect(secretServiceAnswers(env)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sleep(500);
    expect(secretServiceAnswers(env)).toBe(false);
  });
});
