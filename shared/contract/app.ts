import { z } from 'zod';
import { type Account, systemIds } from '../domain/accounts.ts';
import { type defaultSettings, languages, type Settings } from '../domain/settings.ts';
import type { SyncStatus } from '../domain/sync.ts';
import type { AppInfo } from '../domain/views.ts';
import { call } from './define.ts';
import { accountId, baseUrl, currency, nothing } from './inputs.ts';

/** Of an access user, where the system knows scanners apart from staff (vivenu). */
const scanToken = z.string().trim().min(1).max(8000).optional();

const advanced = z.record(z.string().max(100), z.string().max(2000));

const credential = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('apiKey'), key: z.string().trim().min(1).max(4000), scanToken }),
  z.object({ kind: z.literal('login'), email: z.email(), password: z.string().min(1).max(1000), scanToken }),
  z.object({
    kind: z.literal('token'),
    token: z.string().trim().min(1).max(8000),
    /** Of a service, where the system wants one for a part of its calls (O.Z.O.R.A.). */
    serviceToken: z.string().trim().min(1).max(8000).optional(),
    scanToken,
  }),
]);

/** Settings as they may be changed; unknown keys are refused. */
export const settingsSchema = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(['system', 'light', 'dark']),
  textSize: z.enum(['normal', 'large', 'larger']),
  currency,
  phoneRegion: z.string().regex(/^[A-Z]{2}$/),
  pollSeconds: z.int().min(10).max(3600),
  staffName: z.string().trim().max(80),
  mediaPartnerPriceUnit: z.enum(['major', 'minor']),
} satisfies Record<keyof typeof defaultSettings, z.ZodType>);

export const appCalls = {
  'app.info': call(nothing).returns<AppInfo>(),
  'app.dismissNotices': call(nothing).returns<void>(),
  /** Opens the folder with the databases and logs in the system's file manager. */
  'app.showDataFolder': call(nothing).returns<void>(),
  'app.quit': call(nothing).returns<void>(),
  /** Calls somebody through the system's own notifications, where this window is not the one that is looked at. Names no guest. */
  'app.callPerson': call(z.object({ title: z.string().max(100), text: z.string().max(300) })).returns<void>(),

  'settings.get': call(nothing).returns<Settings>(),
  'settings.set': call(settingsSchema.partial()).returns<Settings>(),

  'accounts.list': call(nothing).returns<readonly Account[]>(),
  /** Asks the platform first; stores nothing when it refuses. */
  'accounts.connect': call(
    z.object({
      system: z.enum(systemIds),
      label: z.string().trim().max(80),
      baseUrl,
      credential,
      advanced: advanced.optional(),
    }),
  ).returns<Account>(),
  /** Starts the sandbox and connects its account. */
  'accounts.connectDemo': call(nothing).returns<Account>(),
  /** Puts a new key or password in place of a refused one, after asking the platform. `keepSecond` keeps the second token that is there. */
  'accounts.replaceCredential': call(
    z.object({ accountId, credential, keepSecond: z.boolean().optional() }),
  ).returns<Account>(),
  /**
   * Changes where an account is and what its installation needs, after asking the platform. A second token is kept when it is left out and
   * removed when it is null.
   */
  'accounts.changeSettings': call(
    z.object({
      ...{ accountId, baseUrl, advanced },
      ...{ scanToken: scanToken.nullable(), serviceToken: scanToken.nullable() },
    }),
  ).returns<Account>(),
  'accounts.rename': call(z.object({ accountId, label: z.string().trim().min(1).max(80) })).returns<Account>(),
  'accounts.check': call(z.object({ accountId })).returns<Account>(),
  /** Removes the key and the cached data; the ledger's records stay. */
  'accounts.remove': call(z.object({ accountId })).returns<void>(),

  'sync.status': call(nothing).returns<readonly SyncStatus[]>(),
  /** Polls at once instead of at the next interval. `full` reads everything again. */
  'sync.now': call(z.object({ accountId: accountId.optional(), full: z.boolean().optional() })).returns<void>(),
};
