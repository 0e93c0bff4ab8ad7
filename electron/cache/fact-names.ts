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
  /** Tickets that the platform has and that are not here since their rows cannot be read: so many when it was last compared. */
  unreadTickets: 'tickets.unread',
  /** Next page of an interrupted reading of all orders; `done` when it came to the end. */
  ordersNextPage: 'orders.nextPage',
  /** When the last reading of all orders came to the end. */
  ordersReadAt: 'orders.readAt',
  /** Newest order (epoch ms) that the platform had when orders were last read from their head: the next poll reads back to it. */
  ordersWatermark: 'orders.watermark',
  /** The same of payments. */
  paymentsWatermark: 'payments.watermark',
  /** Day (`YYYY-MM-DD`, the platform's zone) from which on all payments are here; `all` when there are no older ones. */
  paymentsSinceDay: 'payments.sinceDay',
  /** When (epoch ms, the platform's clock) orders were last asked for by their change. */
  ordersChangedSince: 'orders.changedSince',
  /** Orders (JSON of ids) whose money moved while their own row was not read: asked for one by one. */
  ordersToAsk: 'orders.toAsk',
  /** Prefix: fingerprints (JSON) of rows that could not be read, by the list's name. */
  unreadRows: 'unread:',
  /** Prefix: when a contact's orders were last asked for, by a hash of the contact. */
  contactAskedAt: 'contact.askedAt:',
  /** Prefix: that an order of this door is not told by its system, and since when, by the order's id. */
  lostOrder: 'orders.lost:',
} as const;
