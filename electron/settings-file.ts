import { z } from 'zod';
import { settingsSchema } from '../shared/contract/app.ts';
import { defaultSettings, type Settings } from '../shared/domain/settings.ts';
import type { WindowPlace } from './window-place.ts';

/** What the settings file holds. */
export interface StoredSettings {
  readonly version: number;
  readonly settings: Settings;
  readonly place: WindowPlace | undefined;
}

/** What was read, and what of it could not be used. */
export interface ReadSettings {
  readonly stored: StoredSettings;
  /** Null when all is well; else what is wrong, without the value. */
  readonly trouble: string | null;
}

type Raw = Readonly<Record<string, unknown>>;

/**
 * Steps from one version of the file to the next, oldest first; our own, since conf's migrations are known to be broken. Version 1 is the first.
 */
const upgrades: readonly ((file: Raw) => Raw)[] = [];

/** The version that this program writes. */
export const settingsVersion = upgrades.length + 1;

const placeSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().positive(),
  height: z.number().positive(),
  maximized: z.boolean(),
});

/** What a first start begins with. */
export const freshSettings: StoredSettings = { version: settingsVersion, settings: defaultSettings, place: undefined };

/**
 * Reads the settings file. What cannot be used is replaced by its default, field by field, and told; a file of a newer version is taken as far
 * as it is understood.
 */
export function readSettings(text: string): ReadSettings {
  const file = parse(text);
  if (file === null) return { stored: freshSettings, trouble: 'not a JSON object' };
  const raw = upgraded(file);
  const wrong: string[] = [];
  const given = asObject(raw['settings']);
  if (given === null) wrong.push('settings');
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(defaultSettings)) {
    const field = settingsSchema.shape[name as keyof Settings].safeParse(given?.[name] ?? value);
    if (!field.success) wrong.push(name);
    found[name] = field.success ? field.data : value;
  }
  const place = raw['place'] === undefined ? undefined : placeSchema.safeParse(raw['place']);
  if (place && !place.success) wrong.push('place');
  return {
    stored: { version: settingsVersion, settings: settingsSchema.parse(found), place: place?.data },
    trouble: wrong.length === 0 ? null : `not usable: ${wrong.join(', ')}`,
  };
}

function upgraded(file: Raw): Raw {
  const { version } = file;
  const from = typeof version === 'number' && Number.isInteger(version) && version >= 1 ? version : 1;
  return upgrades.slice(from - 1).reduce((raw, step) => step(raw), file);
}

function parse(text: string): Raw | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Raw | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : null;
}
