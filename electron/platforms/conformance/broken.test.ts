import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SandboxProcess, spawnSandbox } from '../../../sandbox/client.ts';
import type { Capability, Credential } from '../../../shared/domain/accounts.ts';
import { type ProblemCode, problemOf } from '../../../shared/errors.ts';
import type { OrderDraft, Platform, SendOutcome } from '../platform.ts';
import { sendOutcome } from '../platform-error.ts';
import { type Fixture, fixtures, platformOf } from './fixtures.ts';
import { missingOrder } from './outside.ts';
import { probes } from './probes.ts';

const staff = { priority: 'staff' } as const;

/* Every call of every ability against a host whose answers nobody can read. */

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const json = { status: 200, type: 'application/json; charset=utf-8' };
const html = '<!DOCTYPE html><html><head><title>500</title></head><body><h1>500 | Server Error</h1></body></html>';

/** What may come, and the closed list that it may end in. */
const answers: Readonly<Record<string, Answer & { readonly codes: readonly ProblemCode[] }>> = {
  'an HTML 500': { status: 500, type: 'text/html; charset=UTF-8', text: html, codes: ['server_error'] },
  'a portal’s page': { status: 200, type: 'text/html; charset=UTF-8', text: html, codes: ['not_json'] },
  'JSON that is cut off': { ...json, text: '{"data":[{"id":"4', codes: ['bad_response'] },
  nothing: { ...json, text: '', codes: ['bad_response'] },
  'a list of nothing in particular': { ...json, text: '[7,null,"x"]', codes: ['bad_response'] },
  'an object of nothing in particular': { ...json, text: '{"hello":"world"}', codes: ['bad_response'] },
};

/** Calls of vivenu that are done when they are answered with a 2xx, whatever stands in it (trap V-4). */
const doneBy2xx =
  /^POST \/api\/(accessusers\/scans|transactions\/[^/]+\/(cancel|cancellations|paymentstatus|ticket-mail|invitationmail)$)/;
/** Calls of O.Z.O.R.A. that only ask, though they are POSTs. */
const asking = /^POST \/payments\/(transactions|service)/;

const wrote = (): boolean => asked.some((one) => !one.startsWith('GET ') && !asking.test(one));

let answer: Answer = { ...json, text: '' };
let asked: string[] = [];
/** Whole answers that come first, from the system itself; what is answered brokenly after them was done there all the same. */
let whole = 0;
let behind: string | null = null;
let origin: string;
let sandbox: SandboxProcess;
const drafts = new Map<string, OrderDraft>();

async function pass(to: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
  const headers = Object.entries(request.headers).filter(([name]) => !/^(host|connection|content-length)$/.test(name));
  const { method = 'GET', url = '' } = request;
  const sent = await fetch(`${to}${url}`, {
    ...{ method, headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])) },
    body: body.length === 0 ? null : new Uint8Array(body),
  });
  return { status: sent.status, type: sent.headers.get('content-type') ?? '', text: await sent.text() };
}

async function answerTo(request: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  asked.push(`${request.method} ${request.url?.split('?')[0]}`);
  const number = asked.length;
  const real = behind === null ? null : await pass(behind, request, Buffer.concat(parts));
  return real !== null && number <= whole ? real : answer;
}

const server = createServer((request, response) => {
  void answerTo(request).then(({ status, type, text }) => {
    response.writeHead(status, { 'content-type': type }).end(text);
  });
});

beforeAll(async () => {
  sandbox = await spawnSandbox(['--tickets', '200', '--vivenu-tickets', '200', '--no-rate-limit']);
  for (const fixture of fixtures) {
    drafts.set(fixture.system, await fixture.draft(platformOf(fixture, sandbox), sandbox));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await sandbox.stop();
});

/** As somebody who is logged in already: there is nobody here to log in at. */
function loggedIn(credential: Credential): Credential {
  return credential.kind === 'login' ? { ...credential, kind: 'token', token: 'logged.in.already' } : credential;
}

interface End {
  readonly code: ProblemCode | null;
  readonly outcome: SendOutcome | null;
}

function endOf(work: Promise<unknown>): Promise<End> {
  return work.then(
    () => ({ code: null, outcome: null }),
    (error: unknown) => ({ code: problemOf(error).code, outcome: sendOutcome(error) }),
  );
}

/** Sales of a draft that the platform has. */
async function booked(platform: Platform, draft: OrderDraft): Promise<number> {
  const [item] = draft.items;
  if (item?.ref?.kind === 'ticket_payment') return (await platform.ordersOfTicket(item.ref.ticketId, staff)).length;
  return (await platform.orders({ ...staff, page: 1, search: draft.customer.email })).total;
}

const named = Object.entries(answers).map(([name, { codes, ...broken }]) => ({ name, codes, broken }));

describe.each(fixtures)('$system', (fixture: Fixture) => {
  test.each(named)('$name: every call ends in the closed list, and a write in doubt', async ({ codes, broken }) => {
    const given = { order: missingOrder[fixture.system], draft: drafts.get(fixture.system) as OrderDraft };
    const credential = loggedIn(fixture.everything(sandbox));
    const settings = await fixture.settings?.(sandbox);
    [answer, behind, whole] = [broken, null, 0];
    for (const [capability, calls] of Object.entries(probes) as [Capability, (typeof probes)[Capability]][]) {
      for (const [index, call] of calls.entries()) {
        const platform = platformOf(fixture, sandbox, credential, { baseUrl: origin, settings });
        if (!platform.capabilities.has(capability)) break;
        asked = [];
        const end = await endOf(call(platform, given));
        const about = `${capability} ${index}: ${asked.join(', ')}`;
        expect(asked, about).not.toHaveLength(0);
        if (end.code === null)
          expect(asked.every((one) => doneBy2xx.test(one)) && broken.type === json.type, about).toBe(true);
        else expect(codes, about).toContain(end.code);
        if (end.code !== null && wrote()) expect(end.outcome, about).toBe('unknown');
      }
    }
  });

  test.each(named)(
    'a sale, $name after each of its requests: booked only while that is in doubt or known',
    async ({ broken }) => {
      const direct = platformOf(fixture, sandbox);
      [answer, behind] = [broken, fixture.baseUrl(sandbox)];
      let ends: End[] = [];
      for (whole = 0; ends.at(-1)?.code !== null; whole += 1) {
        const draft = await fixture.draft(direct, sandbox);
        const before = await booked(direct, draft);
        asked = [];
        const end = await endOf(platformOf(fixture, sandbox, undefined, { baseUrl: origin }).createOrder(draft, staff));
        const about = `${whole} whole: ${asked.join(', ')}`;
        const made = (await booked(direct, draft)) - before;
        if (end.code === null) expect(made, about).toBe(1);
        if (end.outcome === 'not_sent' || end.outcome === 'refused') expect(made, about).toBe(0);
        expect(made, about).toBeLessThan(2);
        ends = [...ends, end];
      }
      expect(ends.length).toBeGreaterThan(1);
      behind = null;
    },
  );
});
