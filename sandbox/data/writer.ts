import type BetterSqlite3 from 'better-sqlite3';
import type { Guest } from './names.ts';
import { ALNUM, type Rng, UPPER, uuidFromHex } from './rng.ts';

export interface NewOrder {
  readonly createdMs: number;
  readonly statusId: number;
  readonly totalMinor: number;
  readonly currency: string;
  readonly customerId: number | null;
  readonly language: string;
  readonly closed?: string | undefined;
}

export interface NewItem {
  readonly type: string;
  readonly name: string | null;
  readonly amountMinor: number;
  readonly quantity: number;
  readonly eventId?: number | undefined;
  readonly ticketId?: number | undefined;
  readonly eventDate?: string | undefined;
  readonly serviceDate?: string | undefined;
  readonly deliveryDate?: string | undefined;
}

export interface NewTicket {
  readonly orderId: number;
  readonly customerId: number;
  readonly eventId: number;
  readonly calendarId: number;
  readonly purchasedMs: number;
  readonly priceMinor: number;
  readonly currency: string;
  readonly promocode: string | null;
  readonly utm: string | null;
  readonly device: string;
  readonly language: string;
  readonly country: string;
}

export interface NewRefund {
  readonly transactionId: number;
  readonly status: string;
  readonly approval: string;
  readonly refundSignature: string | null;
  readonly createdMs: number;
  readonly approvedMs: number | null;
  readonly rejectedMs: number | null;
  readonly reason: string | null;
}

/** Number of the n-th order, `AAA-NNNN`: a walk through all numbers in an order that looks random and never repeats. */
export function orderNumber(n: number, start: number): string {
  const space = 26 ** 3 * 10_000;
  const at = Number((BigInt(n) * 98_764_321n + BigInt(start)) % BigInt(space));
  const letters = Math.floor(at / 10_000);
  const [a, b, c] = [Math.floor(letters / 676), Math.floor(letters / 26) % 26, letters % 26];
  return `${UPPER.charAt(a)}${UPPER.charAt(b)}${UPPER.charAt(c)}-${String(at % 10_000).padStart(4, '0')}`;
}

/** The n-th public token: unique for n below 62^4, mixed with random characters. */
function publicToken(n: number, rng: Rng): string {
  let rest = (n * 7_654_321) % 14_776_336;
  let out = '';
  for (let i = 0; i < 4; i++) {
    out += ALNUM.charAt(rng.int(62)) + ALNUM.charAt(rest % 62);
    rest = Math.floor(rest / 62);
  }
  return out;
}

/** Inserts seeded rows as fast as SQLite takes them; call inside one transaction. */
export function createWriter(db: BetterSqlite3.Database, rng: Rng) {
  const customers = db.prepare('INSERT INTO customers VALUES (?, ?, ?, ?)');
  const customerFts = db.prepare('INSERT INTO customer_fts (rowid, name, email, phone) VALUES (?, ?, ?, ?)');
  const orders = db.prepare("INSERT INTO orders VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, 'seed', ?, NULL)");
  const orderFts = db.prepare('INSERT INTO order_fts (rowid, number, public_token) VALUES (?, ?, ?)');
  const items = db.prepare('INSERT INTO order_items VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const transactions = db.prepare('INSERT INTO transactions VALUES (?, 1, ?, ?, ?, ?, ?, ?)');
  const refunds = db.prepare(
    "INSERT INTO refunds VALUES (NULL, 1, ?, ?, ?, ?, ?, '127.0.0.1', 'Mozilla/5.0 (X11; Linux x86_64)', ?, ?, ?, ?, ?)",
  );
  const tickets = db.prepare('INSERT INTO tickets VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const start = rng.int(26 ** 3 * 10_000);
  let customerId = 0;
  let orderId = 0;
  let transactionId = 0;

  return {
    customer(guest: Guest): number {
      customerId++;
      customers.run(customerId, guest.name, guest.email, guest.phone);
      customerFts.run(customerId, guest.name, guest.email, guest.phone);
      return customerId;
    },
    order(order: NewOrder): number {
      orderId++;
      const number = orderNumber(orderId, start);
      const token = publicToken(orderId, rng);
      const { createdMs, statusId, totalMinor, currency } = order;
      const signature = uuidFromHex(rng.hex(32));
      orders.run(
        ...[orderId, number, signature, token, createdMs, statusId, totalMinor, currency],
        ...[order.customerId, order.language, order.closed ?? null],
      );
      orderFts.run(orderId, number, token);
      return orderId;
    },
    item(toOrder: number, item: NewItem): void {
      items.run(
        ...[
          toOrder,
          item.type,
          item.name,
          item.amountMinor,
          item.quantity,
          item.eventId ?? null,
          item.ticketId ?? null,
        ],
        ...[item.eventDate ?? null, item.serviceDate ?? null, item.deliveryDate ?? null],
      );
    },
    /** Returns the id and the payment signature (OID, 32 hex). */
    transaction(toOrder: number, status: string, amountMinor: number, currency: string, createdMs: number) {
      transactionId++;
      const signature = rng.hex(32);
      transactions.run(transactionId, toOrder, signature, status, amountMinor, currency, createdMs);
      return { id: transactionId, signature };
    },
    refund(refund: NewRefund, paymentSignature: string): void {
      const signature = uuidFromHex(rng.hex(32));
      const url = `https://tic.rs/api/payment/v1/refunds/payment/${paymentSignature}`;
      refunds.run(
        ...[signature, refund.transactionId, refund.status, refund.approval, refund.refundSignature, url],
        ...[refund.createdMs, refund.approvedMs, refund.rejectedMs, refund.reason],
      );
    },
    ticket(t: NewTicket): void {
      tickets.run(
        ...[t.orderId, t.customerId, t.eventId, t.calendarId, t.purchasedMs, t.priceMinor, t.currency],
        ...[t.promocode, t.utm, t.device, t.language, t.country],
      );
    },
  };
}

export type Writer = ReturnType<typeof createWriter>;
