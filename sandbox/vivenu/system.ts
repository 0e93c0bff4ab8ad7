import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { World } from '../control/world.ts';
import { bindFaults, type Reach } from '../fault-hooks.ts';
import { bindRequestLog } from '../request-log.ts';
import { accessUserRoutes } from './access-users.ts';
import { bindVivenuApi } from './api.ts';
import type { Route } from './call.ts';
import { expireCheckouts } from './checkout-store.ts';
import { checkoutRoutes } from './checkouts.ts';
import type { Vivenu, VivenuSettings } from './context.ts';
import { customerRoutes } from './customers.ts';
import { SELLER } from './data/catalogue.ts';
import { doorRoutes } from './doors.ts';
import { VIVENU_FAULT_REPLIES } from './errors.ts';
import { eventRoutes } from './events.ts';
import { freeTicketRoutes } from './free-tickets.ts';
import { keyRoutes } from './keys.ts';
import { moneyRoutes } from './money-books.ts';
import { createOutbox } from './outbox.ts';
import { portierRoutes } from './portier.ts';
import { posRoutes } from './pos.ts';
import { openVivenuStore, type VivenuPlan } from './store/store.ts';
import { ticketRoutes } from './tickets.ts';
import { transactionMoveRoutes } from './transaction-moves.ts';
import { transactionRoutes } from './transactions.ts';
import { createWebhookSender, type WebhookSender } from './webhook-sender.ts';
import { addListener, webhookRoutes } from './webhooks.ts';

export interface VivenuOptions {
  readonly file: string;
  readonly plan: VivenuPlan;
  readonly settings: Partial<VivenuSettings>;
  /** 0 takes a free one. */
  readonly port: number;
  /** A listener for every type of webhook, with the demo's hmacKey. */
  readonly webhook?: string | undefined;
}

/** The running system, as the composition and the control plane hold it. */
export interface VivenuSystem {
  readonly ctx: Vivenu;
  readonly sender: WebhookSender;
  readonly origin: string;
  /** Makes the data anew; the size stays unless given. */
  reset(seed: number, nowMs: number, tickets?: number): void;
  close(): Promise<void>;
}

const SETTINGS: VivenuSettings = { internalPayment: 'LOCAL-RECEIVED', checkoutMinutes: 30 };

const REACH: Reach & { isApi: (url: string) => boolean } = {
  system: 'vivenu',
  replies: VIVENU_FAULT_REPLIES,
  isApi: (url) => url.startsWith('/api/') || url.startsWith('/portier/api/'),
};

/** Key of listeners that the sandbox itself adds (platform-spec 7.3). */
export const HMAC_KEY = 'sandbox-vivenu-key';

function routesOf(ctx: Vivenu): Route[] {
  return [
    ...[...transactionRoutes(ctx), ...transactionMoveRoutes(ctx), ...moneyRoutes(ctx)],
    ...[...eventRoutes(ctx), ...ticketRoutes(ctx), ...freeTicketRoutes(ctx), ...customerRoutes(ctx)],
    ...[...checkoutRoutes(ctx), ...posRoutes(ctx), ...keyRoutes(ctx), ...webhookRoutes(ctx)],
    ...[...doorRoutes(ctx), ...portierRoutes(ctx), ...accessUserRoutes(ctx)],
  ];
}

/** V1–V32 and VS1–VS8 of platform-spec on a port of their own; the scan service is under `/portier/api`. */
export async function serveVivenu(world: World, options: VivenuOptions): Promise<VivenuSystem> {
  const { clock } = world;
  const store = openVivenuStore(options.file, options.plan, clock.now());
  const ctx: Vivenu = {
    store,
    clock,
    outbox: createOutbox(store, clock),
    settings: { ...SETTINGS, ...options.settings },
  };
  const sender = createWebhookSender(ctx);
  const listen = () => {
    store.sql("DELETE FROM listeners WHERE json_extract(doc, '$.name') = 'sandbox'").run();
    const { webhook } = options;
    if (webhook)
      addListener(ctx, SELLER, { name: 'sandbox', enabled: true, url: webhook, events: {}, hmacKey: HMAC_KEY });
  };
  listen();

  const app = fastify({ forceCloseConnections: true, bodyLimit: 16 << 20, routerOptions: { maxParamLength: 500 } });
  bindRequestLog(app, world.log, clock, 'vivenu', REACH.isApi);
  bindFaults(app, world.faults, world.cable, clock.now, REACH);
  app.addHook('onRequest', async () => expireCheckouts(ctx));
  bindVivenuApi(app, ctx, routesOf(ctx));
  // Any public host answers this; a client may ask it whether the host is there.
  app.get('/robots.txt', (_request, reply) => reply.type('text/plain').send('User-agent: *\nDisallow:\n'));
  const timer = setInterval(() => {
    expireCheckouts(ctx);
    sender.run().catch((error: unknown) => process.stderr.write(`sandbox vivenu: ${String(error)}\n`));
  }, 250);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    sender.close();
    store.close();
  });
  await app.listen({ host: '127.0.0.1', port: options.port });
  return {
    ...{ ctx, sender },
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    reset: (seed, nowMs, tickets = store.plan().tickets) => {
      store.reset({ seed, tickets }, nowMs);
      listen();
    },
    close: () => app.close(),
  };
}
