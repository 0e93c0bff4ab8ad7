import { expect, test } from 'vitest';
import { freshNumber } from './order-names.ts';
import { openStore } from './store/store.ts';

test('a number that is taken is drawn again', () => {
  const store = openStore(':memory:', { seed: 1, tickets: 200 }, Date.parse('2026-09-16T17:40:00+02:00'));
  const { number } = store.sql<{ number: string }>('SELECT number FROM orders LIMIT 1').get() ?? {};
  if (number === undefined) throw new Error('there are no orders');
  const draws = [...number.split('-'), 'QQQ', '0000'];
  expect(freshNumber({ store }, () => draws.shift() ?? '')).toBe('QQQ-0000');
  store.close();
});
