import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RefundTarget } from '../../shared/domain/acts.ts';
import type { OrderItem } from '../../shared/domain/orders.ts';
import type { Contact } from '../../shared/domain/tickets.ts';
import { type AccountId, as, type EpochMs, type OrderId, type PaymentId } from '../../shared/ids.ts';
import { type Db, openEncrypted } from '../store/open.ts';
import type { AccountRecord, Act, Ledger, NewRefund, NewSale } from './ledger.ts';
import { ledgerPaths, type OpenedLedger, openLedger } from './open.ts';

export const accountId = as<AccountId>('00000000-0000-7000-8000-000000000001');
export const startMs = Date.parse('2026-01-31T20:00:00Z');

/** An account record for tests. */
export function anAccount(id: AccountId = accountId): AccountRecord {
  return {
    id,
    system: 'ticrs',
    label: 'Door',
    baseUrl: 'http://127.0.0.1:4301',
    credentialKind: 'apiKey',
    credentialHint: '…f3k9',
    demo: true,
    advanced: {},
    connectedAt: as<EpochMs>(startMs),
  };
}

/** A sale of two tickets at 867.62 RSD. */
export function aSale(customer: Partial<Contact> = {}, account: AccountId = accountId): NewSale {
  const unitPrice = { minor: 86_762, currency: 'RSD' };
  const item: OrderItem = {
    type: 'unpublished_ticket',
    name: 'Parter',
    unitPrice,
    quantity: 2,
    calendarId: null,
    ticketTypeId: null,
    date: '2026-01-31',
  };
  return {
    accountId: account,
    customer: { name: '', email: '', phone: '', ...customer },
    items: [item],
    total: { minor: 173_524, currency: 'RSD' },
    tender: 'link',
  };
}

export const ofOrder = (order: string): RefundTarget => ({ kind: 'order', orderId: as<OrderId>(order) });
export const ofPayment = (payment: string, order: string): RefundTarget => ({
  kind: 'payment',
  paymentId: as<PaymentId>(payment),
  orderId: as<OrderId>(order),
});

/** A refund of 10.00 EUR. */
export function aRefund(target: RefundTarget, account: AccountId = accountId): NewRefund {
  return {
    accountId: account,
    target,
    orderNumber: 'AYM-0579',
    guest: 'Dragoslava Mihajlović',
    amount: { minor: 1000, currency: 'EUR' },
  };
}

/** An order as a platform confirms it. */
export const anOrder = (id: string) => ({
  id: as<OrderId>(id),
  number: `AYM-${id}`,
  publicToken: `tok${id}`,
  paymentLink: `https://tic.rs/pay/${id}`,
});

/** A ledger with one account, in a folder of its own, with a clock that moves only when told. */
export class TestLedger {
  readonly folder = mkdtempSync(join(tmpdir(), 'willcall-ledger-'));
  readonly key = randomBytes(32).toString('hex');
  readonly file = ledgerPaths(this.folder).file;
  readonly backupDir = ledgerPaths(this.folder).backupDir;
  nowMs = startMs;
  opened: OpenedLedger = this.#open();

  constructor() {
    this.ledger.accounts.add(anAccount());
  }

  get ledger(): Ledger {
    return this.opened.ledger;
  }

  act(by = 'Mila'): Act {
    return { by, now: as<EpochMs>(this.nowMs) };
  }

  /** Closes and opens again, as a start of the app does. @param between what happens to the files meanwhile. */
  reopen(between: () => void = () => undefined): OpenedLedger {
    this.ledger.close();
    between();
    this.opened = this.#open();
    return this.opened;
  }

  /** Opens the file beside the ledger, for looking into it. */
  database(): Db {
    return openEncrypted({ file: this.file, key: this.key, synchronous: 'FULL' });
  }

  remove(): void {
    this.ledger.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #open(): OpenedLedger {
    const { file, backupDir, key } = this;
    return openLedger({ file, backupDir, key, now: () => this.nowMs });
  }
}
