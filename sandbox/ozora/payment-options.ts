import { callerOf } from './auth.ts';
import { type Call, fieldsOf, integerField, type Route, textField } from './call.ts';
import type { Ozora } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { major, minorOf } from './money.ts';
import { type Currency, PROCESSORS, type Processor } from './rows.ts';
import { findTicket, isPaid } from './transactions.ts';

export interface Meta {
  readonly keyword: string;
  readonly value: string;
}

export interface PaymentOption {
  readonly code: string;
  readonly title: string;
  readonly note: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly payment_mode: 'simplepay' | 'stripe';
}

const CURRENCIES: readonly Currency[] = ['HUF', 'EUR'];
/** Fee type of a transferred ticket's price, which stands in its metas [assumed: the document names only the metas]. */
const TRANSFER = 'TRANSFER-FEE';
const MODES: Readonly<Record<Processor, PaymentOption['payment_mode']>> = {
  SIMPLE: 'simplepay',
  'STRIPE-INTENTS': 'stripe',
};
const NOTES: Readonly<Record<Processor, string>> = {
  SIMPLE: 'By card on the SimplePay page',
  'STRIPE-INTENTS': 'By card with Stripe',
};

type Prices = Readonly<Record<string, unknown>>;
const record = (value: unknown): Prices =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Prices) : {};

function pricesOf(status: string, template: Prices, metas: readonly Meta[]): Prices {
  if (status === 'registered') return record(template['prices']);
  if (status !== 'transferred') return {};
  const meta = (keyword: string) => metas.find((one) => one.keyword === keyword)?.value;
  return { [TRANSFER]: { HUF: meta('transfer_price_huf'), EUR: meta('transfer_price_eur') } };
}

const titleOf = (fee: string) => `${fee.charAt(0)}${fee.slice(1).toLowerCase().replaceAll('-', ' ')}`;

/**
 * What may be paid for a ticket: each fee of its template (a transferred ticket: the price in its metas) in each
 * currency through each processor of the template [assumed shape, O2 of platform-spec]. A price that is none is left out.
 */
export function optionsFor(status: string, template: Prices, metas: readonly Meta[]): PaymentOption[] {
  const given = template['processors'];
  const processors = PROCESSORS.filter((one) => (Array.isArray(given) ? given.includes(one) : false));
  return Object.entries(pricesOf(status, template, metas)).flatMap(([fee, prices]) =>
    CURRENCIES.flatMap((currency) => {
      const minor = minorOf(record(prices)[currency], currency);
      if (minor === undefined) return [];
      return processors.map((processor) => ({
        code: `${fee}-${currency}-${processor}`,
        title: titleOf(fee),
        note: NOTES[processor],
        amount: major(minor, currency),
        currency,
        payment_mode: MODES[processor],
      }));
    }),
  );
}

function metasOf(value: unknown): Meta[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest('metas must be an array');
  return value.map((one: unknown) => {
    const { keyword, value: text } = record(one);
    if (typeof keyword !== 'string' || typeof text !== 'string') throw badRequest('metas must hold keyword and value');
    return { keyword, value: text };
  });
}

function answer(ctx: Ozora, call: Call) {
  callerOf(ctx, call.headers, ['service']);
  const fields = fieldsOf(call);
  const ticketId = integerField(fields, 'ticket_id');
  const status = textField(fields, 'ticket_status');
  const { template } = fields;
  if (typeof template !== 'object' || template === null || Array.isArray(template)) {
    throw badRequest('template must be an object');
  }
  const metas = metasOf(fields['metas']);
  const ticket = findTicket(ctx, ticketId);
  if (!ticket) throw notFound('Ticket not found');
  if (isPaid(ctx, ticketId)) return { payment_options: [] };
  // Stands for the tickets service, which a demo does not have: each ticket is judged by its own template. Status and metas are the caller's to tell.
  const judged = record(template)['own'] === true ? record(JSON.parse(ticket.template)) : record(template);
  return { payment_options: optionsFor(status, judged, metas) };
}

/** O2: payment options of a ticket, for services. */
export function optionRoutes(ctx: Ozora): Route[] {
  return [{ path: ctx.paths.options, methods: ['POST'], handle: (call) => ({ body: answer(ctx, call) }) }];
}
