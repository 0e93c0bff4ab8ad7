import type { z } from 'zod';
import { type Billing, billingFields, type Order } from '../../../shared/domain/orders.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { Secret } from '../../secret.ts';
import { checkBaseUrl } from '../base-url.ts';
import type { OrderDraft } from '../platform.ts';
import { failure, PlatformError } from '../platform-error.ts';
import { parsePaymentCode } from './payment-code.ts';
import type { started } from './schemas.ts';

/** A payment to be started (O4). */
export interface Start {
  readonly ticketId: number;
  readonly body: Readonly<Record<string, unknown>>;
}

function metasOf(billing: Billing): Record<string, string> {
  const metas: Record<string, string> = {};
  for (const field of billingFields) {
    const value = billing[field]?.trim() ?? '';
    if (value !== '') metas[`billing_${field}`] = value;
  }
  return metas;
}

function refused(field: string, message: string): PlatformError {
  return failure('invalid_input', message, { outcome: 'refused', fields: { [field]: [message] } });
}

/**
 * The body of O4 for a sale: one item, once, that names a ticket and a payment code. Billing data go along as they were typed.
 * @param stripePage false where no page can take Stripe's client_secret: such a payment could be started and never paid.
 * @throws PlatformError `invalid_input` (refused) naming the field, before anything is sent.
 */
export function startOf(draft: OrderDraft, stripePage: boolean): Start {
  const [item, ...more] = draft.items;
  const ref = item?.ref;
  if (item === undefined || ref?.kind !== 'ticket_payment') throw refused('items.0.ref', 'a ticket and a payment code');
  if (more.length > 0) throw refused('items', 'one ticket a payment');
  if (item.quantity !== 1) throw refused('items.0.quantity', 'a ticket is paid once');
  if (!Number.isSafeInteger(ref.ticketId) || ref.ticketId < 1) throw refused('items.0.ref.ticketId', 'a whole number');
  const code = parsePaymentCode(ref.code);
  if (code === null) throw refused('items.0.ref.code', 'a code like FULL-FEE-HUF-SIMPLE');
  if (code.currency !== draft.currency || item.unitPrice.currency !== draft.currency) {
    throw refused('items.0.unitPrice', `the code is in ${code.currency}`);
  }
  if (draft.tender !== 'link') throw refused('tender', 'only the guest pays here, by a link');
  if (code.processor === 'STRIPE-INTENTS' && !stripePage) {
    throw refused('items.0.ref.code', 'Stripe needs the address of a payment page in the account’s settings');
  }
  const metas = metasOf(ref.billing ?? {});
  return {
    ticketId: ref.ticketId,
    body: {
      ...{ ticket_id: ref.ticketId, code: ref.code },
      ...(Object.keys(metas).length === 0 ? {} : { metas }),
    },
  };
}

/** A payment that was authorised and is not finished after so long is stuck: whether it bars another is the platform's to say. */
const takingMs = 2 * 3_600_000;

/**
 * Throws `already_paid` when one of a ticket's transactions is paid, or its money is just being taken (O-5, O-10).
 * @param now epoch ms by the platform's clock.
 */
export function assertUnpaid(orders: readonly Order[], now: number): void {
  for (const { number, status, platformStatus, documentNumber, createdAtMs } of orders) {
    const taking = platformStatus.id === 'authorized' && Math.abs(now - createdAtMs) < takingMs;
    if (status !== 'paid' && status !== 'completed' && !taking) continue;
    const invoice = documentNumber === undefined ? '' : `, invoice ${documentNumber}`;
    throw failure('already_paid', `${number} is ${platformStatus.name}${invoice}`, { outcome: 'refused' });
  }
}

/** Failures of the question whether a ticket is paid after which the question may be put again, and with it the payment. */
const passing: ReadonlySet<string> = new Set([
  ...['offline', 'host_unreachable', 'timeout', 'not_json', 'server_error', 'rate_limited'],
  ...['key_refused', 'session_ended'],
]);

/** The question before the payment failed: the payment itself was not sent, whatever is known of the question. */
export function beforeStart(error: unknown): unknown {
  if (!(error instanceof PlatformError)) return error;
  const { code, message, ...rest } = error.problem;
  // An answer that was cut off passes; one with a field that cannot be read would stop every payment behind this one.
  const outcome = passing.has(code) || error.cut ? 'not_sent' : 'refused';
  return failure(code, message, { ...rest, outcome, limits: error.limits, status: error.status, cause: error });
}

/** O4's refusals in the app's words: 409 says that the ticket is paid (assumed, platform-spec 3.2). */
export function startRefused(error: unknown): unknown {
  if (!(error instanceof PlatformError) || error.status !== 409) return error;
  const { message, endpoint } = error.problem;
  return failure('already_paid', message, {
    outcome: 'refused',
    endpoint,
    limits: error.limits,
    status: 409,
    cause: error,
  });
}

/** Where the guest pays. */
export interface PayLinks {
  readonly paymentLink: string | null;
  readonly secretLink: Secret | null;
}

/** An address that a guest may be sent to: https, or http on this machine. */
function guestAddress(text: string, baseUrl: string): string | null {
  if (!URL.canParse(text, baseUrl)) return null;
  const url = new URL(text, baseUrl);
  try {
    checkBaseUrl(url.origin);
    return url.href;
  } catch (error) {
    // The payment exists by now: without a usable address it is shown without a link, and is not lost.
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/**
 * SimplePay gives an address; Stripe a client_secret, which goes into the page of the account's settings and, being a secret, into no log and
 * no store (O-13). What is not used is null, empty or absent.
 */
export function linksOf(raw: z.infer<typeof started>, stripePage: string | null, baseUrl: string): PayLinks {
  const redirect = raw.redirect_url?.trim() ?? '';
  const secret = raw.client_secret?.trim() ?? '';
  if (redirect !== '') return { paymentLink: guestAddress(redirect, baseUrl), secretLink: null };
  if (secret === '' || stripePage === null) return { paymentLink: null, secretLink: null };
  const [intent = ''] = secret.split('_secret_');
  const values: Readonly<Record<string, string>> = { secret, intent, transaction: String(raw.transaction_id) };
  const page = stripePage.replace(/\{(secret|intent|transaction)\}/g, (_whole, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const address = guestAddress(page, baseUrl);
  return { paymentLink: null, secretLink: address === null ? null : new Secret(address) };
}
