/** vivenu's side of a test: its named cases and its own books. */
import type { World } from './world.ts';

/** A transaction as vivenu's books have it. */
export interface VivenuBook {
  readonly transaction: {
    readonly _id: string;
    readonly status: string;
    readonly paymentStatus: string;
    readonly name?: string;
    readonly email?: string;
    readonly realPrice: number;
    readonly currency: string;
    readonly history: readonly { readonly type: string }[];
  };
  readonly tickets: readonly {
    readonly _id: string;
    readonly status: string;
    readonly barcode: string;
    readonly categoryName?: string;
    readonly ticketName: string;
    readonly seat?: string;
    readonly scans: readonly { readonly scanResult?: string; readonly type?: string }[];
  }[];
  readonly refunds: readonly { readonly amount: number; readonly target: string }[];
}

/** A mail as vivenu sent it. */
export interface VivenuMail {
  readonly template: string;
  readonly to: string;
  readonly transactionId?: string;
}

/** One of the cases that every data set has (sandbox/vivenu/data/cases.ts), as the books have it now. */
export async function vivenuCase(world: World, name: string): Promise<VivenuBook> {
  const { transactions } = await world.sandbox.control<{ transactions: Record<string, string> }>(
    'GET',
    '/vivenu/cases',
  );
  return vivenuBook(world, transactions[name] ?? '');
}

/** The transactions, newest first. */
export async function vivenuBooks(world: World): Promise<readonly VivenuBook[]> {
  return (await world.sandbox.control<{ data: VivenuBook[] }>('GET', '/vivenu/books?per_page=1000')).data;
}

/** One transaction. @throws Error where there is none. */
export async function vivenuBook(world: World, id: string): Promise<VivenuBook> {
  const book = (await vivenuBooks(world)).find(({ transaction }) => transaction._id === id);
  if (book === undefined) throw new Error(`vivenu has no transaction ${id}`);
  return book;
}

/** Mails about a transaction, oldest first. */
export async function vivenuMails(world: World, transactionId: string): Promise<readonly VivenuMail[]> {
  const { data } = await world.sandbox.control<{ data: VivenuMail[] }>('GET', '/vivenu/outbox?kind=mail');
  return data.filter((mail) => mail.transactionId === transactionId);
}

/** What Willcall calls a transaction by: vivenu has no order numbers. */
export function vivenuNumber(id: string): string {
  return id
    .slice(-8)
    .toUpperCase()
    .replace(/^(.{4})/, '$1-');
}
