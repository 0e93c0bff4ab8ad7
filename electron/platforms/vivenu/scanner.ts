import { as, type EventId } from '../../../shared/ids.ts';
import { Secret } from '../../secret.ts';
import { decode } from '../decode.ts';
import type { Ask, OfflineScan, ScanAnswer } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type AuthHeaders, endpointOf, type Transport } from './transport.ts';

const me: ApiCall = { method: 'GET', template: '/api/accessusers/me' };
const scan: ApiCall = { method: 'POST', template: '/api/accessusers/tickets/{barcode}/scan' };
const upload: ApiCall = { method: 'POST', template: '/api/accessusers/scans/{eventId}' };

/** VS3 refuses a whole batch for one shorter code. */
const shortestCode = 8;

/** Scans as an access user: another credential than the account's, in another header, good for these endpoints only (trap V-11). */
export class Scanner {
  readonly #transport: Transport;
  readonly #headers: AuthHeaders;

  #id: string | null = null;

  constructor(transport: Transport, token: string) {
    this.#transport = transport;
    this.#headers = { token: new Secret(token.trim()) };
  }

  /** VS5: whether the token is accepted. @throws PlatformError `key_refused` naming the field when it is not. */
  async verify(ask: Ask): Promise<void> {
    try {
      await this.#transport.send(me, this.#headers, ask);
    } catch (error) {
      if (!isUnknown(error)) throw error;
      const message = 'the scanning token was not accepted';
      const fields = { scanToken: [message] };
      throw failure('key_refused', message, { outcome: 'not_sent', endpoint: endpointOf(me), fields, cause: error });
    }
  }

  /** VS5: the access user's own number, asked for once; null where the platform does not tell it. */
  async id(ask: Ask): Promise<string | null> {
    if (this.#id !== null) return this.#id;
    try {
      const body = await this.#transport.send(me, this.#headers, ask);
      this.#id = decode(schemas.accessUser, body, endpointOf(me))._id;
    } catch (error) {
      // Asked for again the next time.
      if (!(error instanceof PlatformError)) throw error;
    }
    return this.#id;
  }

  /** VS1. A code that the platform does not know is a denied one. */
  async scan(barcode: string, ask: Ask): Promise<ScanAnswer> {
    const endpoint = endpointOf(scan);
    let body: unknown;
    try {
      body = await this.#transport.send({ ...scan, params: { barcode } }, this.#headers, ask);
    } catch (error) {
      if (!isUnknown(error)) throw error;
      // Both an unknown code and an unknown token may be a 404 [public: VO]: with a dead token every guest would be turned away.
      await this.#stillGood(ask);
      return { granted: false, barcode, eventId: null, name: null, ticketType: null, platformStatus: null };
    }
    const { access, ticket } = decode(schemas.scan, body, endpoint);
    return {
      granted: access === 'GRANTED',
      barcode: ticket?.barcode || barcode,
      eventId: ticket?.eventId ? as<EventId>(ticket.eventId) : null,
      name: ticket?.name?.trim() || null,
      ticketType: ticket?.ticketName?.trim() || null,
      platformStatus: ticket?.status || null,
    };
  }

  /** VS3: one request for all of them, so that it is done as a whole or not. Codes too short to be vivenu's are left out. */
  async upload(eventId: EventId, scans: readonly OfflineScan[], ask: Ask): Promise<void> {
    const body = scans
      .filter((one) => one.barcode.length >= shortestCode)
      .map((one) => ({
        barcode: one.barcode,
        scanned_at: one.at,
        type: one.granted ? 'OK' : 'FAIL',
        direction: one.out ? 'OUT' : 'IN',
      }));
    if (body.length === 0) return;
    try {
      await this.#transport.send({ ...upload, params: { eventId }, body }, this.#headers, ask);
    } catch (error) {
      throw isRefusedToken(error) ? notAccepted(error, endpointOf(upload)) : error;
    }
  }

  async #stillGood(ask: Ask): Promise<void> {
    try {
      await this.#transport.send(me, this.#headers, ask);
    } catch (error) {
      throw isUnknown(error) ? notAccepted(error, endpointOf(me)) : error;
    }
  }
}

function isRefusedToken(error: unknown): error is PlatformError {
  return error instanceof PlatformError && error.problem.code === 'key_refused';
}

function isUnknown(error: unknown): error is PlatformError {
  return isRefusedToken(error) || (error instanceof PlatformError && error.problem.code === 'not_found');
}

/** `forbidden` and not `key_refused`: the account's own credential is as good as before. */
function notAccepted(cause: PlatformError, endpoint: string): PlatformError {
  return failure('forbidden', 'the scanning token was not accepted', { outcome: 'not_sent', endpoint, cause });
}
