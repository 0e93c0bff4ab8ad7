import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Answer, Route } from './call.ts';
import { OzoraError } from './errors.ts';

function send(reply: FastifyReply, status: number, { body, headers }: Answer) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .headers({ ...headers })
    .send(bytes);
}

function failure(reply: FastifyReply, error: unknown) {
  if (error instanceof OzoraError) return send(reply, error.status, { body: { message: error.message } });
  process.stderr.write(`sandbox ozora: ${error instanceof Error ? error.stack : String(error)}\n`);
  return send(reply, 500, { body: { message: 'Internal server error' } });
}

/** Binds the operations; every body stays raw until its handler has looked at the bytes (O-12). */
export function bindOperations(app: FastifyInstance, routes: readonly Route[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  for (const route of routes) {
    app.route({
      method: [...route.methods],
      url: route.path,
      handler: (request, reply) => {
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        try {
          return send(reply, 200, route.handle({ raw, headers: request.headers }));
        } catch (error) {
          return failure(reply, error);
        }
      },
    });
  }
  app.setNotFoundHandler((_request, reply) => send(reply, 404, { body: { message: 'Not found' } }));
  app.setErrorHandler((error, _request, reply) => failure(reply, error));
}
