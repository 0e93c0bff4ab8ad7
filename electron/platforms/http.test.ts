import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { inspect } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { Secret } from '../secret.ts';
import { createHttp, type Exchange, type HeardClock, type HttpRequest } from './http.ts';
import { PlatformError, sendOutcome } from './platform-error.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

async function listen(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    if (server instanceof http.Server) server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (handler: Handler) => listen(http.createServer(handler));
const socketServer = (onSocket: (socket: net.Socket) => void) =>
  listen(
    net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      onSocket(socket);
    }),
  );

function json(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}
function html(status: number): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8' });
    response.end('<html><body>Welcome to the hotel network</body></html>');
  };
}

const read: HttpRequest = { method: 'GET', template: '/api/organizer/v1/tickets' };
const write: HttpRequest = {
  method: 'POST',
  template: '/api/payment/v1/orders',
  body: { customer: { email: 'ana@example.test' } },
};

async function fail(baseUrl: string, request: HttpRequest): Promise<PlatformError> {
  const { send } = createHttp({ baseUrl, version: '0.1.0', readTimeoutMs: 400, writeTimeoutMs: 400, maxBytes: 50_000 });
  try {
    await send(request);
  } catch (error) {
    expect(error).toBeInstanceOf(PlatformError);
    return error as PlatformError;
  }
  return expect.unreachable();
}

async function refusedPort(): Promise<string> {
  const server = net.createServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

test.each<[string, () => Promise<string>, string, string, string]>([
  ['a refused connection', refusedPort, 'host_unreachable', 'not_sent', 'not_sent'],
  ['a name that does not exist', async () => 'https://no-such-host.invalid', '*', 'not_sent', 'not_sent'],
  [
    'plain text where TLS was expected',
    async () => (await socketServer((s) => s.end('HTTP/1.1 400 Bad\r\n\r\n'))).replace('http:', 'https:'),
    'host_unreachable',
    'not_sent',
    'not_sent',
  ],
  [
    'a TLS handshake that never ends',
    async () => (await socketServer(() => undefined)).replace('http:', 'https:'),
    'timeout',
    'not_sent',
    'not_sent',
  ],
  [
    'a reset after the request was read',
    () => socketServer((s) => s.once('data', () => s.resetAndDestroy())),
    'host_unreachable',
    'unknown',
    'unknown',
  ],
  [
    'a connection closed without an answer',
    () => socketServer((s) => s.once('data', () => s.end())),
    'host_unreachable',
    'unknown',
    'unknown',
  ],
  ['no answer in time', () => socketServer(() => undefined), 'timeout', 'unknown', 'unknown'],
  [
    'a body that stops half way',
    () =>
      socketServer((s) =>
        s.once('data', () =>
          s.end(
            'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"data":[{"customer":',
          ),
        ),
      ),
    'bad_response',
    'unknown',
    'unknown',
  ],
  [
    'a body that never ends',
    () =>
      socketServer((s) =>
        s.once('data', () =>
          s.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{'),
        ),
      ),
    'timeout',
    'unknown',
    'unknown',
  ],
  [
    'truncated JSON of a whole body',
    () =>
      serve((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"data":[{"customer":{"name":"Ana');
      }),
    'bad_response',
    'unknown',
    'unknown',
  ],
  [
    'what is no HTTP',
    () => socketServer((s) => s.once('data', () => s.end('SSH-2.0-dropbear\r\n\r\n'))),
    'bad_response',
    'unknown',
    'unknown',
  ],
  ['a 200 in HTML', () => serve(html(200)), 'not_json', 'unknown', 'unknown'],
  [
    'a 200 without a content type',
    () => serve((_request, response) => response.end('hello')),
    'not_json',
    'unknown',
    'unknown',
  ],
  [
    'a redirect to another host',
    () => serve((_r, response) => response.writeHead(302, { location: 'http://portal.example/login' }).end()),
    'not_json',
    'unknown',
    'unknown',
  ],
  [
    'a redirect to nowhere',
    () => serve((_r, response) => response.writeHead(302).end()),
    'not_json',
    'unknown',
    'unknown',
  ],
  ['a captive portal by its own status', () => serve(html(511)), 'not_json', 'unknown', 'unknown'],
  ['a 401 in HTML', () => serve(html(401)), 'not_json', 'unknown', 'unknown'],
  ['a 404 in HTML', () => serve(html(404)), 'not_json', 'unknown', 'unknown'],
  ['a 500 in HTML', () => serve(html(500)), 'server_error', 'unknown', 'unknown'],
  ['a 500 in JSON', () => serve(json(500, { message: 'Server Error' })), 'server_error', 'unknown', 'unknown'],
  ['a 503', () => serve(json(503, {}, { 'retry-after': '7' })), 'server_error', 'unknown', 'unknown'],
  [
    'a refused key',
    () => serve(json(401, { message: 'Invalid or inactive API key' })),
    'key_refused',
    'not_sent',
    'not_sent',
  ],
  [
    'a forbidden act',
    () => serve(json(403, { message: 'This action is unauthorized.' })),
    'forbidden',
    'refused',
    'refused',
  ],
  ['an unknown signature', () => serve(json(404, { message: 'Not found' })), 'not_found', 'refused', 'refused'],
  ['a wrong method', () => serve(json(405, { message: 'Not supported' })), 'refused', 'refused', 'refused'],
  [
    'a rate limit',
    () => serve(json(429, { message: 'Too Many Attempts.' }, { 'retry-after': '17' })),
    'rate_limited',
    'not_sent',
    'not_sent',
  ],
  [
    'an answer that is too large',
    () => serve(json(200, { data: 'x'.repeat(60_000) })),
    'bad_response',
    'unknown',
    'unknown',
  ],
])('%s is told apart', async (_what, start, code, readOutcome, writeOutcome) => {
  const baseUrl = await start();
  for (const [request, outcome] of [
    [read, readOutcome],
    [write, writeOutcome],
  ] as const) {
    const error = await fail(baseUrl, request);
    if (code === '*') expect(['offline', 'host_unreachable']).toContain(error.problem.code);
    else expect(error.problem.code).toBe(code);
    expect(error.outcome).toBe(outcome);
    expect(sendOutcome(error)).toBe(outcome);
    expect(error.problem.endpoint).toBe(`${request.method} ${request.template}`);
    expect(JSON.stringify(error.problem)).not.toMatch(/ana@example|Ana|hotel/);
  }
});

test('a 422 gives its messages by field', async () => {
  const baseUrl = await serve(
    json(422, {
      message: 'The items.0.name field is required. (and 1 more error)',
      errors: { 'items.0.name': ['The items.0.name field is required.'], 'items.1.amount': ['Too small.'] },
    }),
  );
  const { problem, outcome } = await fail(baseUrl, write);
  expect(outcome).toBe('refused');
  expect(problem).toEqual({
    code: 'refused_fields',
    message: 'The items.0.name field is required. (and 1 more error)',
    retryable: false,
    endpoint: 'POST /api/payment/v1/orders',
    fields: { 'items.0.name': ['The items.0.name field is required.'], 'items.1.amount': ['Too small.'] },
  });
});

test('a 429 says how long to wait, and the limits it named', async () => {
  const baseUrl = await serve(
    json(
      429,
      { message: 'Too Many Attempts.' },
      { 'retry-after': '17', 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0' },
    ),
  );
  const error = await fail(baseUrl, read);
  expect(error.problem).toMatchObject({ retryAfterMs: 17_000, retryable: true, message: 'Too Many Attempts.' });
  expect(error.limits).toEqual({ limit: 60, remaining: 0, resetInMs: 17_000 });
});

test('an unaccepted certificate is a request that was never sent', async () => {
  // No certificate at all: the handshake fails, whatever the reason.
  const server = tls.createServer({});
  const baseUrl = (await listen(server)).replace('http:', 'https:');
  const error = await fail(baseUrl, write);
  expect(error.problem.code).toBe('host_unreachable');
  expect(error.outcome).toBe('not_sent');
});

test('a kept connection that died is no certainty: the write may have arrived', async () => {
  let requests = 0;
  const baseUrl = await serve((request, response) => {
    requests += 1;
    if (requests === 1) return json(200, {})(request, response);
    request.socket.resetAndDestroy();
  });
  const { send } = createHttp({ baseUrl, version: '0.1.0' });
  await send(read);
  await expect(send(write)).rejects.toMatchObject({ outcome: 'unknown' });
  expect(requests).toBe(2);
});

test('a redirect within the same origin is followed for a read and never for a write', async () => {
  const baseUrl = await serve((request, response) => {
    if (request.url === '/elsewhere') return json(200, { ok: true })(request, response);
    response.writeHead(301, { location: '/elsewhere' }).end();
  });
  const { send } = createHttp({ baseUrl, version: '0.1.0' });
  expect((await send(read)).body).toEqual({ ok: true });
  await expect(send(write)).rejects.toMatchObject({ problem: { code: 'bad_response' }, outcome: 'unknown' });
});

test('a redirect that goes round in circles ends', async () => {
  const baseUrl = await serve((request, response) => response.writeHead(302, { location: request.url ?? '/' }).end());
  expect((await fail(baseUrl, read)).problem.code).toBe('bad_response');
});

test('the key is sent and shown nowhere, also when fetch would quote it', async () => {
  let seen: http.IncomingHttpHeaders = {};
  const baseUrl = await serve((request, response) => {
    seen = request.headers;
    json(401, { message: 'Invalid or inactive API key' })(request, response);
  });
  const key = new Secret('tic_live_4f9a');
  const error = await fail(baseUrl, { ...read, headers: { 'X-Api-Key': key, 'X-Language': 'sr' } });
  expect(seen).toMatchObject({
    'x-api-key': 'tic_live_4f9a',
    'x-language': 'sr',
    accept: 'application/json',
    'user-agent': 'Willcall/0.1.0',
  });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('4f9a');

  const broken = createHttp({ baseUrl, version: '0.1.0' }).send({
    ...read,
    headers: { 'X-Api-Key': new Secret('line\nbreak_4f9a') },
  });
  await expect(broken).rejects.toSatisfy((thrown) => !inspect(thrown, { depth: 9 }).includes('4f9a'));
});

test('parameters are encoded and cannot climb out of their place', async () => {
  let path = '';
  const baseUrl = await serve((request, response) => {
    path = request.url ?? '';
    json(200, {})(request, response);
  });
  const { send } = createHttp({ baseUrl, version: '0.1.0' });
  const order: HttpRequest = { method: 'GET', template: '/orders/{signature}' };
  await send({
    ...order,
    params: { signature: 'a/b?c#d é' },
    query: { search: 'ana+1@example.test', page: 2, no: undefined },
  });
  expect(path).toBe('/orders/a%2Fb%3Fc%23d%20%C3%A9?search=ana%2B1%40example.test&page=2');
  for (const signature of ['..', '.', '']) {
    await expect(send({ ...order, params: { signature } })).rejects.toMatchObject({
      problem: { code: 'invalid_input' },
    });
  }
});

test('an empty 2xx is an answer without a body', async () => {
  const baseUrl = await serve((_request, response) => response.writeHead(204).end());
  expect(await createHttp({ baseUrl, version: '0.1.0' }).send(write)).toEqual({ body: null, limits: null });
});

test('stopping before the request is sent, and while it runs, is told apart', async () => {
  const baseUrl = await socketServer(() => undefined);
  const { send } = createHttp({ baseUrl, version: '0.1.0' });
  const before = send({ ...write, signal: AbortSignal.abort() });
  await expect(before).rejects.toMatchObject({ problem: { code: 'timeout' }, outcome: 'not_sent' });
  const stop = new AbortController();
  const running = send({ ...read, signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  await expect(running).rejects.toMatchObject({ problem: { code: 'timeout' }, outcome: 'unknown' });
});

test('a write that is on its way is let finish', async () => {
  const stop = new AbortController();
  const baseUrl = await serve((request, response) => {
    stop.abort();
    setTimeout(() => json(201, { number: 'AAA-0001' })(request, response), 50);
  });
  const { send } = createHttp({ baseUrl, version: '0.1.0' });
  expect(await send({ ...write, signal: stop.signal })).toMatchObject({ body: { number: 'AAA-0001' } });
});

test('a clock that is off shows by the Date header, and each exchange is noted without its query', async () => {
  const threeHours = 3 * 3_600_000;
  const baseUrl = await serve((request, response) => {
    json(200, {}, { date: new Date(Date.now() + threeHours).toUTCString() })(request, response);
  });
  const skews: number[] = [];
  const exchanges: Exchange[] = [];
  const { send } = createHttp({
    baseUrl,
    version: '0.1.0',
    onClockSkew: ({ skewMs }) => skews.push(skewMs),
    onExchange: (exchange) => exchanges.push(exchange),
  });
  await send({ ...read, query: { search: 'ana@example.test' } });
  expect(Math.abs((skews[0] ?? 0) - threeHours)).toBeLessThan(1500);
  expect(exchanges).toEqual([{ endpoint: 'GET /api/organizer/v1/tickets', status: 200, ms: expect.any(Number) }]);
});

test('how well the clock is known shows by how long the answer took, and only what the platform said counts as its own', async () => {
  const heard: HeardClock[] = [];
  const hear = async (answer: Handler): Promise<HeardClock | undefined> => {
    const baseUrl = await serve(answer);
    const { send } = createHttp({ baseUrl, version: '0.1.0', onClockSkew: (one) => heard.push(one) });
    await send(read).catch(() => undefined);
    return heard.pop();
  };
  const slow: Handler = (request, response) => setTimeout(() => json(200, {})(request, response), 400);
  const within = (await hear(slow))?.withinMs ?? 0;
  expect(within).toBeGreaterThanOrEqual(695);
  expect(within).toBeLessThan(1_500);
  expect(await hear(json(500, { message: 'Server Error' }))).toMatchObject({ sure: true });
  expect(await hear(json(200, {}, { age: '30' }))).toBeUndefined();
  expect(await hear(html(200))).toBeUndefined();
  const baseUrl = await serve((_request, response) => response.writeHead(404).end());
  await createHttp({ baseUrl, version: '0.1.0', onClockSkew: (one) => heard.push(one) }).reach();
  expect(heard).toMatchObject([{ sure: false }]);
});

test('what is no outcome of a request is unknown, never safe to send again', () => {
  expect(sendOutcome(new Error('mapping broke'))).toBe('unknown');
  expect(sendOutcome(undefined)).toBe('unknown');
});

test('a network that takes half a minute to answer is waited for, by reads and by writes', async () => {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  const waits = vi.spyOn(AbortSignal, 'timeout');
  try {
    const { send } = createHttp({ baseUrl, version: '0.1.0' });
    await send({ method: 'GET', template: '/x' });
    await send({ method: 'POST', template: '/x', asks: true });
    await send({ method: 'POST', template: '/x', body: {} });
    expect(waits.mock.calls.filter(([ms]) => ms < 35_000)).toEqual([]);
    expect(waits).toHaveBeenCalledTimes(3);
  } finally {
    waits.mockRestore();
  }
});

test('whether a host answers at all is asked without the key, and any status will do', async () => {
  const asked: string[] = [];
  const baseUrl = await serve((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['x-api-key'] ?? 'no key'}`);
    response.writeHead(404).end();
  });
  await createHttp({ baseUrl, version: '0.1.0' }).reach();
  expect(asked).toEqual(['HEAD /robots.txt no key']);
});

test('a host that cannot be reached, one that is silent, and a captive portal are told apart', async () => {
  const reach = (baseUrl: string, signal?: AbortSignal) => createHttp({ baseUrl, version: '0.1.0' }).reach(signal);
  await expect(reach(await refusedPort())).rejects.toMatchObject({ problem: { code: 'host_unreachable' } });
  const silent = await socketServer(() => undefined);
  await expect(reach(silent, AbortSignal.timeout(100))).rejects.toMatchObject({ problem: { code: 'timeout' } });
  const portal = await serve((_r, response) => response.writeHead(302, { location: 'http://portal.example/' }).end());
  await expect(reach(portal)).rejects.toMatchObject({ problem: { code: 'not_json' } });
});
