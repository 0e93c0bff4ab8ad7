import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { identify } from './auth.ts';
import type { Answer, Call, Route } from './call.ts';
import type { Vivenu } from './context.ts';
import { badRequest, errorBody, HttpError } from './errors.ts';
import { Forbidden } from './lifecycle.ts';
import { checkNames } from './query.ts';

async function send(reply: FastifyReply, answer: Answer): Promise<unknown> {
  reply.code(answer.status ?? 200);
  // A 201 without a body has neither bytes nor a type (V-4).
  if (answer.body === undefined) return reply.send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(Buffer.from(JSON.stringify(answer.body)));
}

function failure(error: unknown): Answer {
  if (error instanceof HttpError) return { status: error.status, body: errorBody(error.status, error.message) };
  if (error instanceof Forbidden) return { status: 400, body: errorBody(400, error.message) };
  process.stderr.write(`sandbox vivenu: ${error instanceof Error ? error.stack : String(error)}\n`);
  return { status: 500, body: errorBody(500) };
}

function bodyOf(request: FastifyRequest): unknown {
  if (typeof request.body !== 'string' || request.body === '') return {};
  try {
    return JSON.parse(request.body);
  } catch (error) {
    if (error instanceof SyntaxError) throw badRequest('Invalid request payload JSON format');
    throw error;
  }
}

/** Binds routes: who calls, which query names are known, and the error body of platform-spec 2.1. */
export function bindVivenuApi(app: FastifyInstance, ctx: Vivenu, routes: readonly Route[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const callOf = (request: FastifyRequest, route: Route): Call => {
    const caller = identify(ctx, route.access, request.headers, request.method);
    const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
    checkNames(query, route.query ?? []);
    return { query, params: request.params as Record<string, string>, body: bodyOf(request), caller };
  };

  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        try {
          return await send(reply, route.handle(callOf(request, route)));
        } catch (error) {
          return send(reply, failure(error));
        }
      },
    });
  }
  app.setNotFoundHandler((_request, reply) => send(reply, failure(new HttpError(404))));
  app.setErrorHandler((error, _request, reply) => send(reply, failure(error)));
}
