import { type Call, type Fields, fieldsOf, integerField, type Route, textField } from './call.ts';
import type { Ozora } from './context.ts';
import { badRequest, notFound, OzoraError } from './errors.ts';
import { moveTo } from './lifecycle.ts';
import { minorOf } from './money.ts';
import { optionsFor, type PaymentOption } from './payment-options.ts';
import type { Processor, TicketRow } from './rows.ts';
import { startSimplePay } from './simplepay/provider.ts';
import { startStripe } from './stripe/provider.ts';
import { findTicket, isPaid } from './transactions.ts';

/** Fee types and processors contain hyphens themselves (platform-spec 3.2, O4). */
const CODE = /^(.+)-(HUF|EUR)-(SIMPLE|STRIPE-INTENTS)$/;

const BILLING = ['name', 'address', 'city', 'country', 'postcode', 'vat'].map((part) => `billing_${part}`);

function billingOf(fields: Fields): Record<string, string> {
  const { metas } = fields;
  if (metas === undefined || metas === null) return {};
  if (typeof metas !== 'object' || Array.isArray(metas)) throw badRequest('metas must be an object');
  const billing: Record<string, string> = {};
  for (const name of BILLING) {
    const value = (metas as Fields)[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') throw badRequest(`metas.${name} must be a string`);
    billing[name] = value;
  }
  return billing;
}

/** Stores the transaction; it is kept also when the provider refuses. */
function addTransaction(ctx: Ozora, ticket: TicketRow, option: PaymentOption, billing: object): number {
  const minor = minorOf(option.amount, option.currency) ?? 0;
  const { lastInsertRowid } = ctx.store
    .sql(`INSERT INTO transactions VALUES (
      (SELECT max(?, coalesce(max(seq), 0) + 1) FROM sqlite_sequence WHERE name = 'transactions'), ?, ?, ?, 'ticket', ?, ?, ?, 'created', NULL, NULL, ?, ?, 'api')`)
    .run(
      ...[
        ctx.settings.firstTransaction,
        Math.floor(ctx.clock.now() / 1000) * 1000,
        ticket.id,
        ticket.id_account,
        option.currency,
        minor,
      ],
      ...[option.payment_mode, option.code, JSON.stringify(billing)],
    );
  return Number(lastInsertRowid);
}

function start(ctx: Ozora, call: Call) {
  const fields = fieldsOf(call);
  const ticketId = integerField(fields, 'ticket_id');
  const code = textField(fields, 'code');
  const billing = billingOf(fields);
  const processor = CODE.exec(code)?.[3] as Processor | undefined;
  if (!processor) throw badRequest('code must be {FEE_TYPE}-{CURRENCY}-{PROCESSOR}');
  const ticket = findTicket(ctx, ticketId);
  if (!ticket) throw notFound('Ticket not found');
  // Only a paid ticket is refused: a second attempt beside a pending one is let through (O-5).
  if (isPaid(ctx, ticketId)) throw new OzoraError(409, 'The ticket is already paid');
  const options = optionsFor(ticket.status, JSON.parse(ticket.template), JSON.parse(ticket.metas));
  const option = options.find((one) => one.code === code);
  if (!option) throw badRequest('This payment option is not available for the ticket');

  const id = addTransaction(ctx, ticket, option, billing);
  if (ctx.refusals[processor] > 0) {
    ctx.refusals[processor]--;
    moveTo(ctx, id, 'failed');
    throw new OzoraError(502, 'The payment provider refused the payment');
  }
  const next = processor === 'SIMPLE' ? startSimplePay(ctx, id) : startStripe(ctx, id);
  moveTo(ctx, id, 'pending');
  if (ctx.settings.expireMinutes > 0) {
    const due = ctx.clock.now() + ctx.settings.expireMinutes * 60_000;
    ctx.store.sql('INSERT INTO timers VALUES (?, ?)').run(id, due);
  }
  return { ...next, transaction_id: id };
}

/** O4: start a payment; public. */
export function startRoutes(ctx: Ozora): Route[] {
  return [{ path: ctx.paths.start, methods: ['POST'], handle: (call) => ({ body: start(ctx, call) }) }];
}
