import type BetterSqlite3 from 'better-sqlite3';
import type { Event } from '../event-model.ts';
import type { Customer, Ticket, Transaction } from '../model.ts';

const ms = (iso: string) => Date.parse(iso);

/** Lower case, as names and addresses are compared. */
export const folded = (text: string | undefined) => (text ?? '').toLowerCase();

function transactionColumns(doc: Transaction) {
  return {
    id: doc._id,
    seller: doc.sellerId,
    status: doc.status,
    payment: doc.paymentStatus,
    event: doc.eventId,
    customer: doc.customerId ?? null,
    checkout: doc.checkoutId ?? null,
    name: folded(doc.name),
    email: folded(doc.email),
    psp: doc.psp ?? doc.paymentInfo?.psp ?? null,
    posMethod: doc.posInfo?.paymentMethod ?? null,
    coupons: `,${(doc.appliedCoupons ?? []).map((coupon) => coupon.code).join(',')},`,
    created: ms(doc.createdAt),
    updated: ms(doc.updatedAt),
    doc: JSON.stringify(doc),
  };
}

function ticketColumns(doc: Ticket) {
  return {
    id: doc._id,
    seller: doc.sellerId,
    transaction: doc.transactionId ?? null,
    event: doc.eventId,
    type: doc.ticketTypeId,
    status: doc.status,
    barcode: doc.barcode,
    name: folded(doc.name),
    customer: doc.customerId ?? null,
    checkout: doc.checkoutId ?? null,
    batch: doc.batch ?? null,
    kind: doc.type,
    delivery: doc.deliveryType,
    created: ms(doc.createdAt),
    updated: ms(doc.updatedAt),
    doc: JSON.stringify(doc),
  };
}

/** Puts documents and their columns into the tables; the same for generated data and for what is sold. */
export function createDocuments(db: BetterSqlite3.Database) {
  const insertTransaction = db.prepare(
    `INSERT INTO transactions VALUES (NULL, :id, :seller, :status, :payment, :event, :customer, :checkout, :name, :email,
     :psp, :posMethod, :coupons, :made, :created, :updated, :doc)`,
  );
  const updateTransaction = db.prepare(
    `UPDATE transactions SET status = :status, payment_status = :payment, customer_id = :customer, name = :name, email = :email,
     psp = :psp, pos_method = :posMethod, coupons = :coupons, updated_ms = :updated, doc = :doc WHERE id = :id`,
  );
  const insertTicket = db.prepare(
    `INSERT INTO tickets VALUES (NULL, :id, :seller, :transaction, :event, :type, :status, :barcode, :name, :customer, :checkout,
     :batch, :kind, :delivery, :created, :updated, :doc)`,
  );
  const updateTicket = db.prepare(
    `UPDATE tickets SET transaction_id = :transaction, status = :status, barcode = :barcode, name = :name, customer_id = :customer,
     updated_ms = :updated, doc = :doc WHERE id = :id`,
  );
  const insertCustomer = db.prepare('INSERT INTO customers VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)');
  const updateCustomer = db.prepare('UPDATE customers SET email = ?, name = ?, updated_ms = ?, doc = ? WHERE id = ?');
  const putEvent = db.prepare('INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return {
    /** @param made `seed` for generated data, `api` for what came over HTTP. */
    addTransaction: (doc: Transaction, made: 'seed' | 'api') =>
      void insertTransaction.run({ ...transactionColumns(doc), made }),
    saveTransaction(doc: Transaction): void {
      const { seller, event, checkout, created, ...columns } = transactionColumns(doc);
      updateTransaction.run(columns);
    },
    addTicket: (doc: Ticket) => void insertTicket.run(ticketColumns(doc)),
    saveTicket(doc: Ticket): void {
      const { seller, event, type, checkout, batch, kind, delivery, created, ...columns } = ticketColumns(doc);
      updateTicket.run(columns);
    },
    addCustomer(doc: Customer): void {
      const times = [ms(doc.createdAt), ms(doc.updatedAt)];
      insertCustomer.run(
        ...[doc._id, doc.sellerId, folded(doc.primaryEmail), folded(doc.name), ...times, JSON.stringify(doc)],
      );
    },
    saveCustomer: (doc: Customer) =>
      void updateCustomer.run(
        ...[folded(doc.primaryEmail), folded(doc.name), ms(doc.updatedAt), JSON.stringify(doc), doc._id],
      ),
    putEvent(doc: Event): void {
      const times = [doc.start, doc.end, doc.createdAt, doc.updatedAt].map(ms);
      const facts = [doc._id, doc.sellerId, doc.name.toLowerCase(), doc.eventType, doc.rootId ?? null];
      putEvent.run(...facts, ...times, JSON.stringify(doc));
    },
  };
}

export type Documents = ReturnType<typeof createDocuments>;
