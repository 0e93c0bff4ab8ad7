import { afterAll, beforeAll } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../server.ts';
import { OZORA_PATHS } from './paths.ts';

/** A Wednesday evening in Budapest summer time. */
export const NOW = '2026-09-16T17:40:00+02:00';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are read loosely on purpose, and compared strictly
  readonly body: any;
}

export interface Started {
  readonly id: number;
  readonly redirect: string;
  readonly secret: string;
}

/** A sandbox of its own for a test file, and short words to talk to its O.Z.O.R.A. */
export interface OzoraClient {
  readonly origin: string;
  /** A POST of JSON, with a token unless it is null; a string is sent as it is. */
  post(path: string, body?: unknown, token?: string | null, headers?: Record<string, string>): Promise<Reply>;
  raw(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Reply>;
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Reply>;
  token(type: 'user' | 'service', privs?: object, more?: object): Promise<string>;
  /** A fresh payable ticket each time: registered, and of template 1 (HU) or 2 (INT). */
  freshTicket(template?: number): Promise<number>;
  start(code: string, ticketId?: number): Promise<Started>;
  /** The transaction as O5 gives it. */
  find(id: number): Promise<Record<string, unknown>>;
  move(id: number, move: string, body?: object): Promise<Reply>;
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

/** `data-state` of a page. */
export const stateOf = (html: string): string | undefined => /data-state="([a-z]+)"/.exec(html)?.[1];

/** Starts a sandbox before the file's tests (frozen clock, no messages and no time-outs by themselves) and ends it after them. */
export function ozoraForTests(options: SandboxOptions = {}): OzoraClient {
  let sandbox: Sandbox | undefined;
  let user = '';
  const free = new Map<number, number[]>();
  const running = () => {
    if (!sandbox) throw new Error('the sandbox has not started');
    return sandbox;
  };
  const ask = async (url: string, method: string, headers: Record<string, string>, body?: string) => {
    const init: RequestInit = { method, headers, redirect: 'manual' };
    return read(await fetch(url, body === undefined ? init : { ...init, body }));
  };
  const json = { 'Content-Type': 'application/json' };
  const client: OzoraClient = {
    get origin() {
      return running().ozora;
    },
    raw: (method, path, headers = {}, body) =>
      ask(new URL(path, running().ozora).href, method, { Connection: 'close', ...headers }, body),
    post: (path, body, token = user, headers = {}) => {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      return client.raw(
        'POST',
        path,
        { ...json, ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers },
        text,
      );
    },
    control: (method, path, body) => {
      const headers = { ...json, 'X-Sandbox-Token': running().controlToken };
      return ask(`${running().control}${path}`, method, headers, body === undefined ? undefined : JSON.stringify(body));
    },
    token: async (type, privs, more) =>
      (await client.control('POST', '/ozora/token', { type, ...(privs ? { privs } : {}), ...more })).body.token,
    freshTicket: async (template = 1) => {
      let ids = free.get(template);
      if (!ids) {
        const { data } = (await client.control('GET', '/ozora/tickets?per_page=1000')).body;
        const fits = (row: { status: string; paid: boolean; template: { id: number } }) =>
          row.status === 'registered' && !row.paid && row.template.id === template;
        ids = data.filter(fits).map((row: { id: number }) => row.id) as number[];
        free.set(template, ids);
      }
      const id = ids.shift();
      if (id === undefined) throw new Error('no payable ticket is left');
      return id;
    },
    start: async (code, ticketId) => {
      const ticket = ticketId ?? (await client.freshTicket());
      const { body, text } = await client.post(OZORA_PATHS.start, { ticket_id: ticket, code }, null);
      if (!body?.transaction_id) throw new Error(text);
      return { id: body.transaction_id, redirect: body.redirect_url, secret: body.client_secret };
    },
    find: async (id) => (await client.post(OZORA_PATHS.search, { search_term: id })).body.transactions[0],
    move: (id, move, body = {}) => client.control('POST', `/ozora/transactions/${id}/${move}`, body),
  };
  beforeAll(async () => {
    sandbox = await startSandbox({
      ...{ tickets: 200, now: NOW, frozen: true, rateLimit: null, autoApproveMs: 0, autoSettleMs: 0 },
      ozora: { autoIpnMs: 0, autoWebhookMs: 0 },
      ...options,
    });
    user = await client.token('user');
  });
  afterAll(() => sandbox?.close());
  return client;
}
