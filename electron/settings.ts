import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ElectronStore from 'electron-store';
import { settingsSchema } from '../shared/contract/app.ts';
import type { Settings } from '../shared/domain/settings.ts';
import type { PlainNotice } from '../shared/domain/views.ts';
import { freshSettings, readSettings, type StoredSettings, settingsVersion } from './settings-file.ts';
import { moveAside } from './store/aside.ts';
import type { WindowPlace } from './window-place.ts';

/** What a person can set, and where the window was. Holds no secret and no guest. */
export interface SettingsStore {
  get(): Settings;
  /** Changes some and writes them. @throws zod's error for a value that is not allowed, the file system's when it cannot be written. */
  set(change: Partial<Settings>): Settings;
  /** Where the window was; undefined on a first start. */
  place(): WindowPlace | undefined;
  /** Remembers where the window is. Never throws: a window's place is worth no trouble. */
  setPlace(place: WindowPlace): void;
  /** What opening found, for the first screen. */
  readonly notices: readonly PlainNotice[];
}

/**
 * Opens `<folder>/settings.json`. A file that cannot be read, or only in part, is moved aside, what is good of it is kept, and that is said.
 * @param folder absolute; given so that electron-store does not choose.
 */
export function openSettings(options: {
  readonly folder: string;
  readonly now?: (() => number) | undefined;
}): SettingsStore {
  const file = join(options.folder, 'settings.json');
  const notices: PlainNotice[] = [];
  let stored = freshSettings;
  let salvaged = false;
  if (existsSync(file)) {
    const read = readSettings(textOf(file));
    stored = read.stored;
    if (read.trouble !== null) {
      const movedTo = moveAside(file, (options.now ?? Date.now)());
      notices.push({ code: 'settings_reset', message: `${read.trouble}; the file is now ${movedTo}` });
      salvaged = true;
    }
  }
  const store = new ElectronStore<StoredFile>({
    cwd: options.folder,
    name: 'settings',
    accessPropertiesByDotNotation: false,
  });
  const settings = new FileSettings(store, stored, notices);
  if (salvaged) settings.keep();
  return settings;
}

/** The text of the file; nothing that settings could be read from where it is a folder or forbidden. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * As `openSettings`; where that fails, the defaults, which are kept in memory alone, and the failure: the window that tells of it wants a language
 * and a theme too.
 */
export function openSettingsOrFresh(options: Parameters<typeof openSettings>[0]): {
  readonly settings: SettingsStore;
  readonly failure: unknown;
} {
  try {
    return { settings: openSettings(options), failure: null };
  } catch (failure) {
    return { settings: new FileSettings(null, freshSettings, []), failure };
  }
}

/** JSON has no undefined: the place is left out until there is one. */
type StoredFile = Omit<StoredSettings, 'place'> & { readonly place?: WindowPlace };

class FileSettings implements SettingsStore {
  readonly notices: readonly PlainNotice[];
  /** Null where nothing can be written. */
  readonly #store: ElectronStore<StoredFile> | null;
  #stored: StoredSettings;

  constructor(store: ElectronStore<StoredFile> | null, stored: StoredSettings, notices: readonly PlainNotice[]) {
    this.#store = store;
    this.#stored = stored;
    this.notices = notices;
  }

  get(): Settings {
    return this.#stored.settings;
  }

  set(change: Partial<Settings>): Settings {
    const settings = settingsSchema.parse({ ...this.#stored.settings, ...change });
    this.#write({ ...this.#stored, settings });
    return settings;
  }

  place(): WindowPlace | undefined {
    return this.#stored.place;
  }

  setPlace(place: WindowPlace): void {
    this.#stored = { ...this.#stored, place };
    this.keep();
  }

  /** Writes what is remembered; a disk that is full is told by the stores, which matter more. */
  keep(): void {
    try {
      this.#write(this.#stored);
    } catch {
      // Kept in memory; the next change that matters writes it, or says why not.
    }
  }

  #write(next: StoredSettings): void {
    const { settings, place } = next;
    // Whole and atomic: electron-store writes beside the file and renames.
    this.#store?.set({ version: settingsVersion, settings, ...(place === undefined ? {} : { place }) });
    this.#stored = next;
  }
}
