import { expect, test } from 'vitest';
import type { Deed, Refund, Sale } from '../../shared/domain/acts.ts';
import { type AccountId, as, type DeedId, type OrderId, type RefundId, type SaleId } from '../../shared/ids.ts';
import { refusedLine, refusedWhat } from './refused-line.ts';

const money = { minor: 15_000, currency: 'RSD' };
const accountId = as<AccountId>('door');
const orderId = as<OrderId>('o');
const ofOrder = { screen: 'order', target: { accountId, orderId } };

const sale = (more: Partial<Sale> = {}) => {
  const customer = { name: 'Ana', email: '', phone: '' };
  const id = as<SaleId>('s');
  return {
    kind: 'sale',
    sale: { id, reference: 'W-K7', customer, total: money, tender: 'link', cashNoted: null, ...more } as Sale,
  } as const;
};
const refund = (minor: number) => {
  const target = { kind: 'order', orderId } as const;
  const amount = { ...money, minor };
  return {
    kind: 'refund',
    refund: { id: as<RefundId>('r'), accountId, target, orderNumber: 'N', guest: 'Ana', amount } as Refund,
  } as const;
};

test('what was refused is said by whether money may have been taken, and was to go back', () => {
  expect(refusedWhat(sale())).toBe('sale');
  expect(refusedWhat(sale({ tender: 'cash' }))).toBe('saleMoney');
  expect(refusedWhat(sale({ tender: 'terminal' }))).toBe('saleMoney');
  expect(refusedWhat(sale({ cashNoted: money }))).toBe('saleMoney');
  expect(refusedWhat(refund(100))).toBe('refund');
  expect(refusedWhat(refund(0))).toBe('cancellation');
});

test('its line leads to where the reason stands, and is put away by the same act', () => {
  expect(refusedLine(sale())).toEqual({
    ...{ ref: { kind: 'sale', saleId: 's' }, number: 'W-K7', guest: 'Ana', amount: money },
    route: { screen: 'pay', saleId: 's' },
  });
  expect(refusedLine(refund(100))).toMatchObject({
    ref: { kind: 'refund', refundId: 'r' },
    number: 'N',
    route: ofOrder,
  });
  const deed = { id: as<DeedId>('d'), accountId, orderId, orderNumber: 'N', guest: '', amount: null } as Deed;
  expect(refusedLine({ kind: 'deed', deed })).toMatchObject({ ref: { kind: 'deed', deedId: 'd' }, route: ofOrder });
});
