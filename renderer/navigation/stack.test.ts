import { describe, expect, test } from 'vitest';
import { type AccountId, as, type SaleId, type TicketKey } from '../../shared/ids.ts';
import type { Route } from './routes.ts';
import { openMain, pop, push, replace, startStack, top } from './stack.ts';

const guest = (key: string): Route => ({
  screen: 'guest',
  accountId: as<AccountId>('a'),
  ticketKey: as<TicketKey>(key),
});
const pay: Route = { screen: 'pay', saleId: as<SaleId>('s') };

describe('the way between screens', () => {
  test('begins at Lookup and never goes below it', () => {
    const start = startStack();
    expect(top(start).route.screen).toBe('lookup');
    expect(pop(start)).toEqual(start);
  });

  test('deeper and back finds the same entry with its memory and focus', () => {
    const start = startStack();
    top(start).memory.set('page', 3);
    const deeper = push(start, guest('1'), 'row-7');
    expect(top(deeper).route).toEqual(guest('1'));
    const back = pop(deeper);
    expect(top(back).id).toBe(top(start).id);
    expect(top(back).memory.get('page')).toBe(3);
    expect(top(back).returnFocus).toBe('row-7');
  });

  test('the same place again is no step', () => {
    const there = push(startStack(), guest('1'), null);
    expect(push(there, guest('1'), null)).toBe(there);
    expect(push(there, guest('2'), null)).toHaveLength(3);
  });

  test('a replaced place is not come back to', () => {
    const sold = push(startStack(), { screen: 'sell' }, null);
    const paying = replace(sold, pay);
    expect(paying).toHaveLength(2);
    expect(top(paying).route).toEqual(pay);
    expect(top(pop(paying)).route.screen).toBe('lookup');
    expect(replace(startStack(), pay)).toHaveLength(2);
  });

  test('a main screen stands on Lookup alone, and keeps itself when opened again', () => {
    const deep = push(push(startStack(), guest('1'), null), pay, null);
    const orders = openMain(deep, 'orders');
    expect(orders.map((entry) => entry.route.screen)).toEqual(['lookup', 'orders']);
    expect(openMain(orders, 'orders')).toBe(orders);
    expect(openMain(push(orders, pay, null), 'orders')).toHaveLength(2);
    expect(openMain(orders, 'lookup').map((entry) => entry.id)).toEqual([top(startStackOf(orders)).id]);
  });
});

function startStackOf(stack: ReturnType<typeof startStack>): ReturnType<typeof startStack> {
  return [stack[0]];
}
