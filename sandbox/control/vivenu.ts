import type { Vivenu } from '../vivenu/context.ts';
import { momentOf } from '../vivenu/context.ts';
import type { Moment } from '../vivenu/history.ts';
import {
  acceptReservation,
  dispute,
  expire,
  Forbidden,
  failPayment,
  type Party,
  payOnline,
  reserve,
} from '../vivenu/lifecycle.ts';
import { sellElsewhere } from '../vivenu/outside-sales.ts';
import { announceComplete, announceReserved, partyOf, saveParty } from '../vivenu/parties.ts';
import { presentTicket } from '../vivenu/present.ts';
import { bookSeats, releaseSeats } from '../vivenu/stock.ts';
import { usableTickets } from '../vivenu/store/store.ts';
import type { VivenuSystem } from '../vivenu/system.ts';
import { type ControlCall, ControlError, type ControlRoute, integer } from './control.ts';
import { vivenuBookRoutes } from './vivenu-books.ts';

type Move = (ctx: Vivenu, party: Party, at: Moment) => void;

const MOVES: Readonly<Record<string, Move>> = {
  pay: (ctx, party, at) => {
    const event = ctx.store.event(party.doc.eventId);
    if (!event) throw new Forbidden('no such event');
    bookSeats(ctx, party.doc._id, party.tickets);
    payOnline(party, event, at);
    announceComplete(ctx, party);
  },
  fail: (_ctx, party, at) => failPayment(party, at),
  expire: (ctx, party, at) => {
    expire(party, at);
    releaseSeats(ctx, party.doc._id);
    for (const ticket of party.tickets) ctx.outbox.hook('ticket.updated', { ticket: presentTicket(ticket) });
  },
  reserve: (ctx, party, at) => {
    reserve(party, at);
    announceReserved(ctx, party);
  },
  accept: (_ctx, party, at) => acceptReservation(party, at),
  dispute: (_ctx, party, at) => dispute(party, at, 'created'),
  'dispute-won': (_ctx, party, at) => dispute(party, at, 'won'),
  'dispute-lost': (_ctx, party, at) => dispute(party, at, 'lost'),
};

/** A forbidden move of the state machine is a 409. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Forbidden) throw new ControlError(409, error.message);
    throw error;
  }
}

function move(ctx: Vivenu, { params }: ControlCall) {
  const doc = ctx.store.transaction(params['id'] ?? '');
  const act = MOVES[params['move'] ?? ''];
  if (!doc || !act) throw new ControlError(404, doc ? 'no such move' : 'no such transaction');
  const party = partyOf(ctx, doc);
  guarded(() =>
    ctx.store.write(() => {
      act(ctx, party, momentOf(ctx));
      saveParty(ctx, party);
    }),
  );
  return { _id: doc._id, status: doc.status, paymentStatus: doc.paymentStatus };
}

function reset(system: VivenuSystem, { body }: ControlCall) {
  const { store, clock } = system.ctx;
  const current = store.plan();
  const tickets = integer(body, 'tickets', current.tickets);
  if (!usableTickets(tickets)) throw new ControlError(400, 'tickets must be 200 to 500,000');
  system.reset(integer(body, 'seed', current.seed), clock.now(), tickets);
  return store.plan();
}

/** An API key or a door's token. */
function setKey({ ctx }: VivenuSystem, { body }: ControlCall) {
  const key = String(body['key']);
  const active = body['active'] === true;
  const run = (sql: string) => ctx.store.sql(sql).run(active ? 1 : 0, key).changes;
  const changed =
    run('UPDATE api_keys SET active = ? WHERE key = ?') + run('UPDATE access_users SET active = ? WHERE token = ?');
  if (changed === 0) throw new ControlError(404, 'no such key');
  return { key, active };
}

function sales(ctx: Vivenu, { body }: ControlCall) {
  const eventId = typeof body['event_id'] === 'string' ? body['event_id'] : undefined;
  const ids = guarded(() => sellElsewhere(ctx, integer(body, 'count', 1), integer(body, 'pieces', 2), eventId));
  return { transactions: ids };
}

function settings(ctx: Vivenu, { body }: ControlCall) {
  const internal = body['internal_payment'];
  if (internal === 'LOCAL-RECEIVED' || internal === 'LOCAL-AWAITING') ctx.settings.internalPayment = internal;
  else if (internal !== undefined)
    throw new ControlError(400, 'internal_payment must be LOCAL-RECEIVED or LOCAL-AWAITING');
  ctx.settings.checkoutMinutes = integer(body, 'checkout_minutes', ctx.settings.checkoutMinutes);
  return { ...ctx.settings };
}

/** What only the platform, a guest or another door does on vivenu, and its books. */
export function vivenuRoutes(system: VivenuSystem): ControlRoute[] {
  const { ctx } = system;
  return [
    ['POST', '/vivenu/reset', (call) => reset(system, call)],
    ['POST', '/vivenu/key', (call) => setKey(system, call)],
    ['POST', '/vivenu/settings', (call) => settings(ctx, call)],
    ['POST', '/vivenu/sales', (call) => sales(ctx, call)],
    ['POST', '/vivenu/transactions/:id/:move', (call) => move(ctx, call)],
    ['POST', '/vivenu/webhooks/send', () => system.sender.run()],
    ...vivenuBookRoutes(ctx),
  ];
}
