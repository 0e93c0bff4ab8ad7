import { describe, expect, test } from 'vitest';
import type { CatalogueItem } from '../../../shared/domain/catalogue.ts';
import type { OrderItem } from '../../../shared/domain/orders.ts';
import { type AccountId, as, type CatalogueItemId } from '../../../shared/ids.ts';
import { cartAfter, orderOf } from './cart.ts';
import { guestRefusal, lineRefusals, reopened } from './refused.ts';

const accountId = as<AccountId>('door');
const inDinars = (minor: number) => ({ minor, currency: 'RSD' });
const separators = { decimal: ',', group: '.' };

function item(id: string, more: Partial<CatalogueItem> = {}): CatalogueItem {
  return {
    ...{
      id: as<CatalogueItemId>(id),
      accountId,
      name: id,
      type: 'event',
      unitPrice: inDinars(150_000),
      currency: 'RSD',
    },
    ...{ calendarId: 99_999, ticketTypeId: null, date: null, position: 0, importKey: null, ...more },
  };
}

function sold(of: CatalogueItem, more: Partial<OrderItem> = {}): OrderItem {
  const { type, name, unitPrice, calendarId, ticketTypeId, date } = of;
  return { type, name, unitPrice: unitPrice ?? inDinars(0), quantity: 1, calendarId, ticketTypeId, date, ...more };
}

const concert = item('Koncert');
const gift = item('Poklon', { type: 'product', unitPrice: null, calendarId: null });
const customer = { name: 'Ana', email: 'ana@door.example', phone: '+381641234567' };
const sale = {
  ...{ accountId, reference: 'W-7F3K', customer },
  items: [sold(concert, { quantity: 2 }), sold(gift, { unitPrice: inDinars(25_050) })],
};
const noDate = 'The selected items.0.event id is invalid.';
const refusal = {
  message: `${noDate} (and 1 more error)`,
  fields: { 'items.0.calendarId': [noDate], 'customer.email': ['No such domain.'] },
};

describe('a refused sale back in the cart', () => {
  const back = reopened(sale, refusal, [concert, gift], separators);

  test('is what was sent, with the amount by hand as it is typed in this language', () => {
    expect(orderOf(back.cart)).toEqual({ accountId, currency: 'RSD', items: sale.items });
    expect(back.customer).toEqual(customer);
    expect(back.cart.lines.map(({ amountText }) => amountText)).toEqual(['', '250,5']);
    expect(back.cart.nextKey).toBe(3);
  });

  test('says what was refused at its field, and nothing twice', () => {
    expect(guestRefusal(back.refused, back.customer, 'email')).toBe('No such domain.');
    expect(guestRefusal(back.refused, back.customer, 'phone')).toBeNull();
    expect(back.cart.lines.map((line) => lineRefusals(back.refused, line))).toEqual([
      [{ field: 'calendarId', says: noDate }],
      [],
    ]);
    expect(back.refused.says).toEqual([]);
  });

  test('what was mended is no longer marked', () => {
    expect(guestRefusal(back.refused, { ...customer, email: 'ana@door.test' }, 'email')).toBeNull();
    const mended = cartAfter(back.cart, { kind: 'catalogue', items: [{ ...concert, calendarId: 123 }, gift] });
    expect(mended.lines[0]?.item.calendarId).toBe(123);
    expect(lineRefusals(back.refused, mended.lines[0] ?? expect.fail())).toEqual([]);
  });

  test('takes the item that is sold today, and keeps one that is sold no more', () => {
    const mended = { ...concert, calendarId: 123 };
    const [first, second] = reopened(sale, refusal, [item('Other'), mended], separators).cart.lines;
    expect(first?.item).toEqual(mended);
    expect(second).toMatchObject({ item: { name: 'Poklon', type: 'product' }, unitPrice: inDinars(25_050) });
  });

  test('of items that are called alike, the one that was sold', () => {
    const other = item('other date', { name: 'Koncert', calendarId: 5 });
    expect(reopened(sale, refusal, [other, concert, gift], separators).cart.lines[0]?.item).toEqual(concert);
  });

  test('a reason that names no field, or one that is not on the screen, stands above the cart', () => {
    const says = (fields: Readonly<Record<string, readonly string[]>>) =>
      reopened(sale, { message: 'Sold out.', fields }, [concert, gift], separators).refused.says;
    expect(says({})).toEqual(['Sold out.']);
    expect(says({ currency: ['Unknown currency.'] })).toEqual(['Sold out.', 'Unknown currency.']);
    expect(says({ currency: ['Unknown currency.'], 'customer.name': ['Too long.'] })).toEqual(['Unknown currency.']);
  });
});
