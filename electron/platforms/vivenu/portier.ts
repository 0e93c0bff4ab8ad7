import { z } from 'zod';
import { problemOf } from '../../../shared/errors.ts';
import { as, type EpochMs, type EventId } from '../../../shared/ids.ts';
import { checkBaseUrl } from '../base-url.ts';
import type { Clock } from '../clock.ts';
import { decode, decodeRows } from '../decode.ts';
import type { Ask, DoorScan } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import type { EventsApi } from './events.ts';
import type { Scanner } from './scanner.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

/** VS7 pages by up to 1,000; a service that gives fewer at a time is read on from where it stopped (trap V-6). */
const perPage = 1_000;
const mostRequests = 50;
/** What an online scan books is written down at once. */
const toldLaterMs = 500;
/** Doors are seldom renamed. */
const doorsKnownForMs = 10 * 60_000;

const accessUsers: ApiCall = { method: 'GET', template: '/api/accessusers' };

/** Where the scan service is: a host of its own (trap V-11). */
export interface PortierAddress {
  readonly origin: string;
  /** Path before `/scans`, without a slash at its end. */
  readonly path: string;
}

/**
 * The scan service of an account: what its setting `portierUrl` says, else the documented one of vivenu's hosts (platform-spec 2.1), else a path
 * of the account's own host.
 * @throws PlatformError `invalid_input` naming the setting, `insecure_url` for an address that may not be told the key.
 */
export function portierAddress(setting: string | undefined, origin: string): PortierAddress {
  const given = setting?.trim() ?? '';
  if (given === '') {
    const { protocol, hostname } = new URL(origin);
    const own = /^(?:www\.)?(vivenu\.(?:com|dev))$/.exec(hostname)?.[1];
    return own === undefined
      ? { origin, path: '/portier/api' }
      : { origin: `${protocol}//portier.${own}`, path: '/api' };
  }
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || url.search !== '' || url.hash !== '' || !/^[\w.~\-/]*$/.test(url.pathname)) {
    const message = 'expected an address like https://portier.vivenu.com/api';
    throw failure('invalid_input', `setting portierUrl: ${message}`, {
      outcome: 'refused',
      fields: { 'settings.portierUrl': [message] },
    });
  }
  return { origin: originOf(url), path: url.pathname.replace(/\/+$/, '') };
}

/** The origin, if it may be told the key. What is wrong with it is said at the setting, not at the account's address. */
function originOf(url: URL): string {
  try {
    return checkBaseUrl(`${url.protocol}//${url.host}`);
  } catch (error) {
    const { code, message } = problemOf(error);
    const fields = { 'settings.portierUrl': [message] };
    throw failure(code, `setting portierUrl: ${message}`, { outcome: 'refused', fields, cause: error });
  }
}

/** Reads what all doors have scanned (VS7), as the account and not as an access user. */
export class Portier {
  readonly #call: Call;
  readonly #portierCall: Call;
  readonly #list: ApiCall;
  readonly #events: EventsApi;
  readonly #clock: Clock;
  #doors: { readonly readAt: number; readonly names: ReadonlyMap<string, string> } | null = null;

  /** @param calls of the account's host, and of the scan service's. */
  constructor(calls: { readonly api: Call; readonly portier: Call }, path: string, events: EventsApi, clock: Clock) {
    this.#call = calls.api;
    this.#portierCall = calls.portier;
    this.#list = { method: 'GET', template: `${path}/scans` };
    this.#events = events;
    this.#clock = clock;
  }

  /**
   * What the doors let in and out for an event; what they refused is left out. A scan that cannot be read is left out too.
   * @param scanner this account's own: its scans are marked.
   * @throws PlatformError `forbidden` where the key may not read scans: it is as good as before for everything else.
   */
  async scansOf(eventId: EventId, ask: Ask, scanner: Pick<Scanner, 'id'>): Promise<readonly DoorScan[]> {
    const rows = await this.#all(eventId, ask);
    const passed = rows.filter(({ scanResult }) => scanResult === 'approved');
    if (passed.length === 0) return [];
    const [allowed, names, self] = await Promise.all([
      this.#events.allowedScans(eventId, ask),
      this.#namesOf(ask),
      scanner.id(ask),
    ]);
    // A number that is no access user's may be that of a device, and says nothing of the token.
    const isOwn = (door: string): boolean | undefined =>
      self === null || !names.has(door) ? undefined : door === self;
    return passed.map(({ barcode, type, time, createdAt, deviceId, ticketTypeId }) => ({
      barcode,
      at: as<EpochMs>(Date.parse(time)),
      way: type === 'checkout' ? 'out' : 'in',
      door: deviceId ? names.get(deviceId) || deviceId : null,
      own: deviceId ? isOwn(deviceId) : undefined,
      toldLater: createdAt ? Date.parse(createdAt) - Date.parse(time) > toldLaterMs : undefined,
      admits: allowed.get(ticketTypeId ?? '') ?? 1,
    }));
  }

  async #all(eventId: EventId, ask: Ask): Promise<readonly z.infer<typeof schemas.portierScan>[]> {
    const endpoint = endpointOf(this.#list);
    const found = new Map<string, z.infer<typeof schemas.portierScan>>();
    for (let skip = 0, requests = 0; requests < mostRequests; requests += 1) {
      const query = { eventId, top: perPage, skip };
      const body = await asOneRefusal(() => this.#portierCall({ ...this.#list, query }, ask), endpoint);
      const { docs, total } = decode(schemas.docsPage, body, endpoint);
      // New scans come in at the head of the list while it is read: what moved onto the next page is met twice.
      for (const row of decodeRows(schemas.portierScan, docs, (raw) => raw, 'docs').rows) {
        found.set(row._id || `row ${found.size}`, row);
      }
      skip += docs.length;
      if (docs.length === 0 || skip >= total) break;
    }
    return [...found.values()];
  }

  /** Names of the doors by number; none where the key may not list them. */
  async #namesOf(ask: Ask): Promise<ReadonlyMap<string, string>> {
    const now = this.#clock.now();
    if (this.#doors !== null && now - this.#doors.readAt < doorsKnownForMs) return this.#doors.names;
    const names = new Map<string, string>();
    try {
      const rows = doorRows.parse(await this.#call(accessUsers, ask));
      const { rows: doors } = decodeRows(schemas.accessUser, rows, (raw) => raw, 'rows');
      for (const { _id, name } of doors) names.set(_id, name?.trim() ?? '');
    } catch (error) {
      // Names are a help, not a need: without them a door is told by its number.
      if (!(error instanceof PlatformError) && !(error instanceof z.ZodError)) throw error;
    }
    this.#doors = { readAt: now, names };
    return names;
  }
}

/** VS8 is documented without its shape: a bare list, or one of the two wrappers (trap V-5). */
const doorRows = z.union([
  z.array(z.unknown()),
  z.object({ docs: z.array(z.unknown()) }).transform(({ docs }) => docs),
  z.object({ rows: z.array(z.unknown()) }).transform(({ rows }) => rows),
]);

/** A key that may not read scans is not a dead key. */
async function asOneRefusal<T>(send: () => Promise<T>, endpoint: string): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.problem.code !== 'key_refused') throw error;
    throw failure('forbidden', error.problem.message, { outcome: 'refused', endpoint, cause: error });
  }
}
