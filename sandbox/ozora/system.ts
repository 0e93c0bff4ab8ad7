import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';
import type { World } from '../control/world.ts';
import { bindFaults, type FaultReplies, type Reach } from '../fault-hooks.ts';
import { bindRequestLog } from '../request-log.ts';
import { bindOperations } from './api.ts';
import type { Ozora, OzoraSettings } from './context.ts';
import { INSIDE } from './inside.ts';
import { bindResultPage } from './pages/result-page.ts';
import { bindSimplePayPage } from './pages/simplepay-page.ts';
import { bindStripePage } from './pages/stripe-page.ts';
import type { OzoraPaths } from './paths.ts';
import { optionRoutes } from './payment-options.ts';
import { createSender, type Sender } from './sender.ts';
import { simplePayRoutes } from './simplepay/service.ts';
import { startRoutes } from './start.ts';
import { openOzoraStore } from './store.ts';
import { stripeRoutes } from './stripe/service.ts';
import { runTimers } from './timers.ts';
import { transactionRoutes } from './transactions.ts';

export interface OzoraOptions {
  readonly file: string;
  readonly seed: number;
  readonly paths: OzoraPaths;
  readonly settings: Partial<OzoraSettings>;
  /** 0 takes a free one. */
  readonly port: number;
}

/** The running system, as the composition and the control plane hold it. */
export interface OzoraSystem {
  readonly ctx: Ozora;
  readonly sender: Sender;
  readonly origin: string;
  close(): Promise<void>;
}

export const OZORA_SETTINGS: OzoraSettings = {
  autoIpnMs: 2000,
  autoWebhookMs: 1000,
  expireMinutes: 30,
  threeDs: true,
  stripeDecline: 'pending',
  webhookOrder: 'alternate',
  webhookRepeat: 1,
  firstTransaction: 1,
};

function createOzora(clock: Clock, options: OzoraOptions, origin: () => string): Ozora {
  return {
    store: openOzoraStore(options.file, options.seed, clock.now()),
    clock,
    paths: options.paths,
    settings: { ...OZORA_SETTINGS, ...options.settings },
    refusals: { SIMPLE: 0, 'STRIPE-INTENTS': 0 },
    inside: randomBytes(18).toString('base64url'),
    origin,
  };
}

/** What strain sounds like here; nothing of it is documented. */
const FAULT_REPLIES: FaultReplies = {
  tooMany: '{"message":"Too many requests"}',
  serverError: '{"message":"Internal server error"}',
  tooManyHeaders: (seconds) => ({ 'retry-after': String(seconds) }),
};

/** The API's paths, and who has no cable to the laptop: the providers' servers and the guest's phone. */
function reachOf(ctx: Ozora): Reach {
  const paths = new Set(Object.values(ctx.paths));
  return {
    ...{ system: 'ozora', replies: FAULT_REPLIES },
    isApi: (url) => {
      const path = url.split('?', 1)[0] ?? '';
      return paths.has(path) || path.startsWith('/payments/');
    },
    isInside: (request) => request.headers[INSIDE] === ctx.inside,
  };
}

/** O1–O8 of platform-spec, both providers and their pages; timers run until the server closes. */
function bindOzora(app: FastifyInstance, ctx: Ozora): Sender {
  const sender = createSender(ctx);
  app.addHook('onRequest', async () => runTimers(ctx));
  bindOperations(app, [
    ...transactionRoutes(ctx),
    ...optionRoutes(ctx),
    ...startRoutes(ctx),
    ...simplePayRoutes(ctx),
    ...stripeRoutes(ctx),
  ]);
  bindSimplePayPage(app, ctx);
  bindStripePage(app, ctx);
  bindResultPage(app, ctx);
  // Any public host answers this; a client may ask it whether the host is there.
  app.get('/robots.txt', (_request, reply) => reply.type('text/plain').send('User-agent: *\nDisallow:\n'));
  const timer = setInterval(() => {
    runTimers(ctx);
    sender.sendDue();
  }, 250);
  timer.unref();
  app.addHook('preClose', async () => {
    clearInterval(timer);
    await sender.close();
  });
  app.addHook('onClose', async () => ctx.store.close());
  return sender;
}

/** Serves O.Z.O.R.A. on its own loopback port, with the faults, cable and log of the whole sandbox. */
export async function serveOzora(world: World, options: OzoraOptions): Promise<OzoraSystem> {
  let origin = '';
  const ctx = createOzora(world.clock, options, () => origin);
  const app = fastify({ forceCloseConnections: true });
  const reach = reachOf(ctx);
  bindRequestLog(app, world.log, world.clock, 'ozora', reach.isApi);
  bindFaults(app, world.faults, world.cable, world.clock.now, reach);
  const sender = bindOzora(app, ctx);
  await app.listen({ host: '127.0.0.1', port: options.port });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return { ctx, sender, origin, close: () => app.close() };
}
