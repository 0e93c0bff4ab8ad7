import { localDay } from '../time.ts';
import type { Rng } from './rng.ts';
import type { NewItem, Writer } from './writer.ts';

/** Orders that left no ticket: carts, unpaid, declined, expired, services, products on their way. */
export const OTHER_ORDERS = [
  'cart',
  'new',
  'declined',
  'expired',
  'service-paid',
  'product-logistics',
  'product-delivery',
  'product-completed',
  'unpublished-paid',
  'new-euro',
] as const;
export type OtherOrder = (typeof OTHER_ORDERS)[number];

interface Shape {
  readonly statusId: number;
  readonly item: (rng: Rng, day: string) => NewItem;
  readonly currency?: string;
  readonly payment?: 'approved' | 'failed' | 'failed-then-approved';
  readonly closed?: string;
}

const unpublished = (_rng: Rng, day: string): NewItem => ({
  ...{ type: 'unpublished_ticket', name: 'Ulaznica za zatvoreno veče', amountMinor: 150_000, quantity: 2 },
  eventDate: day,
});
const service = (rng: Rng, day: string): NewItem => ({
  ...{
    type: 'service',
    name: rng.pick(['Garderoba', 'Parking', 'Rezervacija stola']),
    amountMinor: 4_999,
    quantity: 1,
  },
  serviceDate: day,
});
const product = (rng: Rng, day: string): NewItem => ({
  ...{
    type: 'product',
    name: rng.pick(['Majica', 'Poster', 'Vinil ploča']),
    amountMinor: 249_050,
    quantity: 1 + rng.int(2),
  },
  deliveryDate: day,
});

const SHAPES: Readonly<Record<OtherOrder, Shape>> = {
  cart: { statusId: 6, item: unpublished },
  new: { statusId: 1, item: unpublished },
  declined: { statusId: 1, item: unpublished, payment: 'failed' },
  expired: { statusId: 7, item: unpublished, closed: 'expired' },
  'service-paid': { statusId: 2, item: service, payment: 'failed-then-approved' },
  'product-logistics': { statusId: 3, item: product, payment: 'approved' },
  'product-delivery': { statusId: 4, item: product, payment: 'approved' },
  'product-completed': { statusId: 5, item: product, payment: 'approved' },
  'unpublished-paid': { statusId: 2, item: unpublished, payment: 'approved' },
  'new-euro': { statusId: 1, item: service, currency: 'EUR' },
};

/** Writes one order of the kind, created at `createdMs`; payments follow within two minutes. */
export function writeOther(write: Writer, rng: Rng, kind: OtherOrder, createdMs: number, customerId: number): void {
  const shape = SHAPES[kind];
  const item = shape.item(rng, localDay(createdMs + 7 * 86_400_000));
  const currency = shape.currency ?? 'RSD';
  const totalMinor = item.amountMinor * item.quantity;
  const { statusId, closed } = shape;
  const orderId = write.order({ createdMs, statusId, totalMinor, currency, customerId, language: 'sr', closed });
  write.item(orderId, item);
  if (shape.payment === 'failed' || shape.payment === 'failed-then-approved') {
    write.transaction(orderId, 'failed', totalMinor, currency, createdMs + 45_000);
  }
  if (shape.payment === 'approved' || shape.payment === 'failed-then-approved') {
    write.transaction(orderId, 'approved', totalMinor, currency, createdMs + 110_000);
  }
}
