import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, identify } from './auth.ts';
import type { Answer, Call, Route } from './call.ts';
import type { TicRs } from './context.ts';
import { ApiError, tooMany } from './errors.ts';
import { runDueJobs } from './jobs.ts';
import { languageOf } from './languages.ts';
import { rateHeaders } from './rate-limit.ts';

const callers = new WeakMap<FastifyRequest, Caller>();

const isApi = (request: FastifyRequest) => request.url.startsWith('/api/');

function queryOf(url: string): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}

/** JSON where it can be read, a form where it is one, else nothing. */
export function readBody(text: string, type: string): unknown {
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch (error) {
    // Laravel takes unreadable JSON for an empty body, so that required fields are missed by name (422, not 400).
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

async function send(reply: FastifyReply, answer: Answer): Promise<unknown> {
  const type = answer.type ?? 'application/json';
  reply.code(answer.status ?? 200).headers({ ...answer.headers });
  if (!reply.hasHeader('content-type')) reply.header('content-type', type);
  // As bytes: for strings fastify would add a charset that the platform does not send.
  return reply.send(typeof answer.body === 'string' ? answer.body : Buffer.from(JSON.stringify(answer.body)));
}

function failure(error: unknown): Answer {
  if (error instanceof ApiError) return { status: error.status, body: error.body, headers: error.headers };
  process.stderr.write(`sandbox tic.rs: ${error instanceof Error ? error.stack : String(error)}\n`);
  return { status: 500, body: { message: 'Server Error' } };
}

function unknownRoute(request: FastifyRequest, routes: readonly Route[]): Answer {
  const path = (request.url.split('?')[0] ?? '').replace(/^\//, '');
  const methods = routes.filter((route) => pattern(route.path).test(`/${path}`)).map((route) => route.method);
  if (methods.length === 0) return { status: 404, body: { message: `The route ${path} could not be found.` } };
  const supported = [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
  const message = `The ${request.method} method is not supported for route ${path}. Supported methods: ${supported.join(', ')}.`;
  return { status: 405, body: { message }, headers: { allow: supported.join(', ') } };
}

const pattern = (path: string) => new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}/?$`);

/** Binds the routes: key or session, language, shared rate window, and the error bodies of platform-spec 1.3. */
export function bindApi(app: FastifyInstance, ctx: TicRs, routes: readonly Route[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.addHook('onRequest', async (request, reply) => {
    runDueJobs(ctx);
    if (!isApi(request)) return undefined;
    const date = new Date(ctx.clock.now()).toUTCString();
    reply.headers({ date, 'cache-control': 'no-cache, private', 'access-control-allow-origin': '*' });
    const caller = identify(ctx, request.headers, queryOf(request.url), request.ip);
    callers.set(request, caller);
    const hit = ctx.limiter.hit(caller.bucket);
    if (!hit) return undefined;
    const headers = rateHeaders(hit, ctx.clock.now());
    if (!hit.allowed) return send(reply, failure(tooMany(headers)));
    reply.headers(headers);
    return undefined;
  });

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

  app.setNotFoundHandler((request, reply) => send(reply, unknownRoute(request, routes)));
  app.setErrorHandler((error, _request, reply) => send(reply, failure(error)));

  function callOf(request: FastifyRequest, route: Route): Call {
    const query = queryOf(request.url);
    const caller = callers.get(request);
    if (!route.open && caller?.organizerId === undefined) throw caller?.refusal ?? new Error('caller not identified');
    const language = request.headers['x-language'];
    return {
      method: request.method,
      url: request.url,
      query,
      params: request.params as Record<string, string>,
      body: typeof request.body === 'string' ? readBody(request.body, request.headers['content-type'] ?? '') : {},
      headers: request.headers,
      ip: request.ip,
      language: languageOf((Array.isArray(language) ? language[0] : language) ?? query.get('lang')),
      organizerId: caller?.organizerId ?? 0,
    };
  }
}
