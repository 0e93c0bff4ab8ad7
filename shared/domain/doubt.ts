/** Why an act needs a person. */
export const doubtReasons = [
  'several_fit',
  'may_be_anothers',
  'fits_in_part',
  'may_be_rewritten',
  'sent_too_often',
  'partly_asked_for',
  'payment_gone',
  'may_not_look',
  'not_readable',
  'order_gone',
  'look_failed',
  'refused_before',
  'not_told',
] as const;

/**
 * `several_fit`: more orders fit than were sent from here. `may_be_anothers`: one fits, but cannot be told from somebody else's.
 * `fits_in_part`: one was made just then with other items or another total. `may_be_rewritten`: one fits in part, and not everything that the sale
 * carried found it. `sent_too_often`: it never arrives. `partly_asked_for`: some of the order's payments are asked back already. `payment_gone`: the
 * platform does not show the payment any more. `may_not_look`: the platform does not let this key see what became of it. `not_readable`: what it
 * lists of that time could not be read. `order_gone`: it does not know the order any more. `look_failed`: it answers with an error each time it is
 * asked. `refused_before`: it refused such a request at a time at which ours may have been made. `not_told`: the order does not say whether this was
 * done.
 */
export type DoubtReason = (typeof doubtReasons)[number];

const prefix = 'doubt:';

/** The note of the attempt that ended in a doubt: its reason, and the platform's orders that may be the act. */
export function doubtNote(why: DoubtReason, orderIds: readonly string[]): string {
  return [`${prefix}${why}`, ...orderIds].join(' ');
}

/** Reads a note that `doubtNote` made; null for any other. */
export function readDoubt(note: string): { readonly why: DoubtReason; readonly orderIds: readonly string[] } | null {
  if (!note.startsWith(prefix)) return null;
  const [reason, ...orderIds] = note.slice(prefix.length).split(' ');
  const why = doubtReasons.find((one) => one === reason);
  return why === undefined ? null : { why, orderIds };
}
