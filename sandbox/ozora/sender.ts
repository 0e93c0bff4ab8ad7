import type { Ozora } from './context.ts';
import { findDelivery } from './deliveries.ts';
import { askInside, type InsideReply } from './inside.ts';
import { changePayment, paymentOf } from './payments.ts';
import type { DeliveryRow } from './rows.ts';
import { isSimpleSignature, simpleSignature } from './simplepay/signature.ts';
import { stripeHeader } from './stripe/signature.ts';

/** Waits after the first, second, … unanswered sending, in s; the last one goes on [assumed, platform-spec 6.3]. */
const RETRY_SECONDS = [5, 30, 120, 600];

export interface SendOptions {
  /** A signature made with another key. */
  readonly badSignature?: boolean;
  /** Stripe: how old the signature's time is, in s. */
  readonly ageSeconds?: number;
}

export interface Sent {
  /** What the service answered; 0 when the connection died. */
  readonly status: number;
  readonly answered: boolean;
}

export interface Sender {
  /** Sends one message now and waits for the answer. */
  send(deliveryId: number, options?: SendOptions): Promise<Sent>;
  /** Sends what is due, one after another for each transaction. */
  sendDue(): void;
  /** Hangs up what is under way. */
  close(): Promise<void>;
}

function signatureOf(ctx: Ozora, row: DeliveryRow, options: SendOptions): Record<string, string> {
  const signed = options.badSignature ? `${row.body} ` : row.body;
  if (row.kind === 'ipn') return { signature: simpleSignature(signed) };
  const t = Math.floor(ctx.clock.now() / 1000) - (options.ageSeconds ?? 0);
  return { 'stripe-signature': stripeHeader(t, signed) };
}

/** SimplePay takes only its own bytes back with a receiveDate, rightly signed; Stripe any 2xx. */
function isAnswer(row: DeliveryRow, reply: InsideReply): boolean {
  if (row.kind === 'webhook') return reply.status >= 200 && reply.status < 300;
  const { signature } = reply.headers;
  const echoed = `${row.body.slice(0, -1)},"receiveDate":"`;
  return (
    reply.status === 200 &&
    typeof signature === 'string' &&
    isSimpleSignature(signature, reply.body) &&
    reply.body.toString('utf8').startsWith(echoed)
  );
}

export function createSender(ctx: Ozora): Sender {
  const underWay = new Map<number, Promise<void>>();
  const ending = new AbortController();

  const ask = async (row: DeliveryRow, options: SendOptions): Promise<InsideReply | undefined> => {
    const path = row.kind === 'ipn' ? ctx.paths.simpleIpn : ctx.paths.stripeWebhook;
    try {
      return await askInside(ctx, path, signatureOf(ctx, row, options), Buffer.from(row.body), ending.signal);
    } catch (error) {
      if (error instanceof Error) return undefined;
      throw error;
    }
  };

  const send = async (id: number, options: SendOptions = {}): Promise<Sent> => {
    const row = findDelivery(ctx, id);
    if (!row) return { status: 0, answered: false };
    if (row.what === 'FINISHED' && paymentOf(ctx, row.transaction_id).status === 'AUTHORIZED') {
      changePayment(ctx, row.transaction_id, { status: 'FINISHED' });
    }
    const reply = await ask(row, options);
    const answered = reply !== undefined && isAnswer(row, reply);
    if (ending.signal.aborted) return { status: 0, answered };
    const wait = RETRY_SECONDS[Math.min(row.attempts, RETRY_SECONDS.length - 1)] ?? 600;
    ctx.store
      .sql('UPDATE deliveries SET attempts = attempts + 1, answered = ?, due_ms = ? WHERE id = ? AND body = ?')
      .run(answered ? 1 : 0, answered ? null : ctx.clock.now() + wait * 1000, id, row.body);
    return { status: reply?.status ?? 0, answered };
  };

  const sendAll = async (transactionId: number): Promise<void> => {
    const next = ctx.store.sql<{ id: number }>(
      'SELECT id FROM deliveries WHERE transaction_id = ? AND due_ms <= ? ORDER BY due_ms, id LIMIT 1',
    );
    for (let row = next.get(transactionId, ctx.clock.now()); row; row = next.get(transactionId, ctx.clock.now())) {
      await send(row.id);
      if (ending.signal.aborted) return;
    }
  };

  return {
    send,
    sendDue: () => {
      const sql = 'SELECT DISTINCT transaction_id AS id FROM deliveries WHERE due_ms <= ?';
      for (const { id } of ctx.store.sql<{ id: number }>(sql).all(ctx.clock.now())) {
        if (underWay.has(id)) continue;
        underWay.set(
          id,
          sendAll(id).finally(() => underWay.delete(id)),
        );
      }
    },
    close: async () => {
      ending.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}
