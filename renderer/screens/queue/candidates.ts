import type { ReconcileCandidate, Sale } from '../../../shared/domain/acts.ts';
import { type DoubtReason, readDoubt } from '../../../shared/domain/doubt.ts';
import type { Order } from '../../../shared/domain/orders.ts';
import type { Contact } from '../../../shared/domain/tickets.ts';
import type { OrderRow } from '../../../shared/domain/views.ts';
import { sameMoney } from '../../../shared/money.ts';

/** How one thing of an order compares with the sale. `found`: the platform found the order by it. `unknown`: the platform does not tell it. */
export type Match = 'same' | 'found' | 'differs' | 'unknown';

/** An order of the platform that may be a sale whose answer was lost, as a person sees it. */
export interface Candidate {
  readonly order: Order;
  readonly total: Match;
  readonly items: Match;
  readonly guest: Match;
  /** Minutes from the sale to the order; negative when the order is older. */
  readonly minutesAfter: number;
}

/** The platform's clock may differ, and an order made well before the sale cannot be it. */
const earliestMinutes = -10;

/** Doubts whose orders were all found by everything that the sale carried of its guest. */
const foundByGuest: ReadonlySet<DoubtReason> = new Set(['several_fit', 'fits_in_part']);

/** What looking for the sale found, compared with it. Who the guest is, the search that found an order says where the order does not. */
export function foundCandidates(sale: Sale, found: readonly ReconcileCandidate[]): readonly Candidate[] {
  const note = sale.attempts.findLast((attempt) => readDoubt(attempt.note) !== null)?.note ?? '';
  const why = readDoubt(note)?.why;
  return found.map((candidate) => {
    const seen = compared(sale, candidate);
    const guest = seen.guest === 'unknown' && why !== undefined && foundByGuest.has(why) ? 'found' : seen.guest;
    return { ...seen, guest };
  });
}

/**
 * Other orders that a person may recognise as this sale, the likeliest first. An order that another sale of this laptop claims is none, and
 * neither is one in another currency or made well before the sale.
 * @param found what looking found already.
 */
export function otherCandidates(
  sale: Sale,
  rows: readonly OrderRow[],
  found: readonly ReconcileCandidate[] = [],
): readonly Candidate[] {
  const known = new Set(found.map(({ order }) => order.id));
  return rows
    .flatMap((row) => (row.order && (row.sale === null || row.sale.id === sale.id) ? [row.order] : []))
    .filter((order) => !known.has(order.id))
    .filter((order) => order.accountId === sale.accountId && order.total.currency === sale.total.currency)
    .map((order) => compared(sale, { order, sameTotal: sameMoney(order.total, sale.total), sameItems: null }))
    .filter((candidate) => candidate.minutesAfter >= earliestMinutes)
    .sort((a, b) => likeness(b) - likeness(a) || Math.abs(a.minutesAfter) - Math.abs(b.minutesAfter));
}

function compared(sale: Sale, { order, sameTotal, sameItems }: ReconcileCandidate): Candidate {
  return {
    order,
    total: sameTotal ? 'same' : 'differs',
    items: sameItems === null ? 'unknown' : sameItems ? 'same' : 'differs',
    guest: guestMatch(order.contact, sale),
    minutesAfter: Math.round((order.createdAtMs - sale.createdAtMs) / 60_000),
  };
}

function likeness(candidate: Candidate): number {
  return (candidate.total === 'same' ? 2 : 0) + (candidate.guest === 'same' ? 1 : 0);
}

/** Whoever left no name, e-mail or phone has the till reference in the name's place (docs/decisions/0031). */
function guestMatch(contact: Contact | null, { customer, reference }: Sale): Match {
  if (!contact || !(contact.name || contact.email || contact.phone)) return 'unknown';
  if (contact.name.includes(reference)) return 'same';
  const same = (a: string, b: string) => a !== '' && a.toLocaleLowerCase() === b.toLocaleLowerCase();
  const is =
    same(contact.email, customer.email) || same(contact.phone, customer.phone) || same(contact.name, customer.name);
  return is ? 'same' : 'differs';
}
