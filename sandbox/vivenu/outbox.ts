import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store } from './store/store.ts';

export interface Mail {
  readonly template: 'ticket' | 'order' | 'invitation' | 'confirmation' | 'voucher' | 'otp' | 'sms';
  readonly to: string | undefined;
  readonly transactionId?: string | undefined;
  readonly ticketIds?: readonly string[] | undefined;
}

export type HookType =
  | 'transaction.complete'
  | 'transaction.reservedBySystem'
  | 'transaction.canceled'
  | 'transaction.partiallyCanceled'
  | 'checkout.completed'
  | 'checkout.aborted'
  | 'ticket.created'
  | 'ticket.updated'
  | 'customer.created'
  | 'customer.updated'
  | 'scan.created';

/** What would have left the house: mails stay here, webhooks go to their listeners. */
export interface Outbox {
  mail(mail: Mail): void;
  hook(type: HookType, data: object): void;
}

export interface Listener {
  readonly _id: string;
  name: string;
  enabled: boolean;
  url: string;
  /** Types to `true`; every type when there is none at all. */
  events: Readonly<Record<string, boolean>>;
  hmacKey: string | null;
}

const wants = (listener: Listener, type: string) =>
  listener.enabled && (Object.keys(listener.events).length === 0 || listener.events[type] === true);

/** Writes what leaves into the store, in the transaction of the move that caused it. */
export function createOutbox(store: Store, clock: Clock): Outbox {
  const put = (kind: 'mail' | 'webhook', doc: object) =>
    Number(
      store.sql('INSERT INTO outbox VALUES (NULL, ?, ?, ?)').run(kind, clock.now(), JSON.stringify(doc))
        .lastInsertRowid,
    );
  return {
    mail: (mail) => void put('mail', mail),
    hook: (type, data) => {
      const body = { id: `wh_${randomBytes(12).toString('hex')}`, type, mode: 'dev', data };
      const n = put('webhook', body);
      const rows = store.sql<{ id: string; doc: string }>('SELECT id, doc FROM listeners').all();
      for (const row of rows) {
        if (!wants(JSON.parse(row.doc) as Listener, type)) continue;
        store.sql('INSERT INTO deliveries VALUES (NULL, ?, ?, 0, ?, NULL)').run(n, row.id, clock.now());
      }
    },
  };
}
