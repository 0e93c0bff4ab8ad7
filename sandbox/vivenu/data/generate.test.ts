import { expect, test } from 'vitest';
import { NOW_MS, vivenuForTests } from '../test-client.ts';

const client = vivenuForTests({ vivenuTickets: 1500 });
const twin = vivenuForTests({ vivenuTickets: 1500 });
const other = vivenuForTests({ seed: 2 });

interface Tx {
  _id: string;
  status: string;
  paymentStatus: string;
  eventId: string;
  origin: string;
  customerId: string | null;
  email: string | null;
  name?: string;
  createdAt: string;
  updatedAt: string;
  realPrice: number;
  currency: string;
  outerCharge: number;
  cancellationInfo: { cancellableItems: { type: string; cancelledAt?: string }[] };
}
interface Ticket {
  _id: string;
  status: string;
  barcode: string;
  eventId: string;
  transactionId?: string;
  originTicketId?: string;
  name?: string;
  seatingInfo: { _type: number; statusId: string; seatType: string | null } | null;
  deliveryType: string;
}

const transactions = async (from = client): Promise<Tx[]> => {
  const rows: Tx[] = [];
  for (let total = 1; rows.length < total; ) {
    const { body } = await from.get(`/api/transactions?top=1000&skip=${rows.length}`);
    total = body.total;
    rows.push(...body.docs);
  }
  return rows;
};
const tickets = async (from = client): Promise<Ticket[]> => {
  const pages = await Promise.all([0, 1000].map((skip) => from.get(`/api/tickets?top=1000&skip=${skip}`)));
  return pages.flatMap((page) => page.body.rows);
};

test('the same seed and size give the same data; another seed does not', async () => {
  for (const path of [
    '/api/transactions?top=1000',
    '/api/tickets?top=1000',
    '/api/events?top=100',
    '/portier/api/scans?top=1000',
  ]) {
    expect((await twin.get(path)).text, path).toBe((await client.get(path)).text);
  }
  expect((await transactions(other))[0]).not.toEqual((await transactions())[0]);
});

test('exactly so many tickets; a good share is for tonight', async () => {
  const rows = await tickets();
  expect(rows).toHaveLength(1500);
  expect(new Set(rows.map((row) => row.barcode)).size).toBe(1500);
  const tonight = [(await client.event('Kammerabend'))._id, (await client.event('Kellerklub'))._id];
  const share = rows.filter((row) => tonight.includes(row.eventId)).length / rows.length;
  expect(share).toBeGreaterThan(0.3);
  expect(share).toBeLessThan(0.55);
});

test('every state and every way of paying is there, at any size', async () => {
  for (const from of [client, other]) {
    const rows = await transactions(from);
    const states = new Set(rows.map((row) => row.status));
    expect(states).toEqual(new Set(['NEW', 'RESERVED-BY-SYSTEM', 'ABORTED', 'COMPLETE', 'CANCELED']));
    const payments = new Set(rows.map((row) => row.paymentStatus));
    const wanted =
      'AWAITING PENDING RECEIVED REFUND CANCELED FAILED DISPUTE CHARGEBACK POS-RECEIVED POS-CANCELED LOCAL-PENDING LOCAL-AWAITING LOCAL-RECEIVED EXTERNAL';
    expect(payments).toEqual(new Set(wanted.split(' ')));
    const all = (await from.get('/api/tickets?top=1000')).body.rows as Ticket[];
    const kinds = new Set(all.map((row) => row.status));
    expect(kinds).toEqual(new Set(['VALID', 'INVALID', 'RESERVED', 'DETAILSREQUIRED']));
  }
});

test('the traps: POS without names, guests without id or address, part cancellations, transfers, seats and standing room', async () => {
  const docs = await transactions();
  const rows = await tickets();
  const pos = docs.filter((doc) => doc.origin === 'pos');
  expect(pos.length).toBeGreaterThan(30);
  expect(pos.every((doc) => doc.name === undefined && doc.email === null)).toBe(true);
  const posTickets = rows.filter((row) => pos.some((doc) => doc._id === row.transactionId));
  expect(posTickets.every((row) => !('name' in row) && !('email' in row))).toBe(true);
  expect(rows.some((row) => row.deliveryType === 'HARD')).toBe(true);
  expect(docs.some((doc) => doc.customerId === null && doc.email !== null)).toBe(true);
  expect(docs.some((doc) => doc.origin === 'yourticket' && doc.email === null)).toBe(true);
  const items = (doc: Tx) => doc.cancellationInfo.cancellableItems;
  expect(docs.some((doc) => doc.status === 'COMPLETE' && items(doc).some((item) => item.cancelledAt))).toBe(true);
  const kinds = new Set(docs.flatMap((doc) => items(doc).map((item) => item.type)));
  expect(kinds).toEqual(new Set(['ticket', 'fee', 'discount', 'product']));
  const moved = rows.filter((row) => row.originTicketId);
  expect(moved.length).toBeGreaterThan(5);
  for (const row of moved) {
    expect(row.transactionId).toBeUndefined();
    expect(rows.find((origin) => origin._id === row.originTicketId)?.status).toBe('INVALID');
  }
  expect(new Set(rows.map((row) => row.seatingInfo?._type))).toEqual(new Set([6, 7, undefined]));
  expect(new Set(rows.map((row) => row.seatingInfo?.seatType ?? null))).toEqual(
    new Set([null, 'handicapped', 'limitedView']),
  );
  expect(docs.some((doc) => !Number.isInteger(doc.realPrice * 10))).toBe(true);
  expect(docs.every((doc) => doc.currency === 'EUR')).toBe(true);
});

test('no seat is sold twice, and nothing happens after now', async () => {
  const rows = await tickets();
  const held = rows.filter((row) => row.seatingInfo?._type === 6 && row.status !== 'INVALID');
  expect(new Set(held.map((row) => `${row.eventId}/${row.seatingInfo?.statusId}`)).size).toBe(held.length);
  for (const doc of await transactions()) {
    expect(Date.parse(doc.createdAt)).toBeLessThanOrEqual(NOW_MS);
    expect(Date.parse(doc.updatedAt)).toBeLessThanOrEqual(NOW_MS);
    expect(doc.updatedAt >= doc.createdAt).toBe(true);
  }
});

test('names in three scripts, addresses in example domains only', async () => {
  const rows = await tickets();
  const names = [...new Set(rows.map((row) => row.name ?? ''))].join('|');
  for (const part of ['Živković', 'Живковић', 'Пётр', 'Ágnes', 'ß', "O'Neill"]) expect(names, part).toContain(part);
  for (const { email } of await transactions()) if (email) expect(email).toMatch(/\.example\.test$/);
});
