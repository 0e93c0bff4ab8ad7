import type { Rng } from '../../data/rng.ts';
import { type Buyer, grantedStatus, makeTickets, makeTransaction } from '../assemble.ts';
import { cancelItems, cancelWhole } from '../cancel.ts';
import { type CartLine, makeCart } from '../cart.ts';
import { type Moment, note } from '../history.ts';
import type { Ids } from '../ids.ts';
import {
  completeManually,
  dispute,
  expire,
  failPayment,
  type Party,
  payOnline,
  receiveLocal,
  reserve,
  setTicket,
} from '../lifecycle.ts';
import type { PaymentStatus, Ticket, Transaction } from '../model.ts';
import type { Fate } from './cases.ts';
import type { SaleEvent, SaleType } from './catalogue.ts';
import { CHANNELS, POS, USER } from './fixtures.ts';

export interface SalePlan {
  readonly fate: Fate;
  readonly sale: SaleEvent;
  readonly lines: readonly { readonly type: SaleType; readonly pieces: number }[];
  readonly coupon: boolean;
  readonly product: boolean;
  readonly ms: number;
  /** Nothing happens after this. */
  readonly latestMs: number;
}

export interface SaleMade extends Party {
  readonly refund:
    | { readonly id: string; readonly amountCents: number; readonly target: string; readonly ms: number }
    | undefined;
}

const isPos = (fate: Fate) => fate === 'pos' || fate === 'pos-closed' || fate === 'pos-canceled';
const STARTS: Partial<Record<Fate, PaymentStatus>> = {
  local: 'LOCAL-AWAITING',
  'new-local': 'LOCAL-AWAITING',
  reserved: 'LOCAL-PENDING',
  external: 'EXTERNAL',
  'new-pending': 'PENDING',
};

function extras(rng: Rng, ids: Ids, plan: SalePlan): Partial<Transaction> {
  const { fate, ms } = plan;
  if (isPos(fate)) {
    const sessionId = fate === 'pos' ? POS.session : POS.formerSession;
    const billingNo = `A1-${String(1000 + rng.int(9000))}`;
    const posInfo = {
      _id: ids.object(ms),
      sessionId,
      billingNo,
      taxId: 'DE123456789',
      paymentMethod: rng.pick(['cash', 'card']),
    };
    return { posId: POS.id, userId: USER, channel: 'pos', paymentMethod: 'local', posInfo };
  }
  if (fate === 'local' || fate === 'new-local') return { userId: USER, channel: 'internal', paymentMethod: 'local' };
  if (fate === 'external') return { paymentMethod: 'external', channel: 'api' };
  const online: Partial<Transaction> = { channel: 'online', paymentMethod: 'vivenu-payments' };
  if (rng.chance(0.15)) {
    const none = { device: {}, engine: {}, os: {}, cpu: {} };
    online.userAgent = { _id: ids.object(ms), ua: 'Mozilla/5.0', browser: { name: 'Firefox' }, ...none };
    const lookup = {
      range: [0, 255],
      country: 'DE',
      region: 'NW',
      eu: '1',
      timezone: 'Europe/Berlin',
      city: 'Köln',
      ll: [50.94, 6.96],
    };
    online.ipLookup = { ip: '192.0.2.17', lookup: { ...lookup, metro: 0, area: 20 } };
    online.locationCenter = [6.96, 50.94];
  }
  return online;
}

/** Lets a sale be what its fate says, by the same moves that the platform makes later. */
function live(rng: Rng, party: Party, plan: SalePlan, at: (afterMs: number) => Moment): SaleMade['refund'] {
  const { doc } = party;
  const { event } = plan.sale;
  const minutes = (n: number) => n * 60_000 + rng.int(50_000);
  const later = () => at(minutes(20 + rng.int(3000)));
  const refunded = (made: { refund: { id: string; amountCents: number; target: string } | undefined }, ms: number) =>
    made.refund && { ...made.refund, ms };
  const some = (refundFunds: boolean, refundTarget: 'origin' | 'voucher') => {
    const tickets = doc.cancellationInfo?.cancellableItems.filter((item) => item.type === 'ticket') ?? [];
    const moment = later();
    const picks = tickets.slice(0, 1).map((item) => ({ id: item.cartItemId }));
    return refunded(cancelItems(party, moment, { picks, refundFunds, refundTarget }), moment.ms);
  };
  const all = (refundFunds: boolean) => {
    const moment = later();
    return refunded(cancelWhole(party, moment, { refundFunds, reason: 'REQUESTED_BY_CUSTOMER' }), moment.ms);
  };
  const paid = () => payOnline(party, event, at(minutes(2)));

  switch (plan.fate) {
    case 'online':
      paid();
      return undefined;
    case 'transferred':
      paid();
      return undefined;
    case 'local':
      receiveLocal(party, at(minutes(0)));
      completeManually(party, event, at(minutes(1)));
      return undefined;
    case 'external':
      completeManually(party, event, at(minutes(1)));
      return undefined;
    case 'pos':
    case 'pos-closed':
    case 'pos-canceled': {
      note(doc, at(0), 'pos.created');
      doc.status = 'COMPLETE';
      if (plan.fate !== 'pos-canceled') return undefined;
      const made = all(true);
      if (doc.posInfo && made) {
        doc.posInfo.canceledAt = new Date(made.ms).toISOString();
        doc.posInfo.cancellationNo = `S-${doc.posInfo.billingNo}`;
      }
      return made;
    }
    case 'new-failed':
      failPayment(party, at(minutes(3)));
      return undefined;
    case 'reserved':
      reserve(party, at(minutes(1)));
      return undefined;
    case 'aborted':
      expire(party, at(minutes(30)));
      return undefined;
    case 'canceled-refunded':
      paid();
      return all(true);
    case 'canceled-kept':
      paid();
      return all(false);
    case 'canceled-unpaid':
      return all(false);
    case 'partial-refunded':
      paid();
      return some(true, 'origin');
    case 'partial-voucher':
      paid();
      return some(true, 'voucher');
    case 'partial-kept':
      paid();
      return some(false, 'origin');
    case 'dispute':
      paid();
      dispute(party, later(), 'created');
      return undefined;
    case 'chargeback': {
      paid();
      const moment = later();
      dispute(party, moment, 'created');
      dispute(party, moment, 'lost');
      return undefined;
    }
    default:
      return undefined;
  }
}

/** The first ticket went to somebody else: it is invalid, and a new one without transaction points back to it. */
function transfer(ids: Ids, party: Party, to: Buyer, at: Moment): void {
  const [ticket] = party.tickets;
  if (!ticket) return;
  setTicket(ticket, 'INVALID', at, 'transferred');
  const date = new Date(at.ms).toISOString();
  const name = [to.prename, to.lastname].filter(Boolean).join(' ');
  const { transactionId, customerId, checkoutId, ...rest } = ticket;
  const moved: Ticket = {
    ...rest,
    ...{
      _id: ids.object(at.ms),
      origin: 'transfer',
      originTicketId: ticket._id,
      status: 'VALID',
      createdAt: date,
      updatedAt: date,
    },
    ...{
      secret: ids.uuid(),
      barcode: ids.barcode(),
      name,
      firstname: to.prename,
      lastname: to.lastname,
      email: to.email,
    },
    ...{
      customerId: to.customerId,
      history: [{ type: 'created', date, _id: ids.object(at.ms) }],
      __v: 0,
      claimed: true,
    },
  };
  party.tickets.push(moved);
}

/** One sale with its tickets, from its making to what became of it. */
export function makeSale(rng: Rng, ids: Ids, plan: SalePlan, nextBuyer: (ms: number) => Buyer): SaleMade {
  const { fate, sale, ms } = plan;
  const pos = isPos(fate);
  const online = !pos && fate !== 'local' && fate !== 'new-local' && fate !== 'external';
  const buyer = pos ? {} : nextBuyer(ms);
  const lines = plan.lines.flatMap(({ type, pieces }): CartLine[] =>
    type.plan.seats
      ? Array.from({ length: pieces }, () => ({ type: type.type, amount: 1, seating: type.nextSeat?.() }))
      : [{ type: type.type, amount: pieces, seating: type.nextSeat?.() }],
  );
  const cart = makeCart(ids, ms, lines, {
    outerFees: online,
    cancellationFeeCents: online && sale.plan.seated ? 200 : 0,
    discount: plan.coupon ? { share: 0.15, code: 'HERBST15' } : undefined,
    products: plan.product ? [{ name: 'Programmheft', priceCents: 450, amount: 1 }] : [],
  });
  const doc = makeTransaction({
    ...{ ids, ms, event: sale.event, cart, buyer, status: 'NEW', origin: pos ? 'pos' : 'yourticket' },
    paymentStatus: pos ? 'POS-RECEIVED' : (STARTS[fate] ?? 'AWAITING'),
    salesChannelId: pos ? CHANNELS.pos : online ? CHANNELS.web : CHANNELS.internal,
    more: extras(rng, ids, plan),
  });
  note(doc, { ids, ms, userId: doc.userId }, 'created');
  const tickets = makeTickets({
    ...{ ids, ms, event: sale.event, doc, paidPerPiece: cart.paidPerPiece },
    status: (type) => (pos ? grantedStatus(type) : 'RESERVED'),
  });
  if (pos && rng.chance(0.3)) for (const ticket of tickets) ticket.deliveryType = 'HARD';
  const party = { doc, tickets };
  const at = (afterMs: number): Moment => ({ ids, ms: Math.min(ms + afterMs, plan.latestMs), userId: undefined });
  const refund = live(rng, party, plan, at);
  if (fate === 'transferred') transfer(ids, party, nextBuyer(ms), at(3 * 3_600_000 + rng.int(86_400_000)));
  return { ...party, refund };
}
