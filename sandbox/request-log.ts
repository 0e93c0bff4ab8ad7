import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';

/** One API request as tests count it. */
export interface LoggedRequest {
  readonly id: number;
  /** Sandbox time, epoch ms. */
  readonly time: number;
  readonly system: string;
  readonly method: string;
  readonly path: string;
  /** As sent, without an `api_key`. */
  readonly query: string;
  /** What was (or would have been) answered; 0 when the connection was cut before. */
  status: number;
  fault: string | null;
}

const KEPT = 50_000;

export interface RequestLog {
  since(id: number): LoggedRequest[];
  last(): number;
  clear(): void;
  add(entry: Omit<LoggedRequest, 'id'>): LoggedRequest;
}

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  let lastId = 0;
  return {
    since: (id) => entries.filter((entry) => entry.id > id),
    last: () => lastId,
    clear: () => {
      entries = [];
    },
    add: (entry) => {
      const logged = { ...entry, id: ++lastId };
      entries.push(logged);
      if (entries.length > KEPT * 1.2) entries = entries.slice(-KEPT);
      return logged;
    },
  };
}

/** Logs every API request of a system; faults and the answer fill in the rest. */
export function bindRequestLog(
  app: FastifyInstance,
  log: RequestLog,
  clock: Clock,
  system: string,
  isApi: (url: string) => boolean = (url) => url.startsWith('/api/'),
): void {
  app.decorateRequest('logged', null);
  app.addHook('onRequest', async (request) => {
    if (!isApi(request.url)) return;
    const [path = '', query = ''] = request.url.split('?', 2);
    const shown = query.replace(/(^|&)api_key=[^&]*/, '$1api_key=…');
    const { method } = request;
    request.logged = log.add({ time: clock.now(), system, method, path, query: shown, status: 0, fault: null });
  });
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.logged) request.logged.status = reply.statusCode;
    return payload;
  });
}

declare module 'fastify' {
  interface FastifyRequest {
    logged: LoggedRequest | null;
  }
}
