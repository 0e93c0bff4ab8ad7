import { expect, test } from 'vitest';
import type { OrderItem } from '../../../shared/domain/orders.ts';
import type { OrderDraft } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import { inOurNames, orderBody } from './order-draft.ts';

const item = (more: Partial<OrderItem>): OrderItem => ({
  type: 'service',
  name: 'Garderoba',
  unitPrice: { minor: 4_999, currency: 'EUR' },
  quantity: 2,
  calendarId: null,
  ticketTypeId: null,
  date: null,
  ...more,
});
const draft = (...items: OrderItem[]): OrderDraft => ({
  customer: { name: 'Ana', email: '', phone: '' },
  items,
  currency: 'EUR',
  tender: 'link',
  reference: 'W-7F3K',
});

test('an order of every type, amounts in major units, dates under the name that the type has', () => {
  const body = orderBody(
    draft(
      item({ date: '2025-11-01' }),
      item({ type: 'product', date: '2025-11-10' }),
      item({ type: 'unpublished_ticket', date: '2025-12-31' }),
      item({ type: 'event', name: '', calendarId: 123, ticketTypeId: 7, date: '2025-12-31' }),
    ),
  );
  expect(body).toEqual({
    customer: { name: 'Ana' },
    items: [
      { type: 'service', name: 'Garderoba', amount: 49.99, quantity: 2, service_date: '2025-11-01' },
      { type: 'product', name: 'Garderoba', amount: 49.99, quantity: 2, delivery_date: '2025-11-10' },
      { type: 'unpublished_ticket', name: 'Garderoba', amount: 49.99, quantity: 2, event_date: '2025-12-31' },
      { type: 'event', amount: 49.99, quantity: 2, event_id: 123, ticket_id: 7 },
    ],
    currency: 'EUR',
  });
});

test('a guest who left nothing is no customer', () => {
  expect(orderBody({ ...draft(item({})), customer: { name: '', email: '', phone: '' } })).not.toHaveProperty(
    'customer',
  );
});

test.each([
  ['no items', draft(), 'items'],
  ['an event without its calendar', draft(item({ type: 'event' })), 'items.0.calendarId'],
  ['a nameless service', draft(item({}), item({ name: ' ' })), 'items.1.name'],
  ['another currency', draft(item({ unitPrice: { minor: 1, currency: 'RSD' } })), 'items.0.unitPrice'],
  ['a negative price', draft(item({ unitPrice: { minor: -1, currency: 'EUR' } })), 'items.0.unitPrice'],
  ['half a piece', draft(item({ quantity: 0.5 })), 'items.0.quantity'],
  ['no piece', draft(item({ quantity: 0 })), 'items.0.quantity'],
])('%s is refused before anything is sent', (_what, wrong, field) => {
  try {
    orderBody(wrong);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(PlatformError);
    const { problem, outcome } = error as PlatformError;
    expect({ code: problem.code, outcome }).toEqual({ code: 'invalid_input', outcome: 'refused' });
    expect(problem.fields).toHaveProperty([field]);
  }
});

test('a refusal names fields as the draft does, so that they stand at what was typed', () => {
  const refused = failure('refused_fields', 'Refused', {
    outcome: 'refused',
    status: 422,
    fields: {
      'customer.email': ['not an address'],
      'items.0.event_id': ['no such date'],
      'items.12.amount': ['too little'],
      'items.1.service_date': ['in the past'],
      currency: ['unknown'],
    },
  });
  const named = inOurNames(refused);
  expect(named).toBeInstanceOf(PlatformError);
  expect(named).toMatchObject({
    outcome: 'refused',
    status: 422,
    problem: {
      code: 'refused_fields',
      fields: {
        'customer.email': ['not an address'],
        'items.0.calendarId': ['no such date'],
        'items.12.unitPrice': ['too little'],
        'items.1.date': ['in the past'],
        currency: ['unknown'],
      },
    },
  });
  const other = new Error('no refusal');
  expect(inOurNames(other)).toBe(other);
});
