import type { Rng } from './rng.ts';
import type { Writer } from './writer.ts';

/** The five combinations of processing and platform approval (platform-spec 6.1, T-23). */
export const REFUND_CASES = ['requested', 'approved', 'completed', 'failed', 'rejected'] as const;
export type RefundCase = (typeof REFUND_CASES)[number];

const REASONS = ['Event already took place', 'Refund period has expired', 'Povraćaj nije moguć nakon početka događaja'];

export interface RefundedPayment {
  readonly orderId: number;
  readonly transaction: { readonly id: number; readonly signature: string };
  readonly amountMinor: number;
  readonly currency: string;
  readonly paidMs: number;
  /** Nothing happens after this. */
  readonly latestMs: number;
}

/** Writes a refund request in the given state, and the negative transaction where the money went back. */
export function writeRefund(write: Writer, rng: Rng, payment: RefundedPayment, state: RefundCase): void {
  const room = Math.max(3000, payment.latestMs - payment.paidMs);
  const at = (part: number) => Math.floor((payment.paidMs + room * part) / 1000) * 1000;
  const createdMs = at(0.3 + rng.next() * 0.2);
  const decidedMs = at(0.6 + rng.next() * 0.1);
  const approved = state === 'approved' || state === 'completed' || state === 'failed';
  let refundSignature: string | null = null;
  if (state === 'completed') {
    const { orderId, amountMinor, currency } = payment;
    refundSignature = write.transaction(orderId, 'approved', -amountMinor, currency, at(0.9)).signature;
  }
  write.refund(
    {
      transactionId: payment.transaction.id,
      status: state === 'completed' || state === 'failed' ? state : 'pending',
      approval: approved ? 'approved' : state === 'rejected' ? 'rejected' : 'pending',
      refundSignature,
      createdMs,
      approvedMs: approved ? decidedMs : null,
      rejectedMs: state === 'rejected' ? decidedMs : null,
      reason: state === 'rejected' ? rng.pick(REASONS) : null,
    },
    payment.transaction.signature,
  );
}
