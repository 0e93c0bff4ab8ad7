/** The way of a refund, from this laptop to the guest's bank: as steps, and as one word. */
import type { Refund } from '../../../shared/domain/acts.ts';
import type { RefundRequest, RefundState } from '../../../shared/domain/orders.ts';
import type { RefundRow } from '../../../shared/domain/views.ts';
import type { Money } from '../../../shared/money.ts';

/** Where a refund stands as a whole: on this laptop before the platform has it, then the platform's state. */
export type RefundStanding =
  | RefundState
  | 'waiting'
  | 'sending'
  | 'refused'
  | 'given_up'
  | 'doubt'
  | 'order_cancelled'
  | 'items_cancelled';

/** One step of the way. */
export interface RefundStep {
  readonly step: 'noted' | 'requested' | 'approved' | 'rejected' | 'completed' | 'failed';
  readonly state: 'done' | 'current' | 'ahead' | 'bad';
  /** When it happened, where known. */
  readonly atMs: number | null;
  /** The platform's own reason, on the step that went wrong. */
  readonly reason: string | null;
}

/** Where a refund stands. A refund without a request is still this laptop's, or cancelled an unpaid order. */
export function standingOf({ refund, request }: RefundRow): RefundStanding {
  if (request) return request.state;
  switch (refund?.queueState) {
    case 'sending':
      return 'sending';
    case 'rejected':
      return 'refused';
    case 'cancelled':
      return 'given_up';
    case 'unknown':
    case 'reconciling':
    case 'needs_person':
      return 'doubt';
    case 'confirmed':
      if (refund.target.kind === 'items') return 'items_cancelled';
      return refund.target.kind === 'order' && refund.amount.minor === 0 ? 'order_cancelled' : 'requested';
    default:
      return 'waiting';
  }
}

/** True when nothing more will happen to it. */
export function isSettled(row: RefundRow): boolean {
  const standing = standingOf(row);
  return !['waiting', 'sending', 'doubt', 'requested', 'approved'].includes(standing);
}

/** The sum that goes back: the platform's where it says one, else what was noted here. */
export function amountOfRow({ refund, request }: RefundRow): Money | null {
  if (request?.amount) return { minor: Math.abs(request.amount.minor), currency: request.amount.currency };
  // With several requests the noted sum is that of all of them, and would be wrong beside one.
  return refund && refund.requests.length <= 1 ? refund.amount : null;
}

/** The steps of one refund: noted here (when this laptop asked), requested, decided, done. */
export function stepsOf(row: RefundRow): readonly RefundStep[] {
  const { refund, request } = row;
  const noted: RefundStep[] = refund ? [step('noted', 'done', refund.createdAtMs)] : [];
  if (!request) return [...noted, ...stepsBeforeRequest(refund)];
  const asked = step('requested', request.state === 'requested' ? 'current' : 'done', request.createdAtMs);
  const decidedAt = request.decidedAt === null ? null : Date.parse(request.decidedAt);
  switch (request.state) {
    case 'requested':
      return [...noted, asked, step('approved', 'ahead'), step('completed', 'ahead')];
    case 'approved':
      return [...noted, asked, step('approved', 'current', decidedAt), step('completed', 'ahead')];
    case 'rejected':
      return [...noted, asked, step('rejected', 'bad', decidedAt, reasonOf(request))];
    case 'completed':
      return [...noted, asked, step('approved', 'done', decidedAt), step('completed', 'done')];
    case 'failed':
      return [...noted, asked, step('approved', 'done', decidedAt), step('failed', 'bad', null, reasonOf(request))];
  }
}

function stepsBeforeRequest(refund: Refund | null): readonly RefundStep[] {
  const standing = standingOf({ refund, request: null });
  const ahead = [step('approved', 'ahead'), step('completed', 'ahead')];
  switch (standing) {
    case 'refused':
    case 'given_up': {
      const last = refund?.attempts.findLast((attempt) => attempt.outcome === 'rejected');
      return [step('requested', 'bad', last?.at ?? null, standing === 'refused' ? (last?.note ?? null) : null)];
    }
    case 'order_cancelled':
    case 'items_cancelled':
      return [step('completed', 'done')];
    case 'requested':
      return [step('requested', 'current'), ...ahead];
    default:
      return [step('requested', 'ahead'), ...ahead];
  }
}

function reasonOf(request: RefundRequest): string | null {
  return request.rejectionReason === '' ? null : request.rejectionReason;
}

function step(
  name: RefundStep['step'],
  state: RefundStep['state'],
  atMs: number | null = null,
  reason: string | null = null,
): RefundStep {
  return { step: name, state, atMs: atMs !== null && Number.isNaN(atMs) ? null : atMs, reason };
}

/** Which words a step is said with. */
export type StepWord =
  | 'noted'
  | 'requested'
  | 'requestedWaits'
  | 'requestAhead'
  | 'requestNot'
  | 'approved'
  | 'approvedWaits'
  | 'approvalAhead'
  | 'rejected'
  | 'completed'
  | 'completionAhead'
  | 'failed';

/** The words of a step: the same step is said differently when it is done, under way, or still to come. */
export function wordOfStep({ step, state }: RefundStep): StepWord {
  switch (step) {
    case 'requested':
      if (state === 'bad') return 'requestNot';
      return state === 'ahead' ? 'requestAhead' : state === 'current' ? 'requestedWaits' : 'requested';
    case 'approved':
      return state === 'ahead' ? 'approvalAhead' : state === 'current' ? 'approvedWaits' : 'approved';
    case 'completed':
      return state === 'ahead' ? 'completionAhead' : 'completed';
    default:
      return step;
  }
}
