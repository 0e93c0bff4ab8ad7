import type { Order, Sale } from '../../shared/domain/orders.ts';
import { sameItems } from '../../shared/domain/same-items.ts';
import type { OrderId } from '../../shared/ids.ts';
import { sameMoney } from '../../shared/money.ts';
import { carriesReference } from '../ledger/till-reference.ts';
import type { OrderQuery, Page } from '../platforms/platform.ts';
import { ask } from './ask.ts';
import type { Line, SearchKind } from './context.ts';
import type { Candidate } from './decide-reconcile.ts';
import { type SendSpan, timeOf } from './send-spans.ts';

const perPage = 100;

/** One thing that a sale's order carried. */
interface Term {
  readonly kind: SearchKind;
  readonly text: string;
}

/**
 * What tells a sale's order from others: everything that it carried of the guest, and the reference where it carried that. A name counts only
 * where the platform is known to search by names.
 */
export function searchTerms(sale: Pick<Sale, 'customer' | 'reference'>): readonly Term[] {
  const { name, email, phone } = sale.customer;
  const terms: Term[] = [];
  if (email !== '') terms.push({ kind: 'email', text: email });
  if (phone !== '') terms.push({ kind: 'phone', text: phone });
  if (carriesReference(sale)) terms.push({ kind: 'reference', text: sale.reference });
  else terms.push({ kind: 'name', text: name });
  return terms;
}

/**
 * The terms that this platform's search is asked with. Where one term alone names a sale's order (`orderKeys`), only the first that the sale
 * has: asking for more would find less, and look like proof.
 */
function termsFor(line: Line, sale: Pick<Sale, 'customer' | 'reference'>): readonly Term[] {
  const { orderKeys } = line.platform;
  if (orderKeys === undefined) return searchTerms(sale);
  for (const kind of orderKeys) {
    const text = kind === 'reference' ? sale.reference : sale.customer.email;
    if (text !== '') return [{ kind, text }];
  }
  return [];
}

/**
 * Orders from the time of the sale's sendings that the platform's search finds by what the sale carried. One that a search should have found
 * and did not is no candidate if that kind of search is proven; else it is one that only a person may take.
 */
export async function findCandidates(
  line: Line,
  sale: Sale,
  spans: readonly SendSpan[],
): Promise<readonly Candidate[]> {
  if (!line.platform.capabilities.has('orders.search')) return ordersOfTickets(line, sale, spans);
  const found = new Map<OrderId, { readonly order: Order; readonly by: Set<SearchKind> }>();
  const asked: SearchKind[] = [];
  for (const { kind, text } of termsFor(line, sale)) {
    if (kind === 'name' && (found.size === 0 || !(await isProven(line, kind)))) continue;
    asked.push(kind);
    for (const order of await ordersInSpans(line, spans, text)) {
      const known = found.get(order.id);
      if (known) known.by.add(kind);
      // A name alone is no guest.
      else if (kind !== 'name') found.set(order.id, { order, by: new Set([kind]) });
    }
  }
  const candidates: Candidate[] = [];
  for (const { order, by } of found.values()) {
    const missing = asked.filter((kind) => !by.has(kind));
    let excluded = false;
    for (const kind of missing) excluded ||= await isProven(line, kind);
    if (!excluded) candidates.push(await withItems(line, order, missing.length === 0));
  }
  return candidates;
}

/**
 * Orders that look like the sale, from the platform's plain list. Asked when no search found the sale and it is about to be sent again: a search
 * that folds or drops what was typed would find nothing for ever. `[]` when the search is proven to find orders of this door.
 */
export async function lookalikesInList(
  line: Line,
  sale: Sale,
  spans: readonly SendSpan[],
): Promise<readonly Candidate[]> {
  if (!line.platform.capabilities.has('orders.search')) return [];
  for (const { kind } of termsFor(line, sale)) if (kind !== 'name' && (await isProven(line, kind))) return [];
  const candidates: Candidate[] = [];
  let alike = 0;
  const listed = await ordersInSpans(line, spans, undefined);
  for (const order of listed.toSorted((a, b) => a.createdAtMs - b.createdAtMs)) {
    if (!sameMoney(order.total, sale.total)) continue;
    const candidate = await withItems(line, order, false);
    candidates.push(candidate);
    if (candidate.items && sameItems(sale.items, candidate.items)) alike += 1;
    // After a long outage there may be hundreds, each a request: a person is asked already.
    if (alike >= lookalikesEnough) break;
  }
  return candidates;
}

const lookalikesEnough = 5;

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
        candidates.push({ order, items, foundByAll: true });
        continue;
      }
      // In the hour that comes twice its time may be the later one; which of the two it is nobody can say for certain.
      const createdAtMs = platform.otherReading?.(order.createdAtMs) ?? null;
      if (createdAtMs === null || timeOf(createdAtMs, spans) === 'outside') continue;
      candidates.push({ order: { ...order, createdAtMs }, items, foundByAll: false });
    }
  }
  return candidates;
}

/** Sales that are looked through for one to prove the search with. */
const proofReach = 200;

/** True when this kind of search finds an order of this door that is known to be there; tried out once, and again with the next such order. */
async function isProven(line: Line, kind: SearchKind): Promise<boolean> {
  const { memory, context, account } = line;
  if (memory.provenSearch.has(kind)) return true;
  for (const sale of context.ledger.sales.recent(proofReach)) {
    if (sale.accountId !== account.id || sale.orderId === null) continue;
    const term = termsFor(line, sale).find((one) => one.kind === kind);
    if (!term) continue;
    if (memory.disproven.get(kind) === sale.orderId) return false;
    const page = await askOrders(line, { page: 1, search: term.text });
    if (page.rows.some((order) => order.id === sale.orderId)) memory.provenSearch.add(kind);
    else memory.disproven.set(kind, sale.orderId);
    break;
  }
  return memory.provenSearch.has(kind);
}

/** Orders whose time may be that of a sending, newest first, as many pages as it takes to get past the oldest of them. */
async function ordersInSpans(line: Line, spans: readonly SendSpan[], search: string | undefined): Promise<Order[]> {
  const from = Math.min(...spans.map((span) => span.sinceMs));
  const found = new Map<OrderId, Order>();
  for (let page = 1; ; page += 1) {
    const answer = await askOrders(line, { page, search });
    for (const order of answer.rows) {
      if (timeOf(order.createdAtMs, spans) !== 'outside') found.set(order.id, order);
    }
    const oldest = answer.rows.at(-1)?.createdAtMs;
    // Orders that arrive while pages are turned push known ones onto the next page, and hide none.
    if (page >= answer.pages || oldest === undefined || oldest < from) return [...found.values()];
  }
}

function askOrders(line: Line, query: Pick<OrderQuery, 'page' | 'search'>): Promise<Page<Order>> {
  return ask(line, () => line.platform.orders({ ...query, perPage, priority: 'staff', signal: line.signal }));
}

async function withItems(line: Line, order: Order, foundByAll: boolean): Promise<Candidate> {
  const detail = await ask(line, () => line.platform.order(order.id, { priority: 'staff', signal: line.signal }));
  return { order: { ...order, paymentLink: detail.order.paymentLink }, items: detail.order.items, foundByAll };
}
