import type { Order } from '../../shared/domain/orders.ts';
import type { EventSummary, HitRank, LookupFilter, LookupHit, LookupResult } from '../../shared/domain/tickets.ts';
import type { AccountId, OrderId, TicketKey } from '../../shared/ids.ts';
import { completeness } from './completeness.ts';
import { type DeskContext, tonightHere } from './context.ts';

const usualLimit = 50;

/** Orders that a platform found. */
interface Found {
  readonly accountId: AccountId;
  readonly ids: readonly OrderId[];
}

/**
 * Finds tickets and orders in the cache; an empty query lists tonight's. Never waits for a network.
 * @param found what the platforms found by this query when staff last had them asked. Whatever the evening or event that the lookup is narrowed to:
 *   an order names none.
 */
export function lookUp(
  context: DeskContext,
  input: { readonly query: string; readonly filter?: LookupFilter | undefined; readonly limit?: number | undefined },
  found: readonly Found[],
): LookupResult {
  const limit = input.limit ?? usualLimit;
  const stored = context.cache().tickets.search(input.query, input.filter ?? {}, {
    limit,
    tonight: tonightHere(context),
  });
  const keys: { accountId: AccountId; key: TicketKey }[] = [];
  for (const hit of stored.hits) {
    if (hit.kind === 'ticket') keys.push({ accountId: hit.ticket.accountId, key: hit.ticket.key });
  }
  const admissions = context.ledger.admissions.states(keys);
  const hits = stored.hits.map((hit): LookupHit => {
    if (hit.kind === 'order') return orderHit(hit.order, hit.rank);
    return {
      kind: 'ticket',
      ticket: hit.ticket,
      admission: admissions.get(admissionKey(hit.ticket.accountId, hit.ticket.key)) ?? null,
      rank: hit.rank,
    };
  });
  const told = stored.more ? [] : toldOnly(context, found, { hits, accountId: input.filter?.accountId });
  return {
    hits: [...hits, ...told].slice(0, limit),
    more: stored.more || hits.length + told.length > limit,
    completeness: completeness(context),
  };
}

function orderHit(order: Order, rank: HitRank): LookupHit {
  const { accountId, id: orderId, number, publicToken, contact, total, createdAtMs } = order;
  return { kind: 'order', accountId, orderId, number, publicToken, contact, total, createdAtMs, rank };
}

/** Orders that a platform found and this laptop did not. */
function toldOnly(
  context: DeskContext,
  found: readonly Found[],
  shown: { readonly hits: readonly LookupHit[]; readonly accountId: AccountId | undefined },
): readonly LookupHit[] {
  const { orders } = context.cache();
  const listed = new Set(shown.hits.map((hit) => (hit.kind === 'order' ? hit.orderId : null)));
  return found
    .filter(({ accountId }) => accountId === (shown.accountId ?? accountId))
    .flatMap(({ accountId, ids }) => ids.filter((id) => !listed.has(id)).map((id) => orders.order(accountId, id)))
    .flatMap((order) => (order === null ? [] : [orderHit(order, 'platform')]));
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
