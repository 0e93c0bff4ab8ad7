import type { TicRs } from '../ticrs/context.ts';
import {
  approveOrder,
  Conflict,
  completeOrder,
  declineOrder,
  expireOrder,
  shipOrder,
} from '../ticrs/order-lifecycle.ts';
import { addTickets, removeTickets } from '../ticrs/outside-sales.ts';
import { approveRefund, failRefund, rejectRefund, settleRefund } from '../ticrs/refund-lifecycle.ts';
import { isUsable } from '../ticrs/store/limits.ts';
import type { OrderRow, RefundRow } from '../ticrs/store/rows.ts';
import { type ControlCall, ControlError, type ControlRoute, integer } from './control.ts';

/** Makes another system's data anew with the same seed. */
export type ResetOther = (seed: number, nowMs: number) => void;

type OrderMove = (ctx: TicRs, order: OrderRow) => void;
type RefundMove = (ctx: TicRs, refund: RefundRow, body: ControlCall['body']) => void;

const ORDER_MOVES: Readonly<Record<string, OrderMove>> = {
  approve: (ctx, order) => approveOrder(ctx, order, { device: 'mobile', language: order.language, country: '' }),
  decline: declineOrder,
  expire: expireOrder,
  ship: shipOrder,
  complete: completeOrder,
};

const REFUND_MOVES: Readonly<Record<string, RefundMove>> = {
  approve: (ctx, refund) => approveRefund(ctx, refund),
  reject: (ctx, refund, body) =>
    rejectRefund(ctx, refund, typeof body['reason'] === 'string' ? body['reason'] : 'Rejected by the platform'),
  settle: (ctx, refund) => settleRefund(ctx, refund),
  'settle-fail': (ctx, refund) => failRefund(ctx, refund),
};

/** A forbidden move of the state machine is a 409. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Conflict) throw new ControlError(409, error.message);
    throw error;
  }
}

function moveOrder(ctx: TicRs, { params }: ControlCall) {
  const sql = 'SELECT * FROM orders WHERE signature = ?';
  const order = ctx.store.sql<OrderRow>(sql).get(params['signature']);
  const move = ORDER_MOVES[params['move'] ?? ''];
  if (!order || !move) throw new ControlError(404, order ? 'no such move' : 'no such order');
  guarded(() => move(ctx, order));
  return { signature: order.signature, status_id: ctx.store.sql<OrderRow>(sql).get(order.signature)?.status_id };
}

function moveRefund(ctx: TicRs, { params, body }: ControlCall) {
  const sql = 'SELECT * FROM refunds WHERE signature = ?';
  const refund = ctx.store.sql<RefundRow>(sql).get(params['signature']);
  const move = REFUND_MOVES[params['move'] ?? ''];
  if (!refund || !move) throw new ControlError(404, refund ? 'no such move' : 'no such refund request');
  guarded(() => move(ctx, refund, body));
  const { status, approval } = ctx.store.sql<RefundRow>(sql).get(refund.signature) ?? refund;
  return { signature: refund.signature, status, platform_approval_status: approval };
}

function reset(ctx: TicRs, { body }: ControlCall, others: readonly ResetOther[]) {
  const current = ctx.store.plan();
  const plan = { seed: integer(body, 'seed', current.seed), tickets: integer(body, 'tickets', current.tickets) };
  if (!isUsable(plan.tickets)) throw new ControlError(400, 'tickets must be 200 to 1,000,000');
  ctx.store.reset(plan, ctx.clock.now());
  for (const other of others) other(plan.seed, ctx.clock.now());
  ctx.limiter.clear();
  return plan;
}

function setKey(ctx: TicRs, { body }: ControlCall) {
  const { changes } = ctx.store.write(() =>
    ctx.store
      .sql('UPDATE api_keys SET active = ? WHERE key = ?')
      .run(body['active'] === true ? 1 : 0, String(body['key'])),
  );
  if (changes === 0) throw new ControlError(404, 'no such key');
  return { key: body['key'], active: body['active'] === true };
}

function setRateLimit(ctx: TicRs, { body }: ControlCall) {
  const { limit } = body;
  if (limit === 'off' || limit === null) ctx.limiter.setLimit(undefined);
  else ctx.limiter.setLimit(integer(body, 'limit'));
  return { limit: ctx.limiter.limit() ?? 'off' };
}

function remove(ctx: TicRs, { body }: ControlCall) {
  const from = body['from'] ?? 'newest';
  if (from !== 'newest' && from !== 'oldest' && from !== 'spread') throw new ControlError(400, 'from is unknown');
  return { tickets: removeTickets(ctx, integer(body, 'count'), from) };
}

/** What only the platform, a guest at the payment page, or another door does on tic.rs. */
export function ticRoutes(ctx: TicRs, others: readonly ResetOther[] = []): ControlRoute[] {
  return [
    ['POST', '/reset', (call) => reset(ctx, call, others)],
    ['POST', '/key', (call) => setKey(ctx, call)],
    ['POST', '/rate-limit', (call) => setRateLimit(ctx, call)],
    [
      'POST',
      '/tic/tickets/add',
      ({ body }) => {
        const uuid = typeof body['event_uuid'] === 'string' ? body['event_uuid'] : undefined;
        return { tickets: guarded(() => addTickets(ctx, integer(body, 'count'), uuid)) };
      },
    ],
    ['POST', '/tic/tickets/remove', (call) => remove(ctx, call)],
    ['POST', '/tic/orders/:signature/:move', (call) => moveOrder(ctx, call)],
    ['POST', '/tic/refunds/:signature/:move', (call) => moveRefund(ctx, call)],
  ];
}
