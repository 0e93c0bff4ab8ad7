import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import { bindApi } from './api.ts';
import { authRoutes } from './auth.ts';
import { bindCheckout } from './checkout.ts';
import type { Settings, TicRs } from './context.ts';
import { runDueJobs } from './jobs.ts';
import { mediapartnerRoutes } from './mediapartner.ts';
import { orderRoutes } from './orders.ts';
import { organizerEventRoutes } from './organizer-events.ts';
import { createRateLimiter } from './rate-limit.ts';
import { refundRoutes } from './refunds.ts';
import { statisticsRoutes } from './statistics.ts';
import { statusRoutes } from './statuses.ts';
import { type DataPlan, openStore } from './store/store.ts';
import { ticketRoutes } from './tickets.ts';
import { transactionRoutes } from './transactions.ts';

export interface TicRsOptions {
  readonly file: string;
  readonly plan: DataPlan;
  /** Requests a minute; undefined turns the limits off. */
  readonly rateLimit: number | undefined;
  readonly settings: Settings;
}

/** Opens the data; the routes are bound to a server with `bindTicRs`. */
export function createTicRs(clock: Clock, options: TicRsOptions, origin: () => string): TicRs {
  const store = openStore(options.file, options.plan, clock.now());
  const limiter = createRateLimiter(clock, options.rateLimit);
  return { store, clock, limiter, settings: { ...options.settings }, origin };
}

/** T1–T16 of platform-spec and the payment page; timers run until the server closes. */
export function bindTicRs(app: FastifyInstance, ctx: TicRs): void {
  bindApi(app, ctx, [
    ...authRoutes(ctx),
    ...mediapartnerRoutes(ctx),
    ...statisticsRoutes(ctx),
    ...organizerEventRoutes(ctx),
    ...ticketRoutes(ctx),
    ...orderRoutes(ctx),
    ...transactionRoutes(ctx),
    ...refundRoutes(ctx),
    ...statusRoutes(),
  ]);
  bindCheckout(app, ctx);
  // Any public host answers this; a client may ask it whether the host is there, without spending its rate window.
  app.get('/robots.txt', (_request, reply) => reply.type('text/plain').send('User-agent: *\nDisallow:\n'));
  const timer = setInterval(() => runDueJobs(ctx), 250);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    ctx.store.close();
  });
}
