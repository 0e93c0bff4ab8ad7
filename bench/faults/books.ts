import type { SandboxProcess } from '../../sandbox/client.ts';

/** An order as the sandbox's own books have it. */
export interface BookOrder {
  readonly signature: string;
  readonly number: string;
  readonly created_at: string;
  readonly status_id: number;
  readonly total: number;
  readonly currency: string;
  /** Who made it. */
  readonly user_agent: string | null;
  readonly customer: { readonly name: string; readonly email: string; readonly phone: string } | null;
  readonly items: readonly {
    readonly type: string;
    readonly name: string;
    readonly amount: number;
    readonly quantity: number;
  }[];
  readonly transactions: readonly {
    readonly signature: string;
    readonly status: string;
    readonly amount: number;
  }[];
}

/** A refund request as the sandbox's own books have it. */
export interface BookRefund {
  readonly signature: string;
  readonly status: string;
  readonly platform_approval_status: string;
  readonly payment_signature: string;
  readonly order_signature: string;
  readonly user_agent: string | null;
}

async function all<Row>(sandbox: SandboxProcess, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await sandbox.control<{ data: Row[]; total: number }>('GET', `${path}per_page=1000&page=${page}`);
    rows.push(...answer.data);
    if (answer.data.length === 0 || rows.length >= answer.total) return rows;
  }
}

/** Orders that were made over the API, whoever made them. */
export function bookOrders(sandbox: SandboxProcess): Promise<BookOrder[]> {
  return all<BookOrder>(sandbox, '/orders?origin=api&');
}

/** All refund requests. */
export function bookRefunds(sandbox: SandboxProcess): Promise<BookRefund[]> {
  return all<BookRefund>(sandbox, '/refunds?');
}

/** Lets guests pay. @param signature of the order. */
export async function pay(sandbox: SandboxProcess, signature: string): Promise<void> {
  await sandbox.control('POST', `/tic/orders/${signature}/approve`, {});
}
