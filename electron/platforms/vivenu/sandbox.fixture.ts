import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Credential } from '../../../shared/domain/accounts.ts';
import type { Contact, TicketRow } from '../../../shared/domain/tickets.ts';
import { type AccountId, as, type OrderId } from '../../../shared/ids.ts';
import type { CreatedOrder, OrderDraft, Page, Platform } from '../platform.ts';
import { createPlatform } from '../registry.ts';

export const staff = { priority: 'staff' } as const;
export const pull = { priority: 'pull' } as const;
export const apiKey = { kind: 'apiKey', key: 'key_sandbox' } as const;
export const login = { kind: 'login', email: 'demo@example.test', password: 'sandbox1' } as const;
export const door = { ...apiKey, scanToken: 'acc_sandbox' } as const;
export const ana: Contact = { name: 'Ana Petrović', email: 'ana.p@example.test', phone: '+381601234567' };

const controlToken = 'integration';
const root = path.resolve(import.meta.dirname, '../../..');

/** The project's own sandbox as a process: a second reading of the same documents that shares no code with this folder. */
export class SandboxFixture {
  readonly #child: ChildProcess;
  readonly #control: string;
  readonly #baseUrl: string;
  #cases: Readonly<Record<string, OrderId>> = {};

  private constructor(child: ChildProcess, said: { readonly vivenu: string; readonly control: string }) {
    this.#child = child;
    this.#baseUrl = said.vivenu;
    this.#control = said.control;
  }

  /** Starts it with 600 tickets and waits until it answers. */
  static async start(): Promise<SandboxFixture> {
    const flags = ['--port', '0', '--control-token', controlToken, '--tickets', '200', '--vivenu-tickets', '600'];
    const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
    const child = spawn(process.execPath, ['sandbox/main.ts', ...flags], { cwd: root, stdio });
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as { ready?: boolean; vivenu: string; control: string };
      if (said.ready !== true) continue;
      const fixture = new SandboxFixture(child, said);
      const { transactions } = (await fixture.ask('GET', '/vivenu/cases')) as { transactions: Record<string, OrderId> };
      fixture.#cases = transactions;
      return fixture;
    }
    throw new Error('the sandbox ended before it was ready');
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
  }

  /** Calls the control plane. */
  async ask(method: string, route: string, body: object = {}): Promise<unknown> {
    const headers = { 'x-sandbox-token': controlToken, 'content-type': 'application/json' };
    const sent = method === 'POST' ? { method, headers, body: JSON.stringify(body) } : { method, headers };
    const response = await fetch(`${this.#control}${route}`, sent);
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  }

  tell(route: string, body: object = {}): Promise<unknown> {
    return this.ask('POST', route, body);
  }

  /** A transaction that every data set has. */
  caseOf(name: string): OrderId {
    const id = this.#cases[name];
    if (id === undefined) throw new Error(`the sandbox has no case ${name}`);
    return id;
  }

  platform(credential: Credential = apiKey): Platform {
    const accountId = as<AccountId>('demo');
    const baseUrl = this.#baseUrl;
    return createPlatform('vivenu', { accountId, baseUrl, credential, version: '0.1.0', language: () => 'en' });
  }

  /** A sale of tonight's club: standing room, no seats to run out. */
  async draft(more: Partial<OrderDraft> = {}, quantity = 2): Promise<OrderDraft> {
    const candidates = await this.platform().catalogueCandidates(staff);
    const found = candidates.find((candidate) => candidate.available && candidate.ticketTypeName === 'Abendkasse');
    if (found === undefined) throw new Error('nothing on sale');
    const item = {
      ...{ type: 'event', name: found.ticketTypeName, unitPrice: found.asMajor, quantity, ref: found.ref },
      ...{ calendarId: null, ticketTypeId: null, date: null },
    };
    const { currency } = found.asMajor;
    return { tender: 'cash', reference: 'W-7F3K', customer: ana, items: [item], currency, ...more };
  }

  async sell(more: Partial<OrderDraft> = {}): Promise<CreatedOrder> {
    return this.platform().createOrder(await this.draft(more), staff);
  }

  async ticketsOf(id: OrderId): Promise<readonly TicketRow[]> {
    const rows = await allOf((page) => this.platform().tickets({ ...pull, page }));
    return rows.filter((row) => row.entry?.orderId === id);
  }
}

/** Every row of every page. @throws Error when a row could not be read. */
export async function allOf<Row>(read: (page: number) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await read(page);
    if (answer.setAside.length > 0) throw new Error(`set aside: ${JSON.stringify(answer.setAside)}`);
    pages = answer.pages;
    rows.push(...answer.rows);
  }
  return rows;
}
