import { actOf } from '../../shared/domain/act-of.ts';
import type { Attempt, Deed, QueueEntry, Refund, Sale } from '../../shared/domain/acts.ts';
import { kindOf } from '../../shared/domain/history.ts';
import { type Money, minorDigits } from '../../shared/money.ts';
import { isoInZone } from '../../shared/time.ts';
import { harmless } from './csv.ts';

/** What an export knows of an act's account, also of one that was removed. */
export interface AccountName {
  readonly label: string;
  readonly system: string;
}

/**
 * The columns of an export. Their names and the words in them are the same in every language of the screens, so that a sheet or a program that
 * was made for them once goes on working (docs/operators.md explains each).
 */
export const historyColumns = [
  'time',
  'local_time',
  'kind',
  'state',
  'settled_by',
  'account',
  'system',
  'reference',
  'order_number',
  'order_id',
  'guest',
  'email',
  'phone',
  'items',
  'amount',
  'currency',
  'tender',
  'payment_state',
  'cash_noted',
  'cash_currency',
  'made_by',
  'times_sent',
  'last_change',
  'story',
  'act_id',
] as const;

type Column = (typeof historyColumns)[number];

/** One act as the cells of its row, in the order of `historyColumns`; its times are told in the given zone. */
export function historyCells(entry: QueueEntry, account: AccountName, zone: string): readonly string[] {
  const row: Row = { ...common(entry, account, zone), ...ofKind(entry), kind: kindOf(entry) };
  return historyColumns.map((column) => row[column] ?? '');
}

type Row = Partial<Record<Column, string>>;

function common(entry: QueueEntry, account: AccountName, zone: string): Row {
  const act = actOf(entry);
  const last = act.attempts.at(-1);
  return {
    time: isoInZone(act.createdAtMs, zone),
    local_time: isoInZone(act.createdAtMs, zone).slice(0, 19).replace('T', ' '),
    state: act.queueState,
    settled_by: settledBy(act),
    account: harmless(account.label),
    system: account.system,
    made_by: harmless(act.by),
    times_sent: String(act.attempts.filter(({ outcome }) => outcome === 'sent').length),
    last_change: last ? isoInZone(last.at, zone) : '',
    story: act.attempts.map((attempt) => told(attempt, zone)).join(' | '),
    act_id: act.id,
  };
}

function ofKind(entry: QueueEntry): Row {
  switch (entry.kind) {
    case 'sale':
      return ofSale(entry.sale);
    case 'refund':
      return ofRefund(entry.refund);
    case 'deed':
      return ofDeed(entry.deed);
  }
}

function ofSale(sale: Sale): Row {
  return {
    reference: sale.reference,
    order_number: harmless(sale.orderNumber ?? ''),
    order_id: harmless(sale.orderId ?? ''),
    guest: harmless(sale.customer.name),
    email: harmless(sale.customer.email),
    phone: harmless(sale.customer.phone),
    items: harmless(sale.items.map(({ quantity, name }) => `${quantity} x ${name}`).join('; ')),
    ...moneyCells(sale.total, 'amount', 'currency'),
    tender: sale.tender,
    payment_state: sale.payState,
    ...(sale.cashNoted ? moneyCells(sale.cashNoted, 'cash_noted', 'cash_currency') : {}),
  };
}

function ofRefund(refund: Refund): Row {
  return {
    order_number: harmless(refund.orderNumber),
    order_id: harmless(refund.target.orderId),
    guest: harmless(refund.guest),
    ...moneyCells(refund.amount, 'amount', 'currency'),
  };
}

function ofDeed({ orderNumber, orderId, guest, email, amount }: Deed): Row {
  return {
    order_number: harmless(orderNumber),
    order_id: harmless(orderId),
    guest: harmless(guest),
    email: harmless(email ?? ''),
    ...(amount === null ? {} : { ...moneyCells(amount, 'amount', 'currency'), tender: 'cash' }),
  };
}

/** Who or what ended it: the platform's answer, looking for it on the platform, or a person; empty while it is open. */
function settledBy({ queueState, attempts }: Sale | Refund | Deed): string {
  if (queueState === 'rejected') return 'answer';
  if (queueState === 'cancelled') return 'person';
  if (queueState !== 'confirmed') return '';
  const end = attempts.findLast(({ outcome }) => ends.has(outcome))?.outcome;
  return end === 'reconciled' ? 'looking' : end === 'chosen' ? 'person' : 'answer';
}

const ends: ReadonlySet<Attempt['outcome']> = new Set(['confirmed', 'reconciled', 'chosen']);

function told({ at, outcome, note }: Attempt, zone: string): string {
  return `${isoInZone(at, zone)} ${outcome}${note === '' ? '' : ` (${note})`}`;
}

/** The full decimal in major units, always with all its digits: `150.00`. A number needs no guard against formulas. */
function moneyCells(money: Money, amount: Column, currency: Column): Row {
  const digits = minorDigits(money.currency);
  const text = String(Math.abs(money.minor)).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return { [amount]: `${money.minor < 0 ? '-' : ''}${decimal}`, [currency]: money.currency };
}
