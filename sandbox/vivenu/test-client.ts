import { afterAll, beforeAll, expect } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../server.ts';

/** A Wednesday evening in Cologne summer time, before the doors open. */
export const NOW = '2026-09-16T17:40:00+02:00';
export const NOW_MS = Date.parse(NOW);

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read loosely on purpose, and compared strictly
  readonly body: any;
}

/** A sandbox of its own for a test file, and short words to talk to its vivenu. */
export interface VivenuClient {
  readonly origin: string;
  raw(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Reply>;
  /** With the demo key. */
  get(path: string, auth?: string): Promise<Reply>;
  post(path: string, body?: unknown, auth?: string): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  delete(path: string): Promise<Reply>;
  /** With the token of a door. */
  door(method: 'GET' | 'POST', path: string, body?: unknown, token?: string): Promise<Reply>;
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Reply>;
  /** A user's JWT. */
  login(): Promise<string>;
  /** Id of the transaction that every data set has under this name. */
  caseOf(name: string): Promise<string>;
  /** The first event whose name begins so, from tonight on. */
  event(name: string): Promise<Reply['body']>;
  /** A new customer's id. */
  customer(email?: string): Promise<string>;
  /** A checkout for so many of a type of an event, through the box office. */
  checkout(eventId: string, ticketTypeId: string, amount: number, more?: object): Promise<Reply>;
  /** The box office sells: V26, then V27. Gives the transaction. */
  sell(eventId: string, ticketTypeId: string, amount: number, status?: 'NEW' | 'COMPLETE'): Promise<Reply['body']>;
  tickets(transactionId: string): Promise<Reply['body']>;
}

export const CHANNEL = '5f2a6c1d9b3e4a0017c8d602';

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

/** Starts a sandbox before the file's tests (200 tickets, frozen clock) and ends it after them. */
export function vivenuForTests(options: SandboxOptions = {}): VivenuClient {
  let sandbox: Sandbox | undefined;
  const running = () => {
    if (!sandbox) throw new Error('the sandbox has not started');
    return sandbox;
  };
  beforeAll(async () => {
    sandbox = await startSandbox({ tickets: 200, vivenuTickets: 200, now: NOW, frozen: true, ...options });
  });
  afterAll(() => sandbox?.close());

  const ask = async (origin: string, method: string, path: string, headers: Record<string, string>, body?: unknown) => {
    const init: RequestInit = { method, headers, redirect: 'manual' };
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    return read(await fetch(`${origin}${path}`, body === undefined ? init : { ...init, body: payload }));
  };
  const asked = (method: string, path: string, auth = 'key_sandbox', body?: unknown) =>
    ask(running().vivenu, method, path, { authorization: `Bearer ${auth}`, 'content-type': 'application/json' }, body);

  const client: VivenuClient = {
    get origin() {
      return running().vivenu;
    },
    raw: (method, path, headers = {}, body) => ask(running().vivenu, method, path, headers, body),
    get: (path, auth) => asked('GET', path, auth),
    post: (path, body, auth) => asked('POST', path, auth, body),
    put: (path, body) => asked('PUT', path, undefined, body),
    delete: (path) => asked('DELETE', path),
    door: (method, path, body, token = 'acc_sandbox') =>
      ask(running().vivenu, method, `/api/accessusers${path}`, { token, 'content-type': 'application/json' }, body),
    control: (method, path, body) =>
      ask(running().control, method, path, { 'x-sandbox-token': running().controlToken }, body),
    login: async () => {
      const { body } = await client.post('/api/users/login', { email: 'demo@example.test', password: 'sandbox1' });
      return body.token;
    },
    caseOf: async (name) => {
      const { body } = await client.control('GET', '/vivenu/cases');
      expect(body.transactions).toHaveProperty(name);
      return body.transactions[name];
    },
    event: async (name) => {
      const { body } = await client.get(`/api/events?name=${encodeURIComponent(name)}&end[$gte]=${NOW_MS_ISO}`);
      expect(body.rows.length).toBeGreaterThan(0);
      return body.rows[0];
    },
    customer: async (email = 'guest@mail.example.test') => {
      const answer = await client.post('/api/customers', {
        primaryEmail: email,
        prename: 'Živka',
        lastname: 'Ђорђевић',
      });
      expect(answer.status).toBe(200);
      return answer.body._id;
    },
    checkout: (eventId, ticketTypeId, amount, more = {}) =>
      client.post('/api/checkouts', {
        ...{ type: 'transaction', eventId, salesChannelId: CHANNEL },
        ...{ items: [{ type: 'ticket', ticketTypeId, amount }], ...more },
      }),
    sell: async (eventId, ticketTypeId, amount, status = 'COMPLETE') => {
      const customerId = await client.customer();
      const opened = await client.checkout(eventId, ticketTypeId, amount);
      expect(opened.status).toBe(200);
      const { _id } = opened.body;
      const turned = await client.post(`/api/checkout/${_id}/internal`, { customerId, status });
      expect(turned.status).toBe(200);
      const found = await client.get(`/api/tickets?checkoutId=${_id}`);
      return (await client.get(`/api/transactions/${found.body.rows[0].transactionId}`)).body;
    },
    tickets: async (transactionId) => (await client.get(`/api/transactions/${transactionId}/tickets`)).body,
  };
  return client;
}

const NOW_MS_ISO = new Date(NOW_MS).toISOString();
