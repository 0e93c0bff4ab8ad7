import { type SandboxProcess, spawnSandbox } from '../../../sandbox/client.ts';
import type { Billing } from '../../../shared/domain/orders.ts';
import { type AccountId, as } from '../../../shared/ids.ts';
import type { OrderDraft } from '../platform.ts';
import { PlatformError } from '../platform-error.ts';
import type { PlatformOptions } from '../registry.ts';
import { OzoraPlatform } from './platform.ts';

/* The project's own sandbox for tests: a second reading of the same documents, in a process of its own. */

const flags = ['--tickets', '200', '--vivenu-tickets', '200'];

export interface SandboxTicket {
  readonly id: number;
  readonly status: string;
  readonly event: string;
  readonly paid: boolean;
  readonly template: { readonly id: number };
  readonly metas: readonly { readonly keyword: string; readonly value: string }[];
}

interface Row {
  readonly id: number;
  readonly status: string;
  readonly page: string;
  readonly billing: object;
}

/** A running O.Z.O.R.A. whose providers do only what a test says. */
export class OzoraSandbox {
  readonly process: SandboxProcess;
  readonly user: string;
  readonly service: string;
  readonly tickets: readonly SandboxTicket[];
  readonly #used = new Set<number>([42, 31_090]);

  private constructor(
    process: SandboxProcess,
    known: { readonly user: string; readonly service: string; readonly tickets: readonly SandboxTicket[] },
  ) {
    this.process = process;
    this.user = known.user;
    this.service = known.service;
    this.tickets = known.tickets;
  }

  static async start(more: readonly string[] = []): Promise<OzoraSandbox> {
    const process = await spawnSandbox([...flags, ...more]);
    await process.control('POST', '/ozora/settings', { auto_ipn_ms: 0, auto_webhook_ms: 0 });
    const token = async (type: string) =>
      (await process.control<{ token: string }>('POST', '/ozora/token', { type })).token;
    const { data } = await process.control<{ data: SandboxTicket[] }>('GET', '/ozora/tickets?per_page=1000');
    return new OzoraSandbox(process, { user: await token('user'), service: await token('service'), tickets: data });
  }

  async token(body: object): Promise<string> {
    return (await this.process.control<{ token: string }>('POST', '/ozora/token', body)).token;
  }

  /** A transaction started over HTTP, as the sandbox's books have it. */
  async row(id: string): Promise<Row | undefined> {
    const { data } = await this.process.control<{ data: readonly Row[] }>(
      'GET',
      '/ozora/books?origin=api&per_page=1000',
    );
    return data.find((row) => String(row.id) === id);
  }

  move(id: string, name: string, body: object = {}): Promise<{ readonly status: string }> {
    return this.process.control('POST', `/ozora/transactions/${id}/${name}`, body);
  }

  fault(body: object): Promise<unknown> {
    return this.process.control('POST', '/faults', { system: 'ozora', count: 1, ...body });
  }

  /** A Hungarian ticket that nobody has paid and no other test has touched. */
  freeTicket(): number {
    const found = this.tickets.find(
      (one) => !one.paid && one.status === 'registered' && one.template.id === 1 && !this.#used.has(one.id),
    );
    if (found === undefined) throw new Error('no free ticket is left');
    this.#used.add(found.id);
    return found.id;
  }

  platform(more: Partial<PlatformOptions> = {}): OzoraPlatform {
    return new OzoraPlatform({ ...this.options(), ...more });
  }

  options(): PlatformOptions {
    return {
      ...{ accountId: as<AccountId>('demo'), baseUrl: this.process.ozora, version: '0.1.0', language: () => 'en' },
      credential: { kind: 'token', token: this.user, serviceToken: this.service },
    };
  }
}

export function draft(ticketId: number, code = 'NORMAL-TOTAL-FEE-HUF-SIMPLE', billing?: Billing): OrderDraft {
  const currency = code.includes('-HUF-') ? 'HUF' : 'EUR';
  return {
    ...{ customer: { name: '', email: '', phone: '' }, currency, tender: 'link', reference: 'W-7F3K' },
    items: [
      {
        ...{ type: 'service', name: `Ticket ${ticketId}`, quantity: 1 },
        ...{ calendarId: null, ticketTypeId: null, date: null },
        unitPrice: { minor: 15_000, currency },
        ref: { kind: 'ticket_payment', ticketId, code, billing },
      },
    ],
  };
}

/** The error that a call must end in. */
export async function failed(asked: Promise<unknown>): Promise<PlatformError> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
  throw new Error('it was done');
}
