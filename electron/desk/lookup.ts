import type { EventSummary, LookupFilter, LookupHit, LookupResult } from '../../shared/domain/tickets.ts';
import type { AccountId, TicketKey } from '../../shared/ids.ts';
import { completeness } from './completeness.ts';
import { type DeskContext, tonightHere } from './context.ts';

const usualLimit = 50;

/** Finds tickets and orders in the cache; an empty query lists tonight's. Never waits for a network. */
export function lookUp(
  context: DeskContext,
  input: { readonly query: string; readonly filter?: LookupFilter | undefined; readonly limit?: number | undefined },
): LookupResult {
  const found = context.cache().tickets.search(input.query, input.filter ?? {}, {
    limit: input.limit ?? usualLimit,
    tonight: tonightHere(context),
  });
  const keys: { accountId: AccountId; key: TicketKey }[] = [];
  for (const hit of found.hits) {
    if (hit.kind === 'ticket') keys.push({ accountId: hit.ticket.accountId, key: hit.ticket.key });
  }
  const admissions = context.ledger.admissions.states(keys);
  const hits = found.hits.map((hit): LookupHit => {
    if (hit.kind === 'ticket') {
      return {
        kind: 'ticket',
        ticket: hit.ticket,
        admission: admissions.get(admissionKey(hit.ticket.accountId, hit.ticket.key)) ?? null,
        rank: hit.rank,
      };
    }
    const { order } = hit;
    return {
      kind: 'order',
      accountId: order.accountId,
      orderId: order.id,
      number: order.number,
      publicToken: order.publicToken,
      contact: order.contact,
      total: order.total,
      createdAtMs: order.createdAtMs,
      rank: hit.rank,
    };
  });
  return { hits, more: found.more, completeness: completeness(context) };
}

/** Key of one ticket's admission in `AdmissionBook.states`. */
export function admissionKey(accountId: AccountId, key: TicketKey): string {
  return `${accountId}\n${key}`;
}

/** Events with their evenings, and how many of each evening's guests are inside by this laptop's word. */
export function listEvents(context: DeskContext): readonly EventSummary[] {
  const cache = context.cache();
  const admittedByDate = new Map<string, number>();
  for (const account of context.ledger.accounts.list()) {
    const inside = context.ledger.admissions.admittedKeys(account.id);
    for (const { eventId, dateMs, tickets } of cache.tickets.countByDate(account.id, inside)) {
      const date = `${account.id}\n${eventId}\n${dateMs}`;
      admittedByDate.set(date, (admittedByDate.get(date) ?? 0) + tickets);
    }
  }
  return cache.tickets.events().map((event) => ({
    ...event,
    dates: event.dates.map((date) => ({
      ...date,
      admitted: admittedByDate.get(`${event.accountId}\n${event.id}\n${date.dateMs}`) ?? 0,
    })),
  }));
}
