import { customerToSend } from '../../electron/ledger/till-reference.ts';
import type { Refund, Sale } from '../../shared/domain/orders.ts';
import type { BookOrder, BookRefund } from './books.ts';

/** What comparing the platform's books with the ledgers came to. All zero is the promise. */
export interface OrdersVerdict {
  /** Orders on the platform beyond the sales that were made. */
  doubled: number;
  /** Sales that neither have their order nor wait for a person. */
  lost: number;
  /** Sales that hold another's order, or one order held by two sales. */
  wronglyAdopted: number;
  readonly examples: string[];
}

/** Equal for a sale and the order that it becomes. */
function saleKey(sale: Sale): string {
  const { name, email, phone } = customerToSend(sale);
  return JSON.stringify([
    [name, email, phone],
    sale.total.currency,
    sale.items.map((item) => [item.type, item.name, item.unitPrice.minor, item.quantity]),
  ]);
}

function orderKey(order: BookOrder): string {
  const { name, email, phone } = order.customer ?? { name: '', email: '', phone: '' };
  return JSON.stringify([
    [name, email, phone],
    order.currency,
    order.items.map((item) => [item.type, item.name, Math.round(item.amount * 100), item.quantity]),
  ]);
}

/**
 * Compares order by order. Sales that are equal in everything are counted, since nobody could say which is whose.
 * @param foreign signatures of orders that no till made.
 */
export function compareOrders(
  books: readonly BookOrder[],
  ledgers: readonly (readonly Sale[])[],
  foreign: ReadonlySet<string> = new Set(),
): OrdersVerdict {
  const verdict: OrdersVerdict = { doubled: 0, lost: 0, wronglyAdopted: 0, examples: [] };
  const say = (text: string): void => {
    if (verdict.examples.length < 10) verdict.examples.push(text);
  };
  const bySignature = new Map(books.map((order) => [order.signature, order]));
  const onPlatform = new Map<string, number>();
  for (const order of books) {
    if (foreign.has(order.signature)) continue;
    const key = orderKey(order);
    onPlatform.set(key, (onPlatform.get(key) ?? 0) + 1);
  }
  const holders = new Map<string, string>();
  const made = new Map<string, number>();
  for (const sale of ledgers.flat()) {
    const key = saleKey(sale);
    if (sale.queueState !== 'cancelled' && sale.queueState !== 'rejected') made.set(key, (made.get(key) ?? 0) + 1);
    if (sale.queueState === 'needs_person' || sale.queueState === 'cancelled' || sale.queueState === 'rejected')
      continue;
    const order = sale.orderId === null ? undefined : bySignature.get(sale.orderId);
    if (sale.queueState !== 'confirmed' || !order) {
      verdict.lost += 1;
      say(`lost: ${sale.reference} is ${sale.queueState}, ${JSON.stringify(sale.attempts.map((one) => one.outcome))}`);
      continue;
    }
    if (orderKey(order) !== key || foreign.has(order.signature)) {
      verdict.wronglyAdopted += 1;
      say(`wrong: ${sale.reference} holds ${orderKey(order)} and is ${key}`);
    }
    if (holders.has(order.signature)) {
      verdict.wronglyAdopted += 1;
      say(`twice: ${order.number} is held by ${sale.reference} and ${holders.get(order.signature)}`);
    }
    holders.set(order.signature, sale.reference);
  }
  for (const [key, count] of onPlatform) {
    const beyond = count - (made.get(key) ?? 0);
    if (beyond <= 0) continue;
    verdict.doubled += beyond;
    const stories = ledgers
      .flat()
      .filter((sale) => saleKey(sale) === key)
      .map(
        (sale) =>
          `${sale.reference} ${sale.attempts.map((one) => `${one.outcome}:${one.note}@${one.at % 1e7}`).join(' ')}`,
      );
    say(`doubled: ${key}: ${stories.join(' | ')}`);
  }
  return verdict;
}

/** What comparing refunds came to. All zero is the promise. */
export interface RefundsVerdict {
  /** Requests on the platform beyond the refunds asked for here, payment by payment, decided ones included. */
  doubled: number;
  /** Refunds that say done while the platform has nothing of them, or say refused while it has ours. */
  lost: number;
  readonly examples: string[];
}

/**
 * Compares refund by refund.
 * @param agents User-Agents of the tills.
 * @param shared several tills may ask for the same payment: one of them is refused and says so, rightly.
 */
export function compareRefunds(
  books: readonly BookRefund[],
  orders: readonly BookOrder[],
  ledgers: readonly (readonly Refund[])[],
  agents: readonly string[],
  shared = false,
): RefundsVerdict {
  const verdict: RefundsVerdict = { doubled: 0, lost: 0, examples: [] };
  const say = (text: string): void => {
    if (verdict.examples.length < 10) verdict.examples.push(text);
  };
  const paid = new Map<string, readonly string[]>();
  for (const order of orders) {
    const payments = order.transactions.filter((one) => one.status === 'approved' && one.amount > 0);
    paid.set(
      order.signature,
      payments.map((one) => one.signature),
    );
  }
  const acts = new Map<string, number>();
  const confirmed = new Set<string>();
  for (const refund of ledgers.flat()) {
    const { target, queueState } = refund;
    const payments = target.kind === 'payment' ? [target.paymentId as string] : (paid.get(target.orderId) ?? []);
    const requested = books.filter((request) => payments.includes(request.payment_signature));
    const ours = requested.filter((request) => agents.includes(request.user_agent ?? ''));
    for (const payment of payments) {
      if (queueState !== 'cancelled') acts.set(payment, shared ? 1 : (acts.get(payment) ?? 0) + 1);
      if (queueState === 'confirmed') confirmed.add(payment);
    }
    const told = JSON.stringify(refund.attempts.map((one) => `${one.outcome}:${one.note}`));
    if (queueState === 'confirmed' && requested.length < payments.length) {
      verdict.lost += 1;
      say(`lost: ${refund.id} is confirmed and not there, ${told}`);
    }
    if (queueState === 'rejected' && ours.length > 0 && !shared) {
      verdict.lost += 1;
      say(`lost: ${refund.id} says refused and the platform has it, ${told}`);
    }
    if (
      queueState !== 'confirmed' &&
      queueState !== 'rejected' &&
      queueState !== 'needs_person' &&
      queueState !== 'cancelled'
    ) {
      verdict.lost += 1;
      say(`lost: ${refund.id} is still ${queueState}, ${told}`);
    }
  }
  const byPayment = Map.groupBy(
    books.filter((request) => agents.includes(request.user_agent ?? '')),
    (request) => request.payment_signature,
  );
  for (const [payment, requests] of byPayment) {
    if (!confirmed.has(payment)) {
      verdict.lost += 1;
      say(`lost: payment ${payment} was asked for and no ledger knows`);
    }
    const beyond = requests.length - (acts.get(payment) ?? 0);
    if (beyond > 0) {
      verdict.doubled += beyond;
      say(`doubled: payment ${payment} was asked for ${requests.length} times`);
    }
  }
  return verdict;
}
