import type { Capability } from '../../../shared/domain/accounts.ts';
import type { Platform } from '../platform.ts';

/** Every ability in the order in which a door meets it, in words. */
const words: Readonly<Record<Capability, string>> = {
  tickets: 'Tickets pulled and found offline',
  'tickets.since': 'Only changed tickets are asked for',
  'tickets.scan': 'Codes scanned, admissions shared (with an access-user token)',
  orders: 'Orders listed',
  'orders.since': 'Only changed orders are asked for',
  'orders.search': 'Orders searched online',
  'orders.create': 'Sold at the door',
  'payments.link': 'Paid through a link (QR)',
  'payments.cash': 'Paid in cash at the till',
  'payments.terminal': 'Paid at the card terminal',
  payments: 'Payments listed',
  'orders.cancel': 'Order cancelled',
  'orders.refund': 'Order refunded',
  'payments.refund': 'Single payment refunded',
  'orders.cancel_items': 'Single items cancelled',
  refunds: 'Refund requests followed',
  'orders.complete': 'Open order completed',
  'orders.mark_paid': 'Order marked as paid in cash',
  'orders.mail': 'Tickets mailed again',
  'orders.invite': 'Invitation mailed (with a user login)',
  'catalogue.import': 'Catalogue imported',
  'catalogue.imported_only': 'Only what its calendar holds is sold',
  statistics: 'Statistics',
  ticket_payments: 'Payment for a ticket that exists',
  'ticket_payments.options': 'Ways to pay listed (with a service token)',
  'ticket_payments.ids': 'Paid tickets pulled in the background (with a service token)',
};

/** Abilities that depend on a credential that an account need not have. */
const optional: Readonly<Partial<Record<Capability, readonly Platform['system'][]>>> = {
  'tickets.scan': ['vivenu'],
  'orders.invite': ['vivenu'],
};

const names: Readonly<Record<Platform['system'], string>> = {
  ticrs: 'tic.rs',
  vivenu: 'vivenu',
  ozora: 'O.Z.O.R.A. Payments',
};

/** The table of the README: system × ability, "yes" or a dash for "not offered by the system". */
export function capabilityTable(platforms: readonly Platform[]): string {
  const head = `| | ${platforms.map((platform) => names[platform.system]).join(' | ')} |`;
  const rule = `|---|${platforms.map(() => '---').join('|')}|`;
  const rows = (Object.keys(words) as Capability[]).map((capability) => {
    const cells = platforms.map((platform) => {
      const offered = platform.capabilities.has(capability) || optional[capability]?.includes(platform.system);
      return offered ? 'yes' : '–';
    });
    return `| ${words[capability]} | ${cells.join(' | ')} |`;
  });
  return [head, rule, ...rows].join('\n');
}
