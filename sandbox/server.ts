import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { createClock } from './clock.ts';
import { bookRoutes } from './control/books.ts';
import { bindControl } from './control/control.ts';
import { ozoraRoutes } from './control/ozora.ts';
import { type ResetOther, ticRoutes } from './control/tic.ts';
import { vivenuRoutes } from './control/vivenu.ts';
import { worldRoutes } from './control/world.ts';
import { bindFaults, createCable } from './fault-hooks.ts';
import { createFaults } from './faults.ts';
import type { OzoraSettings } from './ozora/context.ts';
import { pathsWith } from './ozora/paths.ts';
import { serveOzora } from './ozora/system.ts';
import { bindRequestLog, createRequestLog } from './request-log.ts';
import { isUsable } from './ticrs/store/limits.ts';
import { bindTicRs, createTicRs } from './ticrs/system.ts';
import type { VivenuSettings } from './vivenu/context.ts';
import { usableTickets } from './vivenu/store/store.ts';
import { serveVivenu } from './vivenu/system.ts';

export interface SandboxOptions {
  /** 0 (default) takes a free port. */
  readonly port?: number | undefined;
  /** Tickets to generate, 200 to 1,000,000; 5,000 by default. */
  readonly tickets?: number | undefined;
  readonly seed?: number | undefined;
  /** SQLite file, kept and used again while seed and size stay the same; memory by default. */
  readonly db?: string | undefined;
  /** Token of the control plane; null leaves the control plane off, absent makes one up. */
  readonly controlToken?: string | null | undefined;
  /** Start of the sandbox's clock, ISO 8601 or epoch ms; the machine's time by default. */
  readonly now?: string | number | undefined;
  /** A clock that stands still until the control plane moves it. */
  readonly frozen?: boolean | undefined;
  /** Requests a minute and key; null turns all limits off. 60 by default. */
  readonly rateLimit?: number | null | undefined;
  /** Sandbox ms until the platform approves a refund by itself; 0: by the control plane only. 20 s by default. */
  readonly autoApproveMs?: number | undefined;
  /** Sandbox ms from approval to the money's return; 10 s by default. */
  readonly autoSettleMs?: number | undefined;
  /** Minutes until an unpaid order expires; 0: never. 30 by default. */
  readonly expireMinutes?: number | undefined;
  readonly cancelOnFullRefund?: boolean | undefined;
  readonly rejectedStatus?: 'pending' | 'failed' | undefined;
  /** Port of vivenu; 0 (default) takes a free one. */
  readonly vivenuPort?: number | undefined;
  /** Tickets to generate there, 200 to 500,000; 1,500 by default. */
  readonly vivenuTickets?: number | undefined;
  readonly vivenu?: Partial<VivenuSettings> | undefined;
  /** Where vivenu sends all its webhooks, signed with the demo's key; more listeners may be added over its API. */
  readonly vivenuWebhook?: string | undefined;
  /** Port of O.Z.O.R.A.; 0 (default) takes a free one. */
  readonly ozoraPort?: number | undefined;
  /** Paths of O.Z.O.R.A. operations that differ from platform-spec 3.2. */
  readonly ozoraPaths?: Readonly<Record<string, string>> | undefined;
  readonly ozora?: Partial<OzoraSettings> | undefined;
}

export interface Sandbox {
  /** Origin of tic.rs, `http://127.0.0.1:PORT`. */
  readonly ticrs: string;
  /** Origin of vivenu; its scan service is under `/portier/api`. */
  readonly vivenu: string;
  /** Origin of O.Z.O.R.A. Payments and of its payment pages. */
  readonly ozora: string;
  /** Base of the control plane. */
  readonly control: string;
  /** Empty when the control plane is off. */
  readonly controlToken: string;
  close(): Promise<void>;
}

/**
 * Starts the sandbox on the loopback interface and resolves when it answers.
 * @throws RangeError on a size that cannot be made, or a time that is none; the listen error if the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const tickets = options.tickets ?? 5000;
  if (!isUsable(tickets)) throw new RangeError('tickets must be 200 to 1,000,000');
  const vivenuTickets = options.vivenuTickets ?? 1500;
  if (!usableTickets(vivenuTickets)) throw new RangeError('vivenu-tickets must be 200 to 500,000');
  const start = typeof options.now === 'string' ? Date.parse(options.now) : options.now;
  if (start !== undefined && Number.isNaN(start)) throw new RangeError('now must be an ISO 8601 time');
  const clock = createClock(start, options.frozen ?? false);
  const world = { clock, faults: createFaults(), cable: createCable(), log: createRequestLog() };
  let origin = '';
  const ticrs = createTicRs(
    clock,
    {
      file: options.db ?? ':memory:',
      plan: { seed: options.seed ?? 1, tickets },
      rateLimit: options.rateLimit === undefined ? 60 : (options.rateLimit ?? undefined),
      settings: {
        autoApproveMs: options.autoApproveMs ?? 20_000,
        autoSettleMs: options.autoSettleMs ?? 10_000,
        expireMinutes: options.expireMinutes ?? 30,
        cancelOnFullRefund: options.cancelOnFullRefund ?? true,
        rejectedStatus: options.rejectedStatus ?? 'pending',
      },
    },
    () => origin,
  );

  const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  bindRequestLog(app, world.log, clock, 'ticrs');
  bindFaults(app, world.faults, world.cable, clock.now);
  bindTicRs(app, ticrs);
  const token = options.controlToken === undefined ? randomBytes(18).toString('base64url') : options.controlToken;
  const ozora = await serveOzora(world, {
    ...{ port: options.ozoraPort ?? 0, paths: pathsWith(options.ozoraPaths ?? {}), settings: options.ozora ?? {} },
    ...{ file: options.db ? `${options.db}.ozora` : ':memory:', seed: options.seed ?? 1 },
  });
  app.addHook('onClose', () => ozora.close());
  const vivenu = await serveVivenu(world, {
    ...{ port: options.vivenuPort ?? 0, settings: options.vivenu ?? {}, webhook: options.vivenuWebhook },
    file: options.db ? `${options.db}.vivenu` : ':memory:',
    plan: { seed: options.seed ?? 1, tickets: vivenuTickets },
  });
  app.addHook('onClose', () => vivenu.close());
  const others: ResetOther[] = [
    (seed, now) => ozora.ctx.store.reset(seed, now),
    (seed, now) => vivenu.reset(seed, now),
  ];
  const routes = [...worldRoutes(world), ...ticRoutes(ticrs, others), ...bookRoutes(ticrs, world)];
  if (token) bindControl(app, token, [...routes, ...vivenuRoutes(vivenu), ...ozoraRoutes(ozora)]);
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    ...{
      ticrs: origin,
      vivenu: vivenu.origin,
      ozora: ozora.origin,
      control: `${origin}/_sandbox`,
      controlToken: token ?? '',
    },
    close: () => app.close(),
  };
}
