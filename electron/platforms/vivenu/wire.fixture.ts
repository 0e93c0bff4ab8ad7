import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credential } from '../../../shared/domain/accounts.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import { VivenuPlatform } from './platform.ts';

/** One request as it arrived. */
export interface Arrived {
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** What a route answers: a JSON body, a status with one, an empty body, or a connection cut off. */
export type Reply = { readonly status?: number; readonly json?: unknown } | 'reset';

/** A real server on this machine that answers by a table and remembers what it was asked. */
export interface Wire {
  readonly baseUrl: string;
  readonly arrived: Arrived[];
  /** Answers by `METHOD /path`; a list is used up one by one, its last stays. */
  answer(route: string, ...replies: readonly Reply[]): void;
  /** Does this when such a request has arrived, before it is answered. */
  when(route: string, then: () => void): void;
  close(): Promise<void>;
}

export async function openWire(): Promise<Wire> {
  const replies = new Map<string, Reply[]>();
  const arrived: Arrived[] = [];
  const whens = new Map<string, () => void>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://wire');
    const route = `${request.method} ${url.pathname}`;
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      arrived.push({ route, query: Object.fromEntries(url.searchParams), headers: request.headers, body });
      whens.get(route)?.();
      const list = replies.get(route) ?? [];
      const reply = list.length > 1 ? list.shift() : list[0];
      if (reply === 'reset') request.socket.destroy();
      else send(response, reply ?? { status: 404, json: { statusCode: 404, error: 'Not Found', message: route } });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    arrived,
    answer: (route, ...list) => {
      replies.set(route, [...list]);
    },
    when: (route, then) => {
      whens.set(route, then);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, { status = 200, json }: Exclude<Reply, 'reset'>): void {
  if (json === undefined) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(json));
}

/** The platform's own error body (HttpError of platform-spec 2.1). */
export function httpError(status: number, message: string): Reply {
  return { status, json: { statusCode: status, error: 'Error', message } };
}

/** An account at the wire. */
export function accountAt(wire: Wire, credential: Credential = { kind: 'apiKey', key: 'key_1' }): VivenuPlatform {
  return new VivenuPlatform({
    accountId: as<AccountId>('a'),
    baseUrl: wire.baseUrl,
    credential,
    version: '0.0.0',
    language: () => 'en',
  });
}
