import { type Fields, objects, positive, requiredText, text } from './call.ts';
import type { CartLine } from './cart.ts';
import type { Vivenu } from './context.ts';
import { badRequest } from './errors.ts';
import type { Event, TicketType } from './event-model.ts';
import { hasSeats, placesLeft, takeNextSeats, takeSeat } from './stock.ts';

/** The message that integrators have seen when a type is sold out (platform-spec 2.5). */
export const SOLD_OUT = 'Tickets are not available';

export interface Wish {
  readonly type: TicketType;
  readonly amount: number;
  /** Of a numbered seat. */
  readonly statusId: string | undefined;
}

function statusIdOf(item: Fields): string | undefined {
  const seating = item['seatingInfo'];
  if (seating === undefined || seating === null) return undefined;
  if (typeof seating !== 'object') throw badRequest('"seatingInfo" must be of type object');
  return (seating as Fields)['_type'] === 7 ? undefined : requiredText(seating as Fields, 'statusId');
}

/** The tickets that a body asks for. @throws HttpError 400 */
export function wishesOf(body: Fields, event: Event): Wish[] {
  return objects(body, 'items').map((item) => {
    if ((text(item, 'type') ?? 'ticket') !== 'ticket') throw badRequest('"type" must be one of [ticket]');
    const id = requiredText(item, 'ticketTypeId');
    const type = event.tickets.find((candidate) => candidate._id === id);
    if (!type) throw badRequest(`Ticket type ${id} not found`);
    const amount = positive(item, 'amount');
    const statusId = statusIdOf(item);
    if (statusId !== undefined && amount !== 1) throw badRequest('"amount" must be 1 for a seat');
    return { type, amount, statusId };
  });
}

/** Sums of pieces by ticket type. */
export function piecesOf(wishes: readonly Wish[]): Map<string, { type: TicketType; amount: number }> {
  const sums = new Map<string, { type: TicketType; amount: number }>();
  for (const { type, amount } of wishes) {
    sums.set(type._id, { type, amount: amount + (sums.get(type._id)?.amount ?? 0) });
  }
  return sums;
}

/**
 * Takes places for what is wished: numbered seats are taken one by one, the next free ones where none is named, and
 * each becomes an item of its own.
 * @param holder whose the seats are from now on.
 * @throws HttpError 400 when sold out; Forbidden when a seat is gone.
 */
export function takePlaces(ctx: Vivenu, event: Event, wishes: readonly Wish[], holder: string): CartLine[] {
  for (const { type, amount } of piecesOf(wishes).values()) {
    if (placesLeft(ctx, event, type) < amount) throw badRequest(SOLD_OUT);
    if (amount > type.maxAmountPerOrder) throw badRequest(`At most ${type.maxAmountPerOrder} of ${type.name} an order`);
  }
  return wishes.flatMap(({ type, amount, statusId }): CartLine[] => {
    if (statusId !== undefined) return [{ type, amount: 1, seating: takeSeat(ctx, event, type, statusId, holder) }];
    if (!hasSeats(ctx, event, type)) return [{ type, amount }];
    return takeNextSeats(ctx, event, type, amount, holder).map((seating) => ({ type, amount: 1, seating }));
  });
}
