import { expect, test } from 'vitest';
import { abilities, abilitiesOf } from './abilities.ts';

test('each ability is either there or not, and a payment for a ticket is no sale', () => {
  const both = abilitiesOf({ capabilities: ['orders.create', 'payments.link', 'ticket_payments'] });
  expect(both.can).toEqual(['link', 'payTicket']);
  expect([...both.can, ...both.cannot].toSorted()).toEqual([...abilities].toSorted());
});

test('what a credential adds is seen at once', () => {
  expect(abilitiesOf({ capabilities: ['tickets'] }).can).toEqual(['lookup']);
  expect(abilitiesOf({ capabilities: ['tickets', 'tickets.scan', 'orders.refund', 'orders.create'] }).can).toEqual([
    'lookup',
    'scan',
    'sell',
    'refund',
  ]);
});
