/** Names of the small facts that sync writes to the cache and the desk reads from it. Values are text; times are epoch ms. */
export const factNames = {
  /** Tickets that the platform says there are. */
  expectedTickets: 'tickets.expected',
  /** When a full pass last ended with the platform's own count. */
  completeAt: 'tickets.completeAt',
  /** When the platform last confirmed that nothing newer exists. */
  freshAt: 'tickets.freshAt',
  /** Newest purchase (epoch ms) that was on the platform when the last full reading began: a poll reads back to it. */
  watermark: 'tickets.watermark',
  /** Next page of an interrupted first reading of all orders; empty when it is done. */
  ordersNextPage: 'orders.nextPage',
  /** Prefix: when a contact's orders were last asked for, by a hash of the contact. */
  contactAskedAt: 'contact.askedAt:',
} as const;
