import type { Capability, Credential, SystemId } from '../../shared/domain/accounts.ts';
import type { Language } from '../../shared/domain/settings.ts';
import { problem } from '../../shared/errors.ts';
import type { AccountId } from '../../shared/ids.ts';
import type { Clock } from './clock.ts';
import type { Exchange, HeardClock } from './http.ts';
import { OzoraPlatform, ozoraCapabilities } from './ozora/platform.ts';
import type { Platform } from './platform.ts';
import { TicrsPlatform, ticrsCapabilities } from './ticrs/platform.ts';
import { VivenuPlatform, vivenuCapabilities } from './vivenu/platform.ts';

/** What a platform is made of. */
export interface PlatformOptions {
  readonly accountId: AccountId;
  /** Origin of the system's API; checked before anything is sent. */
  readonly baseUrl: string;
  readonly credential: Credential;
  /** The account's advanced settings, for systems whose documents leave something open; each system knows its own names. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** Willcall's own version, for `User-Agent`. */
  readonly version: string;
  /** Language of the screens; asked at each request. */
  readonly language: () => Language;
  /** After each answer that tells the platform's time. */
  readonly onClockSkew?: ((heard: HeardClock) => void) | undefined;
  /** Each finished request, for the log. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
  readonly clock?: Clock | undefined;
  /** Whole time for a read and for a write, where it is not to be the usual one. */
  readonly readTimeoutMs?: number | undefined;
  readonly writeTimeoutMs?: number | undefined;
}

interface System {
  readonly capabilities: readonly Capability[];
  readonly create: (options: PlatformOptions) => Platform;
}

/** Every system; adding one is one line, and an id without it does not compile. */
const systems: Readonly<Record<SystemId, System>> = {
  ticrs: { capabilities: ticrsCapabilities, create: (options) => new TicrsPlatform(options) },
  vivenu: { capabilities: vivenuCapabilities, create: (options) => new VivenuPlatform(options) },
  ozora: { capabilities: ozoraCapabilities, create: (options) => new OzoraPlatform(options) },
};

/** An account may be of a system that only the newer Willcall knows that connected it. */
const systemOf = (system: SystemId): System | undefined => systems[system];

/**
 * Makes the platform of an account.
 * @throws ProblemError `capability_missing` for a system that this version does not know, `insecure_url` or `invalid_input` for a base URL not to be
 * used.
 */
export function createPlatform(system: SystemId, options: PlatformOptions): Platform {
  const found = systemOf(system);
  if (found === undefined) throw problem('capability_missing', `this version does not know the system ${system}`);
  return found.create(options);
}

/** What a system can do, also while no account of it works. Empty for one that this version does not know. */
export function systemCapabilities(system: SystemId): readonly Capability[] {
  return systemOf(system)?.capabilities ?? [];
}
