import { type Moment, note } from './history.ts';
import { Forbidden, isPaid, only, type Party, setTicket } from './lifecycle.ts';
import { type CancellableItem, cents, major, type Ticket } from './model.ts';

export interface RefundMade {
  readonly id: string;
  readonly amountCents: number;
  readonly target: 'origin' | 'voucher';
}

export interface Cancelled {
  readonly items: CancellableItem[];
  readonly tickets: Ticket[];
  readonly refund: RefundMade | undefined;
  /** The whole transaction is cancelled now. */
  readonly whole: boolean;
}

export interface Pick {
  readonly id: string;
  /** Pieces of an item of several; all of them when absent. */
  readonly amount?: number | undefined;
}

const open = (items: readonly CancellableItem[]) => items.filter((item) => item.cancelledAt === undefined);
const itemsOf = ({ doc }: Party) => doc.cancellationInfo?.cancellableItems ?? [];

const GRANTED: ReadonlySet<Ticket['status']> = new Set(['VALID', 'DETAILSREQUIRED', 'RESERVED', 'BLANK']);

function invalidate(tickets: readonly Ticket[], at: Moment): Ticket[] {
  const changed = tickets.filter((ticket) => GRANTED.has(ticket.status));
  for (const ticket of changed) setTicket(ticket, 'INVALID', at, 'canceled');
  return changed;
}

/** POS sales are cancelled in their POS and session only (V-13). @throws Forbidden */
export function notAtPos({ doc }: Party): void {
  if (doc.origin === 'pos') throw new Forbidden('POS transactions can only be canceled in the same POS and session');
}

/** What the money does when the whole transaction goes. */
function settle(party: Party, refunded: boolean): void {
  const { doc } = party;
  if (!isPaid(doc)) {
    if (doc.paymentStatus !== 'DISPUTE' && doc.paymentStatus !== 'CHARGEBACK') doc.paymentStatus = 'CANCELED';
  } else if (refunded) doc.paymentStatus = doc.paymentStatus === 'POS-RECEIVED' ? 'POS-CANCELED' : 'REFUND';
}

/** Cancels everything (V2). Without `refundFunds` the money stays (V-8). @throws Forbidden */
export function cancelWhole(
  party: Party,
  at: Moment,
  terms: { refundFunds: boolean; reason?: string | undefined },
): Cancelled {
  const { doc } = party;
  only(doc, 'COMPLETE', 'NEW', 'RESERVED-BY-SYSTEM');
  const items = open(itemsOf(party));
  const amountCents = items.reduce((sum, item) => sum + cents(item.price), 0);
  const refunding = terms.refundFunds && isPaid(doc);
  const refund = refunding ? { id: at.ids.object(at.ms), amountCents, target: 'origin' as const } : undefined;
  const date = new Date(at.ms).toISOString();
  for (const item of items) {
    item.cancelledAt = date;
    if (refund) item.refundId = refund.id;
  }
  settle(party, refunding);
  doc.status = 'CANCELED';
  doc.cancellationReason = terms.reason;
  note(doc, at, doc.origin === 'pos' ? 'pos.canceled' : 'canceled');
  if (refund) {
    note(doc, at, 'refunded', { amount: major(amountCents) });
    if (doc.paymentInfo) doc.paymentInfo.refundId = refund.id;
  }
  return { items, tickets: invalidate(party.tickets, at), refund, whole: true };
}

/** Takes `amount` pieces out of an item: the rest stays open under the same id, the part is told apart by `cancelledAt`. */
function part(items: CancellableItem[], item: CancellableItem, pieces: number, amount: number): CancellableItem {
  const share = Math.round((cents(item.price) * amount) / pieces);
  const taken: CancellableItem = { ...item, price: major(share) };
  const fee = item.cancellationFee;
  if (fee) {
    const scaled = (count: number) => ({ ...fee, amount: count, total: major(count * cents(fee.value)) });
    taken.cancellationFee = scaled(amount);
    item.cancellationFee = scaled(pieces - amount);
  }
  item.price = major(cents(item.price) - share);
  items.splice(items.indexOf(item) + 1, 0, taken);
  return taken;
}

interface Chosen {
  readonly item: CancellableItem;
  readonly tickets: Ticket[];
  readonly amount: number | undefined;
}

/** Finds every pick among the open items before anything is changed. @throws Forbidden */
function choose(party: Party, picks: readonly Pick[]): Chosen[] {
  const items = itemsOf(party);
  if (new Set(picks.map((pick) => pick.id)).size !== picks.length) throw new Forbidden('items must be unique');
  return picks.map(({ id, amount }) => {
    const item = items.find((candidate) => candidate.cartItemId === id && candidate.cancelledAt === undefined);
    if (!item) {
      const known = items.some((candidate) => candidate.cartItemId === id);
      throw new Forbidden(known ? `Item ${id} is already cancelled` : `Item ${id} is not cancellable`);
    }
    const tickets = party.tickets.filter((ticket) => ticket.cartItemId === id && GRANTED.has(ticket.status));
    if (amount === undefined || amount === tickets.length) return { item, tickets, amount: undefined };
    if (item.type !== 'ticket' || amount < 1 || amount > tickets.length)
      throw new Forbidden(`Invalid amount for ${id}`);
    return { item, tickets, amount };
  });
}

/**
 * Cancels some items (V4); with the last open ones the transaction is cancelled as a whole.
 * The refund is the sum of the prices less the cancellation fees.
 * @throws Forbidden
 */
export function cancelItems(
  party: Party,
  at: Moment,
  terms: { picks: readonly Pick[]; refundFunds: boolean; refundTarget: 'origin' | 'voucher' },
): Cancelled {
  const { doc } = party;
  only(doc, 'COMPLETE');
  const chosen = choose(party, terms.picks);
  const date = new Date(at.ms).toISOString();
  const items = itemsOf(party);
  const tickets: Ticket[] = [];
  const taken = chosen.map(({ item, tickets: pieces, amount }) => {
    tickets.push(...invalidate(amount === undefined ? pieces : pieces.slice(-amount), at));
    return amount === undefined ? item : part(items, item, pieces.length, amount);
  });
  const amountCents = Math.max(
    0,
    taken.reduce((sum, item) => sum + cents(item.price) - cents(item.cancellationFee?.total ?? 0), 0),
  );
  const refunding = terms.refundFunds && isPaid(doc);
  const refund = refunding ? { id: at.ids.object(at.ms), amountCents, target: terms.refundTarget } : undefined;
  for (const item of taken) {
    item.cancelledAt = date;
    if (refund) item.refundId = refund.id;
  }
  const whole = open(items).length === 0;
  if (whole) {
    settle(party, refunding);
    doc.status = 'CANCELED';
  }
  note(doc, at, whole ? 'canceled' : 'partial.canceled', { items: taken.map((item) => item.cartItemId) });
  if (refund?.target === 'voucher') {
    const code = `V-${refund.id.slice(-8).toUpperCase()}`;
    doc.vouchers = [...(doc.vouchers ?? []), code];
    note(doc, at, 'partial.refunded.voucher', { amount: major(amountCents), code });
  } else if (refund) note(doc, at, whole ? 'refunded' : 'partial.refunded', { amount: major(amountCents) });
  return { items: taken, tickets, refund, whole };
}
