import type { SandboxProcess } from '../../../sandbox/client.ts';
import type { SystemId } from '../../../shared/domain/accounts.ts';
import { as, type OrderId, type RefundRequestId } from '../../../shared/ids.ts';
import type { CreatedOrder } from '../platform.ts';

/** What is done where Willcall is not: by the guest, by the system's own people, and by its mail. */
export interface Outside {
  /** The guest pays an order that was made with a link. */
  readonly pay: (order: CreatedOrder) => Promise<unknown>;
  /** The money that was asked back goes back. */
  readonly settle: (id: RefundRequestId) => Promise<unknown>;
  /** An order that is open there and waits for its money. */
  readonly openOrder: () => Promise<OrderId>;
  /** An order that is reserved for a guest who was invited. */
  readonly reservedOrder: () => Promise<OrderId>;
  /** Addresses that mails about an order went to. */
  readonly mailed: (id: OrderId) => Promise<readonly string[]>;
}

async function never(): Promise<never> {
  throw new Error('nothing of the kind happens at this system');
}

async function caseOf(sandbox: SandboxProcess, name: string): Promise<OrderId> {
  const { transactions } = await sandbox.control<{ transactions: Record<string, OrderId> }>('GET', '/vivenu/cases');
  const id = transactions[name];
  if (id === undefined) throw new Error(`the sandbox has no case ${name}`);
  return id;
}

interface Mail {
  readonly to: string;
  readonly transactionId?: string;
}

/** The other side of each system, by the sandbox's control plane. */
export const outside: Readonly<Record<SystemId, (sandbox: SandboxProcess) => Outside>> = {
  ticrs: (sandbox) => ({
    pay: ({ id }) => sandbox.control('POST', `/tic/orders/${id}/approve`),
    settle: async (id) => {
      await sandbox.control('POST', `/tic/refunds/${id}/approve`);
      await sandbox.control('POST', `/tic/refunds/${id}/settle`);
    },
    ...{ openOrder: never, reservedOrder: never, mailed: never },
  }),
  vivenu: (sandbox) => ({
    // What is sold at its till is paid, and what is cancelled there goes back at once.
    pay: () => Promise.resolve(),
    settle: () => Promise.resolve(),
    openOrder: () => caseOf(sandbox, 'new_local'),
    reservedOrder: () => caseOf(sandbox, 'reserved'),
    mailed: async (id) => {
      const { data } = await sandbox.control<{ data: readonly Mail[] }>('GET', '/vivenu/outbox?kind=mail');
      return data.filter(({ transactionId }) => transactionId === id).map(({ to }) => to);
    },
  }),
  ozora: (sandbox) => ({
    pay: ({ id }) => sandbox.control('POST', `/ozora/transactions/${id}/ipn`),
    ...{ settle: never, openOrder: never, reservedOrder: never, mailed: never },
  }),
};

interface Ticket {
  readonly id: number;
  readonly status: string;
  readonly paid: boolean;
  readonly template: { readonly id: number };
}

/** A ticket of O.Z.O.R.A. that nobody has paid, and its template as its tickets service lists it. */
export async function payableTicket(
  sandbox: SandboxProcess,
): Promise<{ readonly id: number; readonly template: string }> {
  const { data } = await sandbox.control<{ data: readonly Ticket[] }>('GET', '/ozora/tickets?per_page=1000');
  const found = data.find((one) => !one.paid && one.status === 'registered' && one.template.id === 1);
  if (found === undefined) throw new Error('no payable ticket is left');
  return { id: found.id, template: JSON.stringify(found.template) };
}

/** An id of a system's own form that no order has. */
export const missingOrder: Readonly<Record<SystemId, OrderId>> = {
  ticrs: as<OrderId>('00000000-0000-4000-8000-000000000000'),
  vivenu: as<OrderId>('0'.repeat(24)),
  ozora: as<OrderId>('999999999'),
};
