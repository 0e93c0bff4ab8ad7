import type { Ozora, OzoraSettings } from '../ozora/context.ts';
import { FULL_PRIVS, issueToken } from '../ozora/jwt.ts';
import { confirmAddress } from '../ozora/pages/stripe-page.ts';
import { Conflict } from '../ozora/payments.ts';
import type { DeliveryRow, PaymentRow, TicketRow, TransactionRow } from '../ozora/rows.ts';
import type { OzoraSystem } from '../ozora/system.ts';
import { findTransaction, isPaid, transactionOut } from '../ozora/transactions.ts';
import { type ControlCall, ControlError, type ControlRoute, integer } from './control.ts';
import { OZORA_MOVES } from './ozora-moves.ts';

function token(ctx: Ozora, { body }: ControlCall) {
  const type = body['type'] ?? 'user';
  if (type !== 'user' && type !== 'service') throw new ControlError(400, 'type must be user or service');
  const privs = body['privs'] ?? FULL_PRIVS;
  if (typeof privs !== 'object' || privs === null || Array.isArray(privs)) {
    throw new ControlError(400, 'privs must be an object');
  }
  const iat = Math.floor(ctx.clock.now() / 1000);
  const exp = iat + integer(body, 'expires_s', 8 * 3600);
  const sub = typeof body['sub'] === 'string' ? body['sub'] : undefined;
  return { token: issueToken(type, privs as Record<string, unknown>, { iat, exp }, sub), type, expires_at: exp };
}

async function move(system: OzoraSystem, { params, body }: ControlCall) {
  const { ctx } = system;
  const id = Number(params['id']);
  const row = findTransaction(ctx, id);
  const act = OZORA_MOVES[params['move'] ?? ''];
  if (!row || !act) throw new ControlError(404, row ? 'no such move' : 'no such transaction');
  try {
    const more = (await act(system, row, body)) ?? {};
    const after = findTransaction(ctx, id) ?? row;
    return { id, status: after.status, document_no: after.document_no, ...more };
  } catch (error) {
    if (error instanceof Conflict) throw new ControlError(409, error.message);
    throw error;
  }
}

/** Names on the control plane, and where they are kept. */
const NUMBERS = [
  ['auto_ipn_ms', 'autoIpnMs'],
  ['auto_webhook_ms', 'autoWebhookMs'],
  ['expire_minutes', 'expireMinutes'],
  ['webhook_repeat', 'webhookRepeat'],
] as const;
const DECLINES: readonly OzoraSettings['stripeDecline'][] = ['pending', 'failed'];
const ORDERS: readonly OzoraSettings['webhookOrder'][] = ['alternate', 'intent-first', 'charge-first'];

function settings({ settings: kept }: Ozora, { body }: ControlCall) {
  for (const [name, key] of NUMBERS) kept[key] = integer(body, name, kept[key]);
  const chosen = <T>(name: string, list: readonly T[], present: T): T => {
    if (body[name] === undefined) return present;
    const value = list.find((one) => one === body[name]);
    if (value === undefined) throw new ControlError(400, `${name} must be one of ${list.join(', ')}`);
    return value;
  };
  kept.threeDs = chosen('three_ds', [true, false], kept.threeDs);
  kept.stripeDecline = chosen('stripe_decline', DECLINES, kept.stripeDecline);
  kept.webhookOrder = chosen('webhook_order', ORDERS, kept.webhookOrder);
  return { ...kept };
}

function refuse(ctx: Ozora, { body }: ControlCall) {
  const processor = body['processor'] ?? 'SIMPLE';
  if (processor !== 'SIMPLE' && processor !== 'STRIPE-INTENTS') throw new ControlError(400, 'processor is unknown');
  ctx.refusals[processor] = integer(body, 'count', 1);
  return { ...ctx.refusals };
}

function paging({ query }: ControlCall) {
  const whole = (name: string, fallback: number, max: number) => {
    const value = Math.floor(Number(query.get(name) ?? fallback));
    return Number.isFinite(value) && value >= 1 ? Math.min(max, value) : fallback;
  };
  return { page: whole('page', 1, 1e9), perPage: whole('per_page', 100, 1000) };
}

/** Transactions with what the provider knows, newest first; `origin=api`: only those started over HTTP. */
function books(ctx: Ozora, call: ControlCall) {
  const { page, perPage } = paging(call);
  const { sql } = ctx.store;
  const where = call.query.get('origin') === 'api' ? "WHERE t.origin = 'api'" : '';
  const rows = sql<TransactionRow & Pick<PaymentRow, 'reference' | 'secret' | 'paid_ms'> & { at_provider: string }>(
    `SELECT t.*, p.status AS at_provider, p.reference, p.secret, p.paid_ms FROM transactions t
     LEFT JOIN payments p ON p.transaction_id = t.id ${where} ORDER BY t.id DESC LIMIT ? OFFSET ?`,
  ).all(perPage, (page - 1) * perPage);
  const messages = sql<{ kind: string; n: number }>(
    'SELECT kind, COUNT(*) AS n FROM messages WHERE transaction_id = ? GROUP BY kind',
  );
  const data = rows.map((row) => ({
    ...transactionOut(row),
    ...{ created_ms: row.created_ms, code: row.code, billing: JSON.parse(row.billing), origin: row.origin },
    ...{ provider_status: row.at_provider, reference: row.reference },
    paid_at: row.paid_ms === null ? null : new Date(row.paid_ms).toISOString(),
    page: row.payment_mode === 'simplepay' ? `${ctx.origin()}/simplepay/pay/${row.secret}` : stripePage(ctx, row),
    messages: Object.fromEntries(messages.all(row.id).map(({ kind, n }) => [kind, n])),
  }));
  const counts = sql<{ status: string; n: number }>(
    `SELECT t.status, COUNT(*) AS n FROM transactions t ${where} GROUP BY t.status ORDER BY t.status`,
  ).all();
  const total = counts.reduce((sum, { n }) => sum + n, 0);
  const byStatus = Object.fromEntries(counts.map(({ status, n }) => [status, n]));
  return { data, total, by_status: byStatus, page, per_page: perPage };
}

const stripePage = (ctx: Ozora, row: Pick<PaymentRow, 'reference' | 'secret'>) =>
  `${ctx.origin()}${confirmAddress(row)}`;

/** Tickets as the tickets service knows them: what O2 wants to be given. */
function tickets(ctx: Ozora, call: ControlCall) {
  const { page, perPage } = paging(call);
  const rows = ctx.store.sql<TicketRow>('SELECT * FROM tickets ORDER BY id LIMIT ? OFFSET ?');
  const data = rows.all(perPage, (page - 1) * perPage).map((row) => ({
    ...{ ...row, template: JSON.parse(row.template), metas: JSON.parse(row.metas) },
    paid: isPaid(ctx, row.id),
  }));
  const total = ctx.store.sql<{ n: number }>('SELECT COUNT(*) AS n FROM tickets').get()?.n ?? 0;
  return { data, total, page, per_page: perPage };
}

/** IPNs and webhooks, sent or waiting. */
function outbox(ctx: Ozora, { query }: ControlCall) {
  const id = query.get('transaction_id');
  const rows = ctx.store
    .sql<DeliveryRow>('SELECT * FROM deliveries WHERE ?1 IS NULL OR transaction_id = ?1 ORDER BY id')
    .all({ 1: id === null ? null : Number(id) });
  const data = rows.map(({ due_ms, answered, body, ...row }) => ({
    ...row,
    ...{ answered: answered === 1, due_at: due_ms === null ? null : new Date(due_ms).toISOString() },
    body: JSON.parse(body) as unknown,
  }));
  return { data };
}

/** What only the providers, the guest or the tickets service do on O.Z.O.R.A., and its books. */
export function ozoraRoutes(system: OzoraSystem): ControlRoute[] {
  const { ctx } = system;
  return [
    ['POST', '/ozora/token', (call) => token(ctx, call)],
    ['POST', '/ozora/transactions/:id/:move', (call) => move(system, call)],
    ['POST', '/ozora/settings', (call) => settings(ctx, call)],
    ['POST', '/ozora/refuse', (call) => refuse(ctx, call)],
    ['GET', '/ozora/books', (call) => books(ctx, call)],
    ['GET', '/ozora/tickets', (call) => tickets(ctx, call)],
    ['GET', '/ozora/outbox', (call) => outbox(ctx, call)],
  ];
}
