import { expect, test } from 'vitest';
import { matches } from './catalogue-filter.ts';

test.each([
  ['Veče džeza: Đurđica Trio · Parter', '', true],
  ['Veče džeza: Đurđica Trio · Parter', 'part djur', true],
  ['Veče džeza: Đurđica Trio · Parter', 'вече парт', true],
  ['Veče džeza: Đurđica Trio · Parter', 'balkon', false],
  ['Руслан Мухтаров', 'ruslan', true],
])('%s, filtered by %j: %s', (name, filter, found) => {
  expect(matches(name, filter)).toBe(found);
});
