import { expect, test } from 'vitest';
import { readRefusal, refusalNote } from './refusal.ts';

test('a refusal comes back from its note as it went in', () => {
  const fields = {
    'customer.email': ['The customer.email field must be a valid email address.', 'It must be: yours.'],
    'items.0.calendarId': ['The selected items.0.event id is invalid.'],
  };
  expect(readRefusal(refusalNote({ message: 'Not valid (and 2 more errors)', fields }))).toEqual({
    message: 'Not valid (and 2 more errors)',
    fields,
  });
});

test('without fields it is the message alone, also one of several lines', () => {
  expect(readRefusal(refusalNote({ message: 'Sold out:\n see the dashboard' }))).toEqual({
    message: 'Sold out: see the dashboard',
    fields: {},
  });
  expect(readRefusal('')).toEqual({ message: '', fields: {} });
});

test('a line that names no field belongs to the message', () => {
  expect(readRefusal('Refused\nby the organizer: no more')).toEqual({
    message: 'Refused by the organizer: no more',
    fields: {},
  });
});
