import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerToSend, tillReference } from './till-reference.ts';
import { uuidv7 } from './uuid.ts';

test('a reference is short, cannot be misread, and is no part of a platform’s number', () => {
  for (let n = 0; n < 2000; n += 1) {
    const reference = tillReference();
    expect(reference).toMatch(/^W-[2-9A-HJKMNP-Z]{4}$/);
    expect(reference).toMatch(/\d/);
    expect(reference.slice(2).replace(/\d/g, '').length).toBeGreaterThanOrEqual(2);
  }
});

test('every draw of the dice gives one', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const next = (below: number): number => (numbers.next().value as number) % below;
      expect(tillReference(next)).toMatch(/^W-/);
    }),
    { numRuns: 50 },
  );
});

test.each([
  [{ name: 'Ana', email: 'ana@example.com', phone: '' }, 'Ana'],
  [{ name: 'Ana', email: '', phone: '+381641234567' }, 'Ana'],
  [{ name: '', email: 'ana@example.com', phone: '' }, 'W-7F3K'],
  [{ name: 'Ana', email: '', phone: '' }, 'Ana (W-7F3K)'],
  [{ name: '', email: '', phone: '' }, 'W-7F3K'],
])('%o is sent as “%s”', (customer, name) => {
  expect(customerToSend({ customer, reference: 'W-7F3K' })).toEqual({ ...customer, name });
});

test('ids are UUIDs of version 7 that sort by time', () => {
  const ids = [0, 1, 1_767_225_600_000, 1_767_225_600_001, 2 ** 48 - 1].map(uuidv7);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(Array.from({ length: 1000 }, () => uuidv7(5))).size).toBe(1000);
});
