import type { TicketRow } from '../../../shared/domain/tickets.ts';
import type { Page, PageRequest, PlatformEvent } from '../platform.ts';
import { toEvent, toTicketRow } from './mapping.ts';
import { readResourcePage, resourcePerPage } from './pagination.ts';
import * as schemas from './schemas.ts';
import { type ApiCall, type Call, endpointOf } from './transport.ts';

/** The organizer group (T5, T6). */
export class OrganizerApi {
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  /** T5: the organizer's events. */
  async events(request: PageRequest): Promise<Page<PlatformEvent>> {
    const call: ApiCall = {
      method: 'GET',
      template: '/api/organizer/v1/events',
      query: { page: request.page, per_page: resourcePerPage },
    };
    return readResourcePage(await this.#call(call, request), endpointOf(call), schemas.organizerEvent, toEvent);
  }

  /** T6: tickets, newest purchase first. */
  async tickets(
    request: PageRequest & { readonly eventId?: string | undefined; readonly perPage?: number | undefined },
  ): Promise<Page<TicketRow>> {
    const call: ApiCall = {
      method: 'GET',
      template: '/api/organizer/v1/tickets',
      query: { page: request.page, per_page: request.perPage ?? resourcePerPage, event_uuid: request.eventId },
    };
    return readResourcePage(await this.#call(call, request), endpointOf(call), schemas.ticket, toTicketRow);
  }
}
