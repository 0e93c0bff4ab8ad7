import { REGULARS } from '../data/names.ts';
import { makeCart } from './cart.ts';
import { momentOf, type Vivenu } from './context.ts';
import { SELLER } from './data/catalogue.ts';
import { CHANNELS } from './data/fixtures.ts';
import type { Event } from './event-model.ts';
import { Forbidden, payOnline } from './lifecycle.ts';
import { takePlaces } from './order-lines.ts';
import { announceComplete, saveParty } from './parties.ts';
import { openTransaction } from './sell.ts';
import { passSeats, placesLeft } from './stock.ts';

/** The next event that has a type with so many places left; or the one that is named. */
function onSale(ctx: Vivenu, pieces: number, eventId: string | undefined) {
  const rows = ctx.store
    .sql<{ doc: string }>('SELECT doc FROM events WHERE seller_id = ? AND end_ms > ? ORDER BY start_ms, id')
    .all(SELLER, ctx.clock.now());
  const events = rows.map(({ doc }) => JSON.parse(doc) as Event);
  for (const event of eventId === undefined ? events : events.filter(({ _id }) => _id === eventId)) {
    const type = event.tickets.find((candidate) => placesLeft(ctx, event, candidate) >= pieces);
    if (type) return { event, type };
  }
  throw new Forbidden('nothing of that is left');
}

/**
 * Sales in the web shop, paid at once, while nobody looks.
 * @returns ids of the new transactions.
 * @throws Forbidden when there are not so many places.
 */
export function sellElsewhere(ctx: Vivenu, count: number, pieces: number, eventId?: string): string[] {
  return ctx.store.write(() =>
    Array.from({ length: count }, (_, index) => {
      const { event, type } = onSale(ctx, pieces, eventId);
      const at = momentOf(ctx);
      const hold = `web_${at.ids.object(at.ms)}`;
      const lines = takePlaces(ctx, event, [{ type, amount: pieces, statusId: undefined }], hold);
      const cart = makeCart(at.ids, at.ms, lines, { outerFees: true, cancellationFeeCents: 200 });
      const guest = REGULARS[index % REGULARS.length];
      const [prename = '', ...rest] = (guest?.name ?? '').split(' ');
      const buyer = { prename, lastname: rest.join(' '), email: guest?.email };
      const facts = { paymentStatus: 'AWAITING', origin: 'yourticket', salesChannelId: CHANNELS.web } as const;
      const party = openTransaction(ctx, at, { event, cart, buyer, ...facts, more: { channel: 'online' } });
      passSeats(ctx, hold, party.doc._id);
      payOnline(party, event, at);
      saveParty(ctx, party);
      announceComplete(ctx, party);
      return party.doc._id;
    }),
  );
}
