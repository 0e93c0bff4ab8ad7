import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settingsSchema } from '../shared/contract/app.ts';
import { defaultSettings, type Settings } from '../shared/domain/settings.ts';
import { problem } from '../shared/errors.ts';
import { startProblem } from './fatal.ts';

// Outside Electron its package answers with the path of a binary and downloads one to have it; told where one is, it answers at once. Then
// electron-store finds neither `app` nor `ipcMain` in it and takes the folder it is given.
vi.hoisted(() => {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '/nowhere';
});
const { openSettings, openSettingsOrFresh } = await import('./settings.ts');
const { freshSettings, readSettings } = await import('./settings-file.ts');

let folder: string;
let file: string;
const open = () => openSettings({ folder, now: () => 0 });
const place = { x: -10, y: 20, width: 1200, height: 800, maximized: false };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'willcall-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the settings', () => {
  test('are the defaults at first, and nothing is written until something is set', () => {
    const settings = open();
    expect(settings.get()).toEqual(defaultSettings);
    expect(settings.place()).toBeUndefined();
    expect(settings.notices).toEqual([]);
    expect(existsSync(file)).toBe(false);
  });

  test('come back after a start, each change beside the others', () => {
    const first = open();
    expect(first.set({ language: 'sr-Cyrl', pollSeconds: 60 })).toMatchObject({ language: 'sr-Cyrl', pollSeconds: 60 });
    first.setPlace(place);
    first.set({ staffName: 'Mila' });
    const second = open();
    expect(second.get()).toEqual({ ...defaultSettings, language: 'sr-Cyrl', pollSeconds: 60, staffName: 'Mila' });
    expect(second.place()).toEqual(place);
    expect(second.notices).toEqual([]);
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  test('a value that is not allowed changes nothing', () => {
    const settings = open();
    settings.set({ theme: 'dark' });
    const before = readFileSync(file, 'utf8');
    expect(() => settings.set({ pollSeconds: 1 })).toThrow();
    expect(() => settings.set({ apiKey: 'x' } as Partial<Settings>)).toThrow();
    expect(settings.get().pollSeconds).toBe(defaultSettings.pollSeconds);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test.each(['', '{"settings":', 'null', '[]', '\u0000\u0001'])(
    'a broken file (%j) is moved aside, and that is said',
    (text) => {
      writeFileSync(file, text);
      const settings = open();
      expect(settings.get()).toEqual(defaultSettings);
      expect(settings.notices).toMatchObject([{ code: 'settings_reset' }]);
      const aside = readdirSync(folder).find((name) => name.includes('.damaged-')) ?? '';
      expect(settings.notices[0]?.message).toContain(aside);
      expect(readFileSync(join(folder, aside), 'utf8')).toBe(text);
      settings.set({ theme: 'dark' });
      expect(open().notices).toEqual([]);
      expect(open().get().theme).toBe('dark');
    },
  );

  test('of a file with one bad field the others are kept', () => {
    open().set({ language: 'ru', theme: 'dark' });
    writeFileSync(file, readFileSync(file, 'utf8').replace('"dark"', '"neon"'));
    const settings = open();
    expect(settings.get()).toEqual({ ...defaultSettings, language: 'ru' });
    expect(settings.notices[0]?.message).toContain('theme');
    expect(open().notices).toEqual([]);
    expect(open().get().language).toBe('ru');
  });

  test('a folder where the file should be is moved aside as well', () => {
    mkdirSync(file);
    expect(open().notices).toMatchObject([{ code: 'settings_reset' }]);
    expect(openSettingsOrFresh({ folder }).failure).toBeNull();
  });

  test('where there is no folder to keep them in, they are the defaults in memory, beside what went wrong', () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    const { settings, failure } = openSettingsOrFresh({ folder });
    expect(startProblem(failure).code).toBe('data_folder_unusable');
    expect(settings.get()).toEqual(defaultSettings);
    expect(settings.set({ language: 'ru' }).language).toBe('ru');
    expect(() => settings.setPlace(place)).not.toThrow();
  });

  test('where the window is does not matter enough to fail, what a person sets does', () => {
    const settings = open();
    settings.setPlace(place);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file where the folder was');
    expect(() => settings.setPlace({ ...place, x: 1 })).not.toThrow();
    expect(settings.place()?.x).toBe(1);
    expect(() => settings.set({ theme: 'dark' })).toThrow();
    expect(settings.get().theme).toBe('system');
  });
});

test.each([
  ['EACCES', 'data_folder_unusable'],
  ['EROFS', 'data_folder_unusable'],
  ['SQLITE_CANTOPEN', 'data_folder_unusable'],
  ['ENOSPC', 'disk_full'],
  ['ERR_OTHER', 'internal'],
])('a start that failed with %s is told as %s', (code, told) => {
  expect(startProblem(Object.assign(new Error('no'), { code })).code).toBe(told);
  expect(startProblem(problem('keychain_missing', 'no')).code).toBe('keychain_missing');
});

describe('reading the file', () => {
  test('takes whatever it finds and always gives settings that are allowed', () => {
    const fields = Object.fromEntries(
      Object.keys(defaultSettings).map((name) => [name, fc.jsonValue({ maxDepth: 1 })]),
    );
    const file = fc.record(
      {
        version: fc.jsonValue({ maxDepth: 0 }),
        settings: fc.oneof(fc.record(fields, { requiredKeys: [] }), fc.jsonValue()),
        place: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(file, fc.jsonValue()), (value) => {
        const { stored } = readSettings(JSON.stringify(value));
        expect(settingsSchema.parse(stored.settings)).toEqual(stored.settings);
      }),
    );
  });

  test('a file of a newer version is taken as far as it is understood', () => {
    const newer = { version: 99, settings: { ...defaultSettings, theme: 'dark', mood: 'good' }, place, more: 1 };
    expect(readSettings(JSON.stringify(newer))).toEqual({
      stored: { ...freshSettings, settings: { ...defaultSettings, theme: 'dark' }, place },
      trouble: null,
    });
  });

  test('a setting that an older version did not have gets its default without a word', () => {
    const { theme: _theme, ...older } = defaultSettings;
    expect(readSettings(JSON.stringify({ version: 1, settings: older }))).toEqual({
      stored: freshSettings,
      trouble: null,
    });
  });
});
