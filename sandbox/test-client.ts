import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from './server.ts';

export const KEY = 'tic_sandbox_key';
/** A Wednesday evening in Belgrade summer time, before the doors open. */
export const NOW = '2026-09-16T17:40:00+02:00';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read loosely on purpose, and compared strictly
  readonly body: any;
}

/** A sandbox of its own for a test file, and short words to talk to it. */
export interface TestClient {
  readonly origin: string;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  raw(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Reply>;
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Reply>;
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.status, headers: response.headers, text, body };
}

/** Starts a sandbox before the file's tests (200 tickets, frozen clock, no limits, no timers) and ends it after them. */
export function sandboxForTests(options: SandboxOptions = {}): TestClient {
  let sandbox: Sandbox | undefined;
  const running = () => {
    if (!sandbox) throw new Error('the sandbox has not started');
    return sandbox;
  };
  beforeAll(async () => {
    sandbox = await startSandbox({
      ...{ tickets: 200, vivenuTickets: 200, now: NOW, frozen: true, rateLimit: null },
      ...{ autoApproveMs: 0, autoSettleMs: 0 },
      ...options,
    });
  });
  afterAll(() => sandbox?.close());
  const raw: TestClient['raw'] = async (method, path, headers = {}, body) => {
    const init: RequestInit = { method, headers, redirect: 'manual' };
    return read(await fetch(`${running().ticrs}${path}`, body === undefined ? init : { ...init, body }));
  };
  return {
    get origin() {
      return running().ticrs;
    },
    raw,
    get: (path, headers) => raw('GET', path, { 'X-Api-Key': KEY, Accept: 'application/json', ...headers }),
    post: (path, body, headers) => {
      const base = { 'X-Api-Key': KEY, Accept: 'application/json', 'Content-Type': 'application/json' };
      return raw('POST', path, { ...base, ...headers }, body === undefined ? undefined : JSON.stringify(body));
    },
    control: (method, path, body) =>
      raw(
        method,
        `/_sandbox${path}`,
        { 'X-Sandbox-Token': running().controlToken, 'Content-Type': 'application/json' },
        body === undefined ? undefined : JSON.stringify(body),
      ),
  };
}

/** Type names in place of values, keys in their order: two shapes are equal when their JSON is. */
export function shapeOf(value: unknown): unknown {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, shapeOf(v)]));
  return typeof value;
}

/** Every row of a shape-A list, by pages of `perPage`; also how many requests it took. */
export async function pull(client: TestClient, path: string, perPage: number) {
  const rows: unknown[] = [];
  let pages = 0;
  for (let page = 1, last = 1; page <= last; page++) {
    const { body } = await client.get(`${path}?per_page=${perPage}&page=${page}`);
    rows.push(...body.data);
    last = body.meta.last_page;
    pages++;
  }
  return { rows, pages };
}

export const DOOR_ORDER = {
  customer: { name: 'Živka Ђорђевић', email: 'zivka@mail.example.test', phone: '+381601112233' },
  items: [{ type: 'event', amount: 867.62, quantity: 2, event_id: 123, ticket_id: 9001 }],
};
