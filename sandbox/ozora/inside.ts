import { type IncomingHttpHeaders, request } from 'node:http';
import type { Ozora } from './context.ts';

/** Header that tells requests of providers and pages from the laptop's. */
export const INSIDE = 'x-sandbox-inside';

export interface InsideReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * A request of a provider or a page to the service itself, on a connection of its own: the cable does not reach it,
 * faults do. @throws when there is no answer within 5 s, or `signal` ends it.
 */
export function askInside(
  ctx: Ozora,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  signal?: AbortSignal,
): Promise<InsideReply> {
  const patience = AbortSignal.timeout(5000);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${ctx.origin()}${path}`,
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': 'application/json', ...headers, [INSIDE]: ctx.inside },
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
        );
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
