/** What the queue holds, in the order and the words of the Queue screen. */

import type { Attempt, QueueEntry, QueueState } from '../../../shared/domain/acts.ts';
import { type DoubtReason, readDoubt } from '../../../shared/domain/doubt.ts';
import { type ActKind, kindOf } from '../../../shared/domain/history.ts';
import { type ProblemCode, problemCodes } from '../../../shared/errors.ts';
import type { AccountId } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';

/** The parts of the Queue screen, most urgent first. */
export type QueuePart = 'needs_person' | 'in_doubt' | 'sending' | 'waiting' | 'settled';

const parts: Readonly<Record<QueueState, QueuePart>> = {
  needs_person: 'needs_person',
  unknown: 'in_doubt',
  reconciling: 'in_doubt',
  sending: 'sending',
  queued: 'waiting',
  confirmed: 'settled',
  rejected: 'settled',
  cancelled: 'settled',
};

/** Where a state stands on the screen. */
export function partOf(state: QueueState): QueuePart {
  return parts[state];
}

/** An act's common face, whatever it does. */
export interface ActView {
  readonly key: string;
  readonly accountId: AccountId;
  readonly kind: ActKind;
  readonly state: QueueState;
  readonly part: QueuePart;
  /** Till reference or order number. */
  readonly label: string;
  readonly guest: string;
  /** Null for what moves no money. */
  readonly amount: Money | null;
  readonly createdAtMs: number;
  readonly by: string;
  readonly attempts: readonly Attempt[];
  readonly nextAttemptMs: number | null;
  /** Set when it was not simply answered: found by looking on the platform, or decided by a person. */
  readonly settledBy: 'looking' | 'person' | null;
}

/** Reads an entry of the queue, whatever it does. */
export function viewOf(entry: QueueEntry): ActView {
  if (entry.kind === 'sale') {
    const { sale } = entry;
    const guest = sale.customer.name || sale.customer.email || sale.customer.phone;
    return {
      key: `sale ${sale.id}`,
      kind: kindOf(entry),
      label: sale.orderNumber ?? sale.reference,
      guest,
      amount: sale.total,
      ...common(sale),
    };
  }
  if (entry.kind === 'deed') {
    const { deed } = entry;
    return {
      key: `deed ${deed.id}`,
      kind: kindOf(entry),
      label: deed.orderNumber,
      guest: deed.guest,
      amount: deed.amount,
      ...common(deed),
    };
  }
  const { refund } = entry;
  return {
    key: `refund ${refund.id}`,
    kind: kindOf(entry),
    label: refund.orderNumber,
    guest: refund.guest,
    amount: refund.amount,
    ...common(refund),
  };
}

function common(act: {
  readonly accountId: AccountId;
  readonly queueState: QueueState;
  readonly createdAtMs: number;
  readonly by: string;
  readonly attempts: readonly Attempt[];
  readonly nextAttemptMs: number | null;
}) {
  return {
    accountId: act.accountId,
    state: act.queueState,
    part: partOf(act.queueState),
    createdAtMs: act.createdAtMs,
    by: act.by,
    attempts: act.attempts,
    nextAttemptMs: act.nextAttemptMs,
    settledBy: partOf(act.queueState) === 'settled' ? settledBy(act.attempts) : null,
  };
}

/** By the last word that was said about it: a person may have sent it again, and the platform answered then. */
function settledBy(attempts: readonly Attempt[]): ActView['settledBy'] {
  const end = attempts.findLast(({ outcome }) => outcome !== 'total_differs' && outcome !== 'sent');
  if (end?.outcome === 'reconciled') return 'looking';
  return end?.outcome === 'chosen' ? 'person' : null;
}

/** The open acts by part, each part oldest first: what came first is sent first. */
export function byPart(entries: readonly QueueEntry[]): ReadonlyMap<QueuePart, readonly QueueEntry[]> {
  const order: readonly QueuePart[] = ['needs_person', 'in_doubt', 'sending', 'waiting', 'settled'];
  const sorted = [...entries].sort((a, b) => viewOf(a).createdAtMs - viewOf(b).createdAtMs);
  const found = order.map((part) => {
    const ofPart = sorted.filter((entry) => viewOf(entry).part === part);
    return [part, part === 'settled' ? ofPart.reverse() : ofPart] as const;
  });
  return new Map(found.filter(([, ofPart]) => ofPart.length > 0));
}

const unseen = ['may_not_look', 'not_readable', 'order_gone', 'look_failed'] as const satisfies readonly DoubtReason[];

/** Why the platform could not be seen into when a person was asked: there is nothing to compare then. Null when it could. */
export function unseenBecause(attempts: readonly Attempt[]): (typeof unseen)[number] | null {
  const why = readDoubt(attempts.at(-1)?.note ?? '')?.why;
  return unseen.find((one) => one === why) ?? null;
}

/** What an attempt's note is: one of our codes, a choice of a person, the platform's own sentence, or nothing. */
export type NoteReading =
  | { readonly kind: 'code'; readonly code: ProblemCode }
  | { readonly kind: 'choice'; readonly choice: 'this_is_it' | 'send_again' | 'give_up' }
  /** Why looking for it did not settle it. */
  | { readonly kind: 'doubt'; readonly why: DoubtReason }
  | { readonly kind: 'quote'; readonly text: string }
  /** The order that it was found to be. */
  | { readonly kind: 'order'; readonly number: string }
  | null;

/** Reads the note of an attempt. */
export function noteOf({ note, outcome }: Attempt): NoteReading {
  // The note of a sending is the two clocks' difference, for reconciling.
  if (note === '' || outcome === 'sent') return null;
  if (outcome === 'chosen' && (note === 'this_is_it' || note === 'send_again' || note === 'give_up')) {
    return { kind: 'choice', choice: note };
  }
  if (outcome === 'reconciled') return { kind: 'order', number: note };
  const doubt = readDoubt(note);
  if (doubt) return { kind: 'doubt', why: doubt.why };
  const code = problemCodes.find((one) => one === note);
  return code === undefined ? { kind: 'quote', text: note } : { kind: 'code', code };
}
