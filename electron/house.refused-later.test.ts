import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOf } from '../shared/domain/act-of.ts';
import type { Sale } from '../shared/domain/acts.ts';
import { type AccountId, as, type OrderId } from '../shared/ids.ts';
import { HouseFixture } from './house.fixture.ts';

/* What was sold or asked back here, and what the system refuses once nobody waits for its answer: somebody is called. */

let house: HouseFixture;
let accountId: AccountId;
beforeAll(async () => {
  house = await HouseFixture.start(['--auto-approve-ms', '0', '--auto-settle-ms', '0']);
  accountId = (await house.connect('ticrs')).id;
  await house.pulled(accountId);
}, 60_000);
afterAll(() => house.end());

const orders = 'POST /api/payment/v1/orders';
const refunds = 'POST /api/payment/v1/refunds';

function sell(name: string): Promise<Sale> {
  const unitPrice = { minor: 20_000, currency: 'RSD' };
  return house.call('sales.create', {
    ...{ accountId, currency: 'RSD', customer: { name, email: '', phone: '' } },
    items: [
      { type: 'service', name: 'Poster', quantity: 1, unitPrice, calendarId: null, ticketTypeId: null, date: null },
    ],
  });
}
const refused = ({ id }: Sale) => house.sale(id, ({ queueState }) => queueState === 'rejected');
const calling = async () => (await house.call('queue.refusals', undefined)).map((entry) => actOf(entry).id);

test('a sale that is refused when the cable is back, with nobody at it, calls somebody: after a start too, until it was seen', async () => {
  await house.cable('out');
  const sale = await sell('Ana');
  // The next guest is served.
  await house.call('sales.watch', { saleId: null });
  await house.fault('ticrs', '422', orders);
  await house.cable('in');
  await refused(sale);
  expect(await calling()).toEqual([sale.id]);
  await house.close();
  await house.open();
  expect(await calling()).toEqual([sale.id]);
  await house.call('queue.confirmRefusal', { act: { kind: 'sale', saleId: sale.id } });
  expect(await calling()).toEqual([]);
});

test('one that is refused on its Pay screen calls nobody, nor one whose Pay screen has not had the time to open', async () => {
  await house.cable('out');
  const waits = await sell('Marko');
  await house.call('sales.watch', { saleId: waits.id });
  await house.fault('ticrs', '422', orders);
  await house.cable('in');
  await refused(waits);
  await house.fault('ticrs', '422', orders);
  await refused(await sell('Jovana'));
  expect(await calling()).toEqual([]);
});

test('a refund that is refused calls somebody: its dialog is shut by then', async () => {
  const sold = await house.sale((await sell('Iva')).id, ({ payState }) => payState === 'awaiting_payment');
  const orderId = as<OrderId>(sold.orderId ?? '');
  await house.sandbox.control('POST', `/tic/orders/${orderId}/approve`, {});
  await house.sale(sold.id, ({ payState }) => payState === 'paid');
  const [payment] = (await house.call('orders.get', { accountId, orderId, refresh: true })).payments;
  if (payment === undefined) throw new Error('no payment');
  const target = { kind: 'payment', paymentId: payment.id, orderId } as const;
  await house.cable('out');
  const { id } = await house.call('refunds.request', { accountId, target });
  await house.fault('ticrs', '422', refunds);
  await house.cable('in');
  await house.refund(id, ({ queueState }) => queueState === 'rejected');
  expect(await calling()).toEqual([id]);
  await house.call('queue.confirmRefusal', { act: { kind: 'refund', refundId: id } });
  // It is asked for anew, and nobody is called for what goes well.
  const again = await house.call('refunds.request', { accountId, target });
  await house.refund(again.id, ({ queueState }) => queueState === 'confirmed');
  expect(await calling()).toEqual([]);
});
