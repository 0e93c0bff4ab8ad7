import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../data/places.ts';
import { type CheckoutState, checkoutPage } from './checkout-page.ts';
import type { TicRs } from './context.ts';
import { approveOrder, declineOrder } from './order-lifecycle.ts';
import type { ItemRow, OrderRow } from './store/rows.ts';

type PageRequest = FastifyRequest<{ Params: { token: string }; Querystring: { lang?: string; failed?: string } }>;

const isLanguage = (value: string | undefined): value is Language => value === 'sr' || value === 'en' || value === 'ru';

/** The reader's choice, else the browser's first known language, else the order's. */
function languageFor(request: PageRequest, order: OrderRow | undefined): Language {
  if (isLanguage(request.query.lang)) return request.query.lang;
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const code = part.trim().slice(0, 2).toLowerCase();
    if (isLanguage(code)) return code;
  }
  return isLanguage(order?.language) ? order.language : 'ru';
}

function stateOf(order: OrderRow | undefined): CheckoutState {
  if (!order) return 'unknown';
  if (order.status_id === 1) return 'open';
  if (order.status_id === 6) return 'cart';
  if (order.status_id === 7) return order.closed === 'expired' ? 'expired' : 'cancelled';
  return 'paid';
}

function sendPage(reply: FastifyReply, status: number, html: string) {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(html);
}

/** The page behind `payment_url`: shows the order; its two buttons stand for the bank's answer. */
export function bindCheckout(app: FastifyInstance, ctx: TicRs): void {
  const find = (request: PageRequest) =>
    ctx.store.sql<OrderRow>('SELECT * FROM orders WHERE public_token = ?').get(request.params.token);

  const redirect = (request: PageRequest, reply: FastifyReply, order: OrderRow, failed: boolean) => {
    const target = failed ? order.fail_url : order.success_url;
    const back = `/checkout/${encodeURIComponent(order.public_token)}?lang=${languageFor(request, order)}`;
    return reply.redirect(target ?? (failed ? `${back}&failed=1` : back), 303);
  };

  app.get('/checkout/:token', (request: PageRequest, reply) => {
    const order = find(request);
    const language = languageFor(request, order);
    const state = stateOf(order);
    const items = ctx.store
      .sql<ItemRow>('SELECT * FROM order_items WHERE order_id = ? ORDER BY id')
      .all(order?.id ?? -1);
    const shown = state === 'open' && request.query.failed === '1' ? 'failed' : state;
    return sendPage(reply, order ? 200 : 404, checkoutPage(shown, language, request.params.token, order, items));
  });

  app.post('/checkout/:token/pay', (request: PageRequest, reply) => {
    const order = find(request);
    const language = languageFor(request, order);
    if (!order) return sendPage(reply, 404, checkoutPage('unknown', language, request.params.token));
    if (order.status_id === 1) {
      const device = /mobile|android|iphone/i.test(request.headers['user-agent'] ?? '') ? 'mobile' : 'desktop';
      approveOrder(ctx, order, { device, language, country: '' });
      return redirect(request, reply, order, false);
    }
    // Pressed twice, or too late: the page tells how things stand.
    return reply.redirect(`/checkout/${encodeURIComponent(order.public_token)}?lang=${language}`, 303);
  });

  app.post('/checkout/:token/decline', (request: PageRequest, reply) => {
    const order = find(request);
    const language = languageFor(request, order);
    if (!order) return sendPage(reply, 404, checkoutPage('unknown', language, request.params.token));
    if (order.status_id === 1) {
      declineOrder(ctx, order);
      return redirect(request, reply, order, true);
    }
    return reply.redirect(`/checkout/${encodeURIComponent(order.public_token)}?lang=${language}`, 303);
  });
}
