import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Fault, type Faults, spoil } from './faults.ts';

/** The cable: while it is out, every API connection is destroyed as soon as it speaks. */
export interface Cable {
  setOut(out: boolean): void;
  isOut(): boolean;
  /** How often it was pulled. */
  cuts(): number;
  /** Remembers a connection whose present request is one to an API. */
  carry(socket: Socket): void;
  /** Clients reuse connections: one that now speaks to the control plane or a payment page is spared. */
  release(socket: Socket): void;
}

export function createCable(): Cable {
  let out = false;
  let cuts = 0;
  const sockets = new Set<Socket>();
  const watched = new WeakSet<Socket>();
  return {
    isOut: () => out,
    cuts: () => cuts,
    setOut: (value) => {
      if (value && !out) cuts++;
      out = value;
      if (out) for (const socket of sockets) socket.destroy();
    },
    carry: (socket) => {
      sockets.add(socket);
      if (watched.has(socket)) return;
      watched.add(socket);
      socket.once('close', () => sockets.delete(socket));
    },
    release: (socket) => sockets.delete(socket),
  };
}

const STALE_KEPT = 300;
const PORTAL =
  '<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body><h1>Welcome to Venue Wi-Fi</h1><form><button>Accept</button></form></body></html>';
const HTML_ERROR =
  '<!DOCTYPE html><html><head><title>500</title></head><body><h1>500 | Server Error</h1></body></html>';

function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

/** What a system under strain says in its own words. */
export interface FaultReplies {
  readonly tooMany: string;
  readonly serverError: string;
  /** Headers of a 429, for a wait of so many seconds; `asked` when whoever ordered the fault named the wait. */
  tooManyHeaders(seconds: number, nowMs: number, asked: boolean): Readonly<Record<string, string>>;
}

function portal(reply: FastifyReply): FastifyReply {
  return reply.code(200).header('content-type', 'text/html; charset=UTF-8').send(PORTAL);
}

/** Answers in place of the handler; undefined lets the request through. */
async function before(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  nowMs: number,
  replies: FaultReplies,
) {
  switch (fault.kind) {
    case 'latency':
      await delay(fault.ms ?? 1000);
      return undefined;
    case 'reset_before':
      return cut(request, reply);
    case '429': {
      const seconds = fault.retryAfter ?? 5;
      reply.headers(replies.tooManyHeaders(seconds, nowMs, fault.retryAfter !== undefined));
      return reply.code(429).header('content-type', 'application/json').send(Buffer.from(replies.tooMany));
    }
    case '422': {
      const says = typeof fault.value === 'string' ? fault.value : 'The given data was invalid.';
      const body = { message: says, errors: fault.path === undefined ? {} : { [fault.path]: [says] } };
      return reply
        .code(422)
        .header('content-type', 'application/json')
        .send(Buffer.from(JSON.stringify(body)));
    }
    case '500':
      return reply.code(500).header('content-type', 'application/json').send(Buffer.from(replies.serverError));
    case '500html':
      return reply.code(500).header('content-type', 'text/html; charset=UTF-8').send(HTML_ERROR);
    case 'html200':
      return portal(reply);
    default:
      return undefined;
  }
}

/** Changes the answer after the handler has committed its work. */
async function after(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string,
  replies: FaultReplies,
): Promise<string> {
  switch (fault.kind) {
    case 'latency_after':
      await delay(fault.ms ?? 1000);
      return payload;
    case 'reset_after':
      request.raw.socket.destroy();
      return payload;
    case 'timeout_after':
      // Never answered: ends when the client hangs up or the server closes.
      await new Promise<void>((done) => {
        if (request.raw.socket.destroyed) done();
        else request.raw.socket.once('close', () => done());
      });
      return payload;
    case '500_after':
      reply.code(500);
      return replies.serverError;
    case 'truncate':
      return payload.slice(0, Math.floor(payload.length / 2));
    case 'wrong_field': {
      const body: unknown = JSON.parse(payload);
      spoil(body, fault.path ?? 'data', fault.value, fault.remove === true);
      return JSON.stringify(body);
    }
    default:
      return payload;
  }
}

/** tic.rs's words. */
const REPLIES: FaultReplies = {
  tooMany: '{"message":"Too Many Attempts."}',
  serverError: '{"message":"Server Error"}',
  tooManyHeaders: (seconds, nowMs) => ({
    'retry-after': String(seconds),
    'x-ratelimit-reset': String(Math.ceil(nowMs / 1000) + seconds),
    'x-ratelimit-limit': '60',
    'x-ratelimit-remaining': '0',
  }),
};

/** Where a system's API is, and which of its requests come from another server: those have no cable to the laptop. */
export interface Reach {
  /** Its name in the control plane's faults. */
  readonly system?: string;
  readonly replies?: FaultReplies;
  isApi(url: string): boolean;
  isInside?(request: FastifyRequest): boolean;
}

const API: Reach = { system: 'ticrs', isApi: (url) => url.startsWith('/api/') };

/**
 * Binds faults and the cable to the API paths of a system; the control plane and payment pages stay whole. The cable is
 * what the laptop at the door hangs on: the API, and whether the host is there at all. A guest's phone has its own network.
 */
export function bindFaults(
  app: FastifyInstance,
  faults: Faults,
  cable: Cable,
  now: () => number,
  reach: Reach = API,
): void {
  const struck = new WeakMap<FastifyRequest, Fault>();
  const answers = new Map<string, string>();
  const { system, replies = REPLIES } = reach;

  app.addHook('onRequest', async (request, reply) => {
    const api = reach.isApi(request.url);
    const ofLaptop = (api || request.url === '/robots.txt') && reach.isInside?.(request) !== true;
    if (ofLaptop) cable.carry(request.raw.socket);
    else cable.release(request.raw.socket);
    if (ofLaptop && cable.isOut()) {
      if (request.logged) request.logged.fault = 'offline';
      return cut(request, reply);
    }
    // Only the cable and a portal reach what is not the API: a fault is not to be used up by a heartbeat.
    if (!api)
      return ofLaptop && faults.isPortal(`${request.method} ${request.url}`, system) ? portal(reply) : undefined;
    const stale = request.method === 'GET' ? answers.get(request.url) : undefined;
    for (const fault of faults.take(`${request.method} ${request.url}`, stale !== undefined, system)) {
      if (request.logged) request.logged.fault = fault.kind;
      if (fault.kind === 'stale_page') {
        return reply.header('content-type', 'application/json').send(Buffer.from(stale ?? ''));
      }
      const cuts = cable.cuts();
      const answered = await before(fault, request, reply, now(), replies);
      if (answered) return answered;
      // Pulled while the request was on its way: it never arrives, even if the cable is back by now.
      if (ofLaptop && cable.cuts() !== cuts) return cut(request, reply);
      if (fault.kind !== 'latency') struck.set(request, fault);
    }
    return undefined;
  });

  // The body has been read by now: the work goes on although nobody waits for it any more.
  app.addHook('preHandler', async (request) => {
    const fault = struck.get(request);
    if (fault?.kind !== 'reset_late') return;
    request.raw.socket.destroy();
    await delay(fault.ms ?? 1000);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (!reach.isApi(request.url)) return payload;
    const fault = struck.get(request);
    // An answer without a body is lost like any other.
    const body = fault && payload === undefined ? '' : payload;
    const text = Buffer.isBuffer(body) ? body.toString('utf8') : body;
    if (typeof text !== 'string') return payload;
    if (fault) return after(fault, request, reply, text, replies);
    if (request.method === 'GET' && reply.statusCode === 200) {
      answers.delete(request.url);
      answers.set(request.url, text);
      if (answers.size > STALE_KEPT) answers.delete(answers.keys().next().value ?? '');
    }
    return payload;
  });
}
