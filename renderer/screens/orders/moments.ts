/** What a system calls the moments of an order's past, and the text that says each; a word that is not here stays as the system wrote it. */
const moments = {
  created: 'created',
  'pos.created': 'created',
  reserved: 'reserved',
  completed: 'completed',
  'completed.manually': 'completedByHand',
  aborted: 'aborted',
  canceled: 'cancelled',
  'pos.canceled': 'cancelled',
  'partial.canceled': 'itemsCancelled',
  'payment.succeeded': 'paymentDone',
  'payment.localReceived': 'paymentHere',
  'payment.local.added': 'paymentHere',
  'payment.failed': 'paymentFailed',
  'payment.authorized': 'paymentAuthorized',
  'payment.canceled': 'paymentCancelled',
  'payment.chargeback': 'chargeback',
  'dispute.created': 'disputed',
  refunded: 'refunded',
  'partial.refunded': 'partlyRefunded',
  'partial.refunded.voucher': 'voucher',
  'refund.failed': 'refundFailed',
  'tickets.booked': 'ticketsMade',
  'transaction.resent.mail': 'mailSent',
  'transaction.resent.ticket_mail': 'ticketsSent',
  'invitation.reserved.mail': 'invited',
  commented: 'comment',
} as const;

export type MomentText = (typeof moments)[keyof typeof moments];

/** The text of a moment, or null where only the system's own word is known. */
export function momentText(what: string): MomentText | null {
  return Object.hasOwn(moments, what) ? moments[what as keyof typeof moments] : null;
}
