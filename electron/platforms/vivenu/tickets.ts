import type { TicketRow } from '../../../shared/domain/tickets.ts';
import type { IsoTime } from '../../../shared/ids.ts';
import { decode } from '../decode.ts';
import type { Ask, Page, PageRequest } from '../platform.ts';
import type { EventsApi } from './events.ts';
import { toTicketRow } from './mapping.ts';
import { pageQuery, readRows } from './pagination.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

const list: ApiCall = { method: 'GET', template: '/api/tickets' };

/** Tickets (V23), each told the name and start of its event. */
export class TicketsApi {
  readonly #call: Call;
  readonly #events: EventsApi;

  constructor(call: Call, events: EventsApi) {
    this.#call = call;
    this.#events = events;
  }

  /** All, or those of one event, whatever their status; newest purchase first [assumed, since V23 names no order]. */
  async page(request: PageRequest & { readonly eventId?: string | undefined }): Promise<Page<TicketRow>> {
    // Trap V-17: `eventId` would be refused.
    return this.#read({ event: request.eventId }, request);
  }

  /** Those that changed since. The platform's own order, which V23 does not name: all pages must be read. */
  async since(request: PageRequest & { readonly since: IsoTime }): Promise<Page<TicketRow>> {
    return this.#read({ 'updatedAt[$gte]': request.since }, request);
  }

  /** Those with exactly this code: one, as a rule. */
  async withCode(barcode: string, ask: Ask): Promise<Page<TicketRow>> {
    const page = await this.#read({ barcode }, { ...ask, page: 1 });
    return { ...page, rows: page.rows.filter(({ entry }) => entry?.barcode === barcode) };
  }

  /** How many tickets there are, for one cheap question. */
  async count(ask: Ask): Promise<number> {
    const body = await this.#call({ ...list, query: pageQuery(1, 1) }, ask);
    return readRows(body, { endpoint: endpointOf(list), page: 1 }, schemas.ticket, () => null).total;
  }

  /** The transaction that a checkout became, as its tickets name it; null while there is none. */
  async transactionOf(checkoutId: string, ask: Ask): Promise<string | null> {
    const body = await this.#call({ ...list, query: { ...pageQuery(1, 1), checkoutId } }, ask);
    const { rows } = readRows(
      body,
      { endpoint: endpointOf(list), page: 1 },
      schemas.ticket,
      (raw) => raw.transactionId,
    );
    return rows[0] || null;
  }

  async #read(filter: Readonly<Record<string, string | undefined>>, request: PageRequest): Promise<Page<TicketRow>> {
    const body = await this.#call({ ...list, query: { ...pageQuery(request.page), ...filter } }, request);
    const facts = { endpoint: endpointOf(list), page: request.page };
    const ids = decode(schemas.rowsPage, body, facts.endpoint).rows.flatMap(eventIdOf);
    const events = await this.#events.facts(ids, request);
    return readRows(body, facts, schemas.ticket, (raw) => toTicketRow(raw, events.get(raw.eventId)));
  }
}

function eventIdOf(row: unknown): readonly string[] {
  const id = (row as { eventId?: unknown } | null)?.eventId;
  return typeof id === 'string' && id !== '' ? [id] : [];
}
