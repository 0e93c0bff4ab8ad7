import { customerToSend } from '../../electron/ledger/till-reference.ts';
import type { Refund, Sale } from '../../shared/domain/acts.ts';
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

/** What one till says, and the User-Agent by which the platform's books tell what it made. */
export interface TillBooks<Act> {
  readonly agent: string;
  readonly acts: readonly Act[];
}

/** The User-Agent of a till of the harness. @param name as in `TillOptions`. */
export function agentOf(name: string): string {
  return `Willcall/${name}`;
}

/** Two pieces in one line and two lines of one are the same to the guest, and no platform need keep them apart (`shared/domain/same-items.ts`). */
function inPieces(
  lines: readonly (readonly [...what: readonly unknown[], quantity: number])[],
): readonly (readonly [string, number])[] {
  const pieces = new Map<string, number>();
  for (const line of lines) {
    const what = JSON.stringify(line.slice(0, -1));
    pieces.set(what, (pieces.get(what) ?? 0) + Number(line.at(-1)));
  }
  return [...pieces].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Equal for a sale and the order that it becomes. */
function saleKey(agent: string, sale: Sale): string {
  const { name, email, phone } = customerToSend(sale);
  return JSON.stringify([
    agent,
    [name, email, phone],
    sale.total.currency,
    inPieces(sale.items.map((item) => [item.type, item.name, item.unitPrice.minor, item.quantity])),
  ]);
}

function orderKey(order: BookOrder): string {
  const { name, email, phone } = order.customer ?? { name: '', email: '', phone: '' };
  return JSON.stringify([
    order.user_agent,
    [name, email, phone],
    order.currency,
    inPieces(order.items.map((item) => [item.type, item.name, Math.round(item.amount * 100), item.quantity])),
  ]);
}

/**
 * Compares order by order. Sales of one till that are equal in everything are counted, since nobody could say which is whose. An order of any other
 * agent is another door's: nobody's double, and wrongly adopted by whoever holds it.
 */
export function compareOrders(books: readonly BookOrder[], tills: readonly TillBooks<Sale>[]): OrdersVerdict {
  const verdict: OrdersVerdict = { doubled: 0, lost: 0, wronglyAdopted: 0, examples: [] };
  const say = (text: string): void => {
    if (verdict.examples.length < 10) verdict.examples.push(text);
  };
  const bySignature = new Map(books.map((order) => [order.signature, order]));
  const agents = new Set(tills.map(({ agent }) => agent));
  const onPlatform = new Map<string, BookOrder[]>();
  for (const order of books) {
    if (!agents.has(order.user_agent ?? '')) continue;
    const key = orderKey(order);
    onPlatform.set(key, [...(onPlatform.get(key) ?? []), order]);
  }
  const sales = tills.flatMap(({ agent, acts }) => acts.map((sale) => ({ sale, key: saleKey(agent, sale) })));
  const holders = new Map<string, string>();
  const made = new Map<string, number>();
  for (const { sale, key } of sales) {
    if (sale.queueState !== 'cancelled' && sale.queueState !== 'rejected') made.set(key, (made.get(key) ?? 0) + 1);
    if (sale.queueState === 'needs_person' || sale.queueState === 'cancelled' || sale.queueState === 'rejected')
      continue;
    const order = sale.orderId === null ? undefined : bySignature.get(sale.orderId);
    if (sale.queueState !== 'confirmed' || !order) {
      verdict.lost += 1;
      say(`lost: ${sale.reference} is ${sale.queueState}, ${JSON.stringify(sale.attempts.map((one) => one.outcome))}`);
      continue;
    }
    if (orderKey(order) !== key) {
      verdict.wronglyAdopted += 1;
      say(`wrong: ${sale.reference} holds ${orderKey(order)} and is ${key}`);
    }
    if (holders.has(order.signature)) {
      verdict.wronglyAdopted += 1;
      say(`twice: ${order.number} is held by ${sale.reference} and ${holders.get(order.signature)}`);
    }
    holders.set(order.signature, sale.reference);
  }
  for (const [key, orders] of onPlatform) {
    const beyond = orders.length - (made.get(key) ?? 0);
    if (beyond <= 0) continue;
    verdict.doubled += beyond;
    const stories = sales
      .filter((one) => one.key === key)
      .map(
        ({ sale }) =>
          `${sale.reference} ${sale.queueState} ${sale.orderNumber} ${sale.attempts.map((one) => `${one.outcome}:${one.note}@${one.at % 1e7}`).join(' ')}`,
      );
    const there = orders.map(({ number, created_at }) => `${number} of ${created_at}`).join(', ');
    say(`doubled: ${key}: there ${there}; here ${stories.join(' | ') || 'no sale at all'}`);
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
 * @param shared several tills may ask for the same payment: one of them is refused and says so, rightly.
 */
export function compareRefunds(
  books: readonly BookRefund[],
  orders: readonly BookOrder[],
  tills: readonly TillBooks<Refund>[],
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
  const agents = tills.map(({ agent }) => agent);
  const asked = new Map<string, number>();
  const confirmed = new Set<string>();
  for (const refund of tills.flatMap(({ acts }) => acts)) {
    const { target, queueState } = refund;
    const payments = target.kind === 'payment' ? [target.paymentId as string] : (paid.get(target.orderId) ?? []);
    const requested = books.filter((request) => payments.includes(request.payment_signature));
    const ours = requested.filter((request) => agents.includes(request.user_agent ?? ''));
    for (const payment of payments) {
      if (queueState !== 'cancelled') asked.set(payment, shared ? 1 : (asked.get(payment) ?? 0) + 1);
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
    const beyond = requests.length - (asked.get(payment) ?? 0);
    if (beyond > 0) {
      verdict.doubled += beyond;
      say(`doubled: payment ${payment} was asked for ${requests.length} times`);
    }
  }
  return verdict;
}
