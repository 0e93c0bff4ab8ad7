import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import Ajv from 'ajv';
import type { AfterPackContext } from 'electron-builder';
import { expect, test } from 'vitest';
import afterPack from './after-pack.mjs';
import { fuses } from './fuses.mjs';

const root = join(import.meta.dirname, '..');
// The YAML reader that electron-builder itself reads the file with.
const { load } = createRequire(join(root, 'node_modules/app-builder-lib/package.json'))('js-yaml') as {
  load(text: string): unknown;
};
const text = await readFile(join(root, 'electron-builder.yml'), 'utf8');

test('electron-builder.yml is what electron-builder takes', async () => {
  const schema = JSON.parse(await readFile(join(root, 'node_modules/app-builder-lib/scheme.json'), 'utf8'));
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  expect(validate(load(text)), JSON.stringify(validate.errors, null, 1)).toBe(true);
  expect(validate({ ...(load(text) as object), asarr: true })).toBe(false);
});

test('the package holds bundles and native modules, and no secrets', () => {
  const config = load(text) as { files: string[]; asar: boolean; afterPack: string };
  expect(config.asar).toBe(true);
  expect(config.afterPack).toBe('./build/after-pack.mjs');
  expect(config.files).toContain('!node_modules/**');
  expect(text).not.toMatch(/password|token\s*:|certificateFile|identity\s*:|cscLink/i);
});

test('every fuse is decided on', () => {
  const names = Object.values(FuseV1Options).filter((value) => typeof value === 'string');
  const set = fuses({ testBuild: false });
  const byName = Object.fromEntries(Object.entries(set).map(([key, on]) => [FuseV1Options[Number(key)], on]));
  expect(Object.keys(byName).sort()).toEqual([...names].sort());
  expect(byName).toEqual({
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
    WasmTrapHandlers: true,
  });
});

test('a test build differs in the one fuse that Playwright needs', () => {
  const differs = Object.entries(fuses({ testBuild: true })).filter(
    ([key, on]) => on !== fuses({ testBuild: false })[Number(key) as FuseV1Options],
  );
  expect(differs).toEqual([[String(FuseV1Options.EnableNodeCliInspectArguments), true]]);
});

test('the hook blows the fuses of a packed binary, and refuses one that has a fuse nobody decided on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'willcall-fuses-'));
  const context = {
    appOutDir: folder,
    electronPlatformName: 'linux',
    packager: { appInfo: { productFilename: 'Willcall' }, executableName: 'willcall' },
  } as unknown as AfterPackContext;
  /** A binary with nothing in it but a fuse wire of `length` fuses, all off. */
  const write = (length: number) =>
    writeFile(
      join(folder, 'willcall'),
      `before dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001${String.fromCharCode(length)}${'0'.repeat(length)} after`,
    );
  try {
    await write(9);
    await afterPack(context);
    expect(await readFile(join(folder, 'willcall'), 'latin1')).toContain('\u0001\u0009010011001');
    await write(10);
    await expect(afterPack(context)).rejects.toThrow();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
