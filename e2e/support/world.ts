/** The platform's side of a test: a sandbox of its own, what it was asked, and what it knows. */
import { type SandboxProcess, spawnSandbox } from '../../sandbox/client.ts';

/** Keys and login that the sandbox knows. */
export const key = 'tic_sandbox_key';
export const otherKeys = ['tic_sandbox_key_2', 'tic_sandbox_key_3', 'tic_sandbox_key_4'] as const;
export const login = { email: 'demo@example.test', password: 'sandbox1' } as const;

/** Few tickets, no limits, and a platform that decides on refunds only when the test does. */
export const quickArgs = ['--tickets', '200', '--no-rate-limit', '--auto-approve-ms', '0', '--auto-settle-ms', '0'];

/** One API request as the sandbox logged it. */
export interface Asked {
  readonly id: number;
  readonly time: number;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly fault: string | null;
}

/** An order as the sandbox's own books have it. */
export interface BookedOrder {
  readonly number: string;
  readonly signature: string;
  readonly public_token: string;
  readonly status_id: number;
  readonly total: number;
  readonly currency: string;
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string } | null;
  readonly items: readonly { readonly type: string; readonly name: string | null; readonly quantity: number }[];
}

/** A refund request as the sandbox's own books have it. */
export interface BookedRefund {
  readonly signature: string;
  readonly status: string;
  readonly platform_approval_status: string;
  readonly payment_signature: string;
  readonly order_signature: string;
  readonly amount: number;
}

/** A fault as the control plane takes it (sandbox/README.md). */
export type FaultBody = { readonly kind: string } & Readonly<Record<string, unknown>>;

/** A sandbox and the questions that tests have for it. */
export class World {
  readonly sandbox: SandboxProcess;

  private constructor(sandbox: SandboxProcess) {
    this.sandbox = sandbox;
  }

  static async start(args: readonly string[] = quickArgs): Promise<World> {
    return new World(await spawnSandbox(args));
  }

  /** Base URL of its tic.rs. */
  get url(): string {
    return this.sandbox.ticrs;
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }

  /** Pulls the cable out or puts it back. */
  cable(state: 'out' | 'in'): Promise<void> {
    return this.sandbox.offline(state === 'out');
  }

  async fault(body: FaultBody): Promise<void> {
    await this.sandbox.control('POST', '/faults', body);
  }

  async clearFaults(): Promise<void> {
    await this.sandbox.control('DELETE', '/faults');
  }

  async setKey(name: string, active: boolean): Promise<void> {
    await this.sandbox.control('POST', '/key', { key: name, active });
  }

  async rateLimit(limit: number | 'off'): Promise<void> {
    await this.sandbox.control('POST', '/rate-limit', { limit });
  }

  /** Requests since the one with this id, oldest first. */
  async asked(since = 0): Promise<readonly Asked[]> {
    const answer = await this.sandbox.control<{ requests: Asked[] }>('GET', `/requests?since=${since}`);
    return answer.requests;
  }

  /** Id of the newest request, to count from. */
  async lastAsked(): Promise<number> {
    return (await this.sandbox.control<{ last: number }>('GET', '/requests?since=999999999')).last;
  }

  /** Orders made over the API, newest first. */
  async orders(): Promise<readonly BookedOrder[]> {
    return (await this.sandbox.control<{ data: BookedOrder[] }>('GET', '/orders?origin=api&per_page=1000')).data;
  }

  /** All orders, newest first. */
  async allOrders(): Promise<readonly BookedOrder[]> {
    return (await this.sandbox.control<{ data: BookedOrder[] }>('GET', '/orders?per_page=1000')).data;
  }

  async refunds(): Promise<readonly BookedRefund[]> {
    return (await this.sandbox.control<{ data: BookedRefund[] }>('GET', '/refunds?per_page=1000')).data;
  }

  /** An unpaid order of the same organizer that no laptop made. @returns its number. */
  async sellElsewhere(customer: { readonly name: string; readonly email: string }): Promise<string> {
    const items = [{ type: 'service', name: 'Poster', amount: 200, quantity: 1 }];
    const answer = await fetch(`${this.url}/api/payment/v1/orders`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ customer, items }),
    });
    if (!answer.ok) throw new Error(`the platform refused the order: ${answer.status}`);
    return ((await answer.json()) as { data: { number: string } }).data.number;
  }

  /** What the platform, or a guest at the payment page, does to an order. */
  async moveOrder(signature: string, move: 'approve' | 'decline' | 'expire' | 'complete'): Promise<void> {
    await this.sandbox.control('POST', `/tic/orders/${signature}/${move}`, {});
  }

  async moveRefund(
    signature: string,
    move: 'approve' | 'reject' | 'settle' | 'settle-fail',
    reason?: string,
  ): Promise<void> {
    await this.sandbox.control('POST', `/tic/refunds/${signature}/${move}`, reason === undefined ? {} : { reason });
  }

  /** How many tickets the platform has. */
  async tickets(): Promise<number> {
    return (await this.sandbox.control<{ tic: { tickets: number } }>('GET', '/state')).tic.tickets;
  }
}

/** Requests of one kind: `GET /api/payment/v1/orders` counts the list, not single orders. */
export function count(requests: readonly Asked[], method: string, path: string | RegExp): number {
  return requests.filter(
    (one) => one.method === method && (typeof path === 'string' ? one.path === path : path.test(one.path)),
  ).length;
}
