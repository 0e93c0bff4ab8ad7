import type { Sale } from '../../shared/domain/acts.ts';
import type { Order } from '../../shared/domain/orders.ts';
import { sameItems } from '../../shared/domain/same-items.ts';
import type { OrderId } from '../../shared/ids.ts';
import { sameMoney } from '../../shared/money.ts';
import { canonicalEmail } from '../ledger/canonical-contact.ts';
import { ask } from './ask.ts';
import type { Line, SearchKind } from './context.ts';
import type { Candidate } from './decide-reconcile.ts';
import { ordersInSpans } from './list-orders.ts';
import { termsFor } from './search-terms.ts';
import { type SendSpan, timeOf } from './send-spans.ts';

/** What a look for a sale's order found. */
export interface Looked {
  readonly candidates: readonly Candidate[];
  /** True when the platform listed what could not be read: the order may be among that. */
  readonly unread: boolean;
}

/**
 * Orders from the time of the sale's sendings that the platform's search finds by what the sale carried. One that a term finds and another does not
 * is never passed over (the platform may have rewritten a name, a phone), but only a person may take it.
 * @param claimed orders that other sales are: not asked for.
 */
export async function findCandidates(
  line: Line,
  sale: Sale,
  spans: readonly SendSpan[],
  claimed: ReadonlySet<OrderId>,
): Promise<Looked> {
  if (!line.platform.capabilities.has('orders.search')) {
    return { candidates: await ordersOfTickets(line, sale, spans), unread: false };
  }
  const found = new Map<OrderId, { readonly order: Order; readonly by: Set<SearchKind> }>();
  const asked: SearchKind[] = [];
  let unread = false;
  for (const term of termsFor(line, sale)) {
    const { kind, text } = term;
    if (kind === 'name' && (found.size === 0 || !(await line.memory.proof.covers(line, term)))) continue;
    asked.push(kind);
    const listed = await ordersInSpans(line, spans, text);
    unread ||= listed.unread;
    for (const order of listed.orders) {
      const known = found.get(order.id);
      if (known) known.by.add(kind);
      // A name alone is no guest.
      else if (kind !== 'name') found.set(order.id, { order, by: new Set([kind]) });
    }
  }
  const candidates: Candidate[] = [];
  for (const { order, by } of found.values()) {
    if (claimed.has(order.id)) continue;
    const foundByAll = asked.every((kind) => by.has(kind));
    candidates.push(await withItems(line, order, { foundByAll, ofGuest: true }));
  }
  return { candidates, unread };
}

/**
 * Orders that look like the sale, from the platform's plain list. Asked when no search found the sale and it is about to be sent again: a search
 * that folds or drops what was typed would find nothing for ever. None where the search is proven to find orders of this door by such a term as the
 * sale's; a platform that searches by one key alone is asked all the same, since its list tells the guests' addresses and is held against them.
 */
export async function lookalikesInList(line: Line, sale: Sale, spans: readonly SendSpan[]): Promise<Looked> {
  const { platform, memory } = line;
  if (!platform.capabilities.has('orders.search')) return { candidates: [], unread: false };
  const keyed = platform.orderKeys !== undefined && sale.customer.email !== '';
  for (const term of keyed ? [] : termsFor(line, sale)) {
    if (term.kind !== 'name' && (await memory.proof.covers(line, term))) return { candidates: [], unread: false };
  }
  const candidates: Candidate[] = [];
  let alike = 0;
  const { orders, unread } = await ordersInSpans(line, spans, undefined);
  for (const order of orders.toSorted((a, b) => a.createdAtMs - b.createdAtMs)) {
    const guest = guestOf(order, sale);
    if (guest === 'another' || (guest === 'unknown' && !sameMoney(order.total, sale.total))) continue;
    const candidate = await withItems(line, order, { foundByAll: false, ofGuest: guest === 'same' });
    candidates.push(candidate);
    if (candidate.items && sameItems(sale.items, candidate.items)) alike += 1;
    // After a long outage there may be hundreds, each a request: a person is asked already.
    if (alike >= lookalikesEnough) break;
  }
  return { candidates, unread };
}

const lookalikesEnough = 5;

/** Whose an order is, where the list tells guests' addresses. */
function guestOf({ contact }: Order, { customer }: Sale): 'same' | 'another' | 'unknown' {
  if (contact === null) return 'unknown';
  const ours = canonicalEmail(customer.email);
  if (canonicalEmail(contact.email) !== ours) return 'another';
  // Two guests who left no address are not the same for it.
  return ours === '' ? 'unknown' : 'same';
}

/** Where orders cannot be searched, they can be listed by the ticket that they pay for (O3): that names them as well as a contact would. */
async function ordersOfTickets(line: Line, sale: Sale, spans: readonly SendSpan[]): Promise<readonly Candidate[]> {
  const { platform, signal } = line;
  const candidates: Candidate[] = [];
  for (const { ref } of sale.items) {
    if (ref?.kind !== 'ticket_payment') continue;
    const orders = await ask(line, () => platform.ordersOfTicket(ref.ticketId, { priority: 'staff', signal }));
    for (const order of orders) {
      const items = order.items ?? sale.items;
      if (timeOf(order.createdAtMs, spans) !== 'outside') {
        candidates.push({ order, items, foundByAll: true, ofGuest: true });
        continue;
      }
      // In the hour that comes twice its time may be the later one; which of the two it is nobody can say for certain.
      const createdAtMs = platform.otherReading?.(order.createdAtMs) ?? null;
      if (createdAtMs === null || timeOf(createdAtMs, spans) === 'outside') continue;
      candidates.push({ order: { ...order, createdAtMs }, items, foundByAll: false, ofGuest: true });
    }
  }
  return candidates;
}

async function withItems(line: Line, order: Order, how: Pick<Candidate, 'foundByAll' | 'ofGuest'>): Promise<Candidate> {
  const detail = await ask(line, () => line.platform.order(order.id, { priority: 'staff', signal: line.signal }));
  return { order: { ...order, paymentLink: detail.order.paymentLink }, items: detail.order.items, ...how };
}
