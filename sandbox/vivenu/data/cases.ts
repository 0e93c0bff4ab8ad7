/** What becomes of a generated sale. */
export type Fate =
  | 'online'
  | 'local'
  | 'external'
  | 'pos'
  | 'pos-closed'
  | 'pos-canceled'
  | 'new-online'
  | 'new-local'
  | 'new-pending'
  | 'new-failed'
  | 'new-seat-lost'
  | 'reserved'
  | 'aborted'
  | 'canceled-refunded'
  | 'canceled-kept'
  | 'canceled-unpaid'
  | 'partial-refunded'
  | 'partial-voucher'
  | 'partial-kept'
  | 'dispute'
  | 'chargeback'
  | 'transferred';

/**
 * Each of these is once among the newest sales, whatever the size, with what else it needs; the control plane names them.
 * `event` 0 is tonight's hall, 1 tonight's club, 2 a personal event.
 */
export interface Case {
  readonly name: string;
  readonly fate: Fate;
  readonly event: 'hall' | 'club' | 'personal';
  /** Pieces of each cart item; seats are one piece each. */
  readonly pieces: readonly number[];
  readonly standing?: boolean;
  readonly coupon?: boolean;
  readonly product?: boolean;
}

export const CASES: readonly Case[] = [
  { name: 'complete_seats', fate: 'online', event: 'hall', pieces: [1, 1] },
  { name: 'complete_many_pieces', fate: 'online', event: 'hall', pieces: [4], standing: true },
  { name: 'complete_local', fate: 'local', event: 'club', pieces: [2] },
  { name: 'complete_coupon', fate: 'online', event: 'hall', pieces: [1, 1], coupon: true },
  { name: 'complete_product', fate: 'online', event: 'hall', pieces: [1], product: true },
  { name: 'details_required', fate: 'online', event: 'personal', pieces: [2] },
  { name: 'external', fate: 'external', event: 'hall', pieces: [2], standing: true },
  { name: 'new_local', fate: 'new-local', event: 'hall', pieces: [1, 1] },
  { name: 'new_online', fate: 'new-online', event: 'club', pieces: [2] },
  { name: 'new_pending', fate: 'new-pending', event: 'hall', pieces: [1] },
  { name: 'new_failed', fate: 'new-failed', event: 'hall', pieces: [1] },
  { name: 'new_seat_lost', fate: 'new-seat-lost', event: 'hall', pieces: [1] },
  { name: 'reserved', fate: 'reserved', event: 'hall', pieces: [2, 1], standing: true },
  { name: 'aborted', fate: 'aborted', event: 'hall', pieces: [1, 1] },
  { name: 'canceled_refunded', fate: 'canceled-refunded', event: 'hall', pieces: [1, 1] },
  { name: 'canceled_kept', fate: 'canceled-kept', event: 'club', pieces: [1] },
  { name: 'canceled_unpaid', fate: 'canceled-unpaid', event: 'club', pieces: [2] },
  { name: 'partial_refunded', fate: 'partial-refunded', event: 'hall', pieces: [1, 1, 1] },
  { name: 'partial_voucher', fate: 'partial-voucher', event: 'hall', pieces: [1, 1] },
  { name: 'partial_kept', fate: 'partial-kept', event: 'hall', pieces: [2, 1], standing: true },
  { name: 'pos_open', fate: 'pos', event: 'club', pieces: [2] },
  { name: 'pos_closed', fate: 'pos-closed', event: 'hall', pieces: [1, 1] },
  { name: 'pos_canceled', fate: 'pos-canceled', event: 'club', pieces: [1] },
  { name: 'dispute', fate: 'dispute', event: 'hall', pieces: [1] },
  { name: 'chargeback', fate: 'chargeback', event: 'hall', pieces: [1] },
  { name: 'transferred', fate: 'transferred', event: 'hall', pieces: [1, 1] },
];

/** The rest, by how often it happens in a thousand. */
export const FATES: readonly (readonly [Fate, number])[] = [
  ['online', 630],
  ['local', 90],
  ['pos-closed', 110],
  ['pos', 10],
  ['external', 15],
  ['transferred', 20],
  ['canceled-refunded', 22],
  ['canceled-kept', 8],
  ['canceled-unpaid', 6],
  ['aborted', 25],
  ['partial-refunded', 14],
  ['partial-voucher', 5],
  ['partial-kept', 4],
  ['pos-canceled', 6],
  ['reserved', 8],
  ['new-local', 10],
  ['new-online', 6],
  ['new-pending', 3],
  ['new-failed', 4],
  ['dispute', 2],
  ['chargeback', 2],
];
