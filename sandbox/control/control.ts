import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A control call that cannot be done; the message is for whoever writes the test. */
export class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface ControlCall {
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
}

export type ControlRoute = readonly ['GET' | 'POST' | 'DELETE', string, (call: ControlCall) => unknown];

function callOf(request: FastifyRequest): ControlCall {
  const text = typeof request.body === 'string' ? request.body : '';
  let body: unknown = {};
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ControlError(400, 'the body is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ControlError(400, 'the body is no object');
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  return { body: body as Record<string, unknown>, query, params: request.params as Record<string, string> };
}

function sameToken(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function answer(reply: FastifyReply, status: number, body: unknown) {
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .send(Buffer.from(JSON.stringify(body)));
}

/** Binds control routes under `/_sandbox`, all behind the token. */
export function bindControl(app: FastifyInstance, token: string, routes: readonly ControlRoute[]): void {
  for (const [method, path, handle] of routes) {
    app.route({
      method,
      url: `/_sandbox${path}`,
      handler: async (request, reply) => {
        if (!sameToken(request.headers['x-sandbox-token'], token)) {
          return answer(reply, 401, { error: 'wrong X-Sandbox-Token' });
        }
        try {
          return answer(reply, 200, (await handle(callOf(request))) ?? { ok: true });
        } catch (error) {
          if (!(error instanceof ControlError)) throw error;
          return answer(reply, error.status, { error: error.message });
        }
      },
    });
  }
}

/** A whole number of the body, or `fallback`; throws 400 for anything else. */
export function integer(body: ControlCall['body'], name: string, fallback?: number): number {
  const value = body[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new ControlError(400, `${name} must be an integer`);
  return value;
}
