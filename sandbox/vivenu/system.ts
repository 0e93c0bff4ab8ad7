import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { World } from '../control/world.ts';
import { bindFaults, type Reach } from '../fault-hooks.ts';
import { bindRequestLog } from '../request-log.ts';
import { bindVivenuApi } from './api.ts';
import type { Vivenu, VivenuSettings } from './context.ts';
import { VIVENU_FAULT_REPLIES } from './errors.ts';
import { eventRoutes } from './events.ts';
import { keyRoutes } from './keys.ts';
import { createOutbox } from './outbox.ts';
import { openVivenuStore, type VivenuPlan } from './store/store.ts';
import { ticketRoutes } from './tickets.ts';
import { transactionRoutes } from './transactions.ts';

export interface VivenuOptions {
  readonly file: string;
  readonly plan: VivenuPlan;
  readonly settings: Partial<VivenuSettings>;
  /** 0 takes a free one. */
  readonly port: number;
}

/** The running system, as the composition and the control plane hold it. */
export interface VivenuSystem {
  readonly ctx: Vivenu;
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
  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  bindRequestLog(app, world.log, clock, 'vivenu', REACH.isApi);
  bindFaults(app, world.faults, world.cable, clock.now, REACH);
  bindVivenuApi(app, ctx, [...transactionRoutes(ctx), ...eventRoutes(ctx), ...ticketRoutes(ctx), ...keyRoutes(ctx)]);
  // Any public host answers this; a client may ask it whether the host is there.
  app.get('/robots.txt', (_request, reply) => reply.type('text/plain').send('User-agent: *\nDisallow:\n'));
  app.addHook('onClose', async () => store.close());
  await app.listen({ host: '127.0.0.1', port: options.port });
  return {
    ctx,
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    reset: (seed, nowMs, tickets = store.plan().tickets) => store.reset({ seed, tickets }, nowMs),
    close: () => app.close(),
  };
}
