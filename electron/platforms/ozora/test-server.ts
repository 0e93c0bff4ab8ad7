import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AccountId, as } from '../../../shared/ids.ts';
import type { PlatformOptions } from '../registry.ts';
import { OzoraPlatform } from './platform.ts';

/** What a test's server was asked. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
}

export interface Told {
  readonly status?: number | undefined;
  /** Never answers. */
  readonly hangs?: boolean | undefined;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A server that answers as it is told; real HTTP, no reading of the documents of its own. */
export async function answering(answer: (seen: Seen) => Told) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const asked: Seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        token: request.headers.authorization ?? null,
        body: text === '' ? null : JSON.parse(text),
      };
      seen.push(asked);
      const { status, body, headers, hangs } = answer(asked);
      if (hangs === true) return;
      response.writeHead(status ?? 200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { origin, seen, close };
}

/** An unsigned JWT with these claims; only a test's server takes it. */
export function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** Privileges as the document samples them. */
export const privs = {
  payments_search: true,
  tickets_search_flags: ['HU'],
  tickets_search_years: ['26'],
  tickets_search_events: ['OZ'],
};

export const userToken = jwt({ type: 'user', sub: 'ana@example.test', exp: 4_102_444_800, privs });
export const serviceToken = jwt({ type: 'service', exp: 4_102_444_000, servicePrivs: privs });

export function platformAt(baseUrl: string, more: Partial<PlatformOptions> = {}): OzoraPlatform {
  return new OzoraPlatform({
    ...{ accountId: as<AccountId>('a'), baseUrl, version: '0.1.0', language: () => 'en' as const },
    credential: { kind: 'token', token: userToken, serviceToken },
    ...more,
  });
}
