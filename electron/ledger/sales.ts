import type { SystemId } from '../../shared/domain/accounts.ts';
import type { QueueState, Sale, Tender } from '../../shared/domain/acts.ts';
import type { OrderItem } from '../../shared/domain/orders.ts';
import { problem } from '../../shared/errors.ts';
import { codeOf, foldForIndex, foldQuery, phoneOf, plain } from '../../shared/fold.ts';
import { type AccountId, as, type EpochMs, type OrderId, type SaleId } from '../../shared/ids.ts';
import { majorText, sameMoney, sumMoney, timesMoney } from '../../shared/money.ts';
import { type Db, transact } from '../store/open.ts';
import { type ActTable, actColumns } from './acts.ts';
import type { WritableJournal } from './journal.ts';
import type { NewSale, SalesBook, Settlement } from './ledger.ts';
import { mayPay, type OrderPayState, openPayStates, payStateOf } from './pay-states.ts';
import { tillReference } from './till-reference.ts';

interface Row {
  readonly id: SaleId;
  readonly accountId: AccountId;
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly items: string;
  readonly totalMinor: number;
  readonly currency: string;
  readonly tender: Tender;
  readonly orderId: OrderId | null;
  readonly orderNumber: string | null;
  readonly publicToken: string | null;
  readonly paymentLink: string | null;
  readonly payState: OrderPayState;
  readonly cashMinor: number | null;
  readonly cashCurrency: string | null;
  readonly state: QueueState;
  readonly createdAtMs: EpochMs;
  readonly madeBy: string;
  readonly nextAttemptMs: EpochMs | null;
}

/** The sales with what only the queue may do to them. */
export interface WritableSales extends SalesBook {
  /** Writes the platform's order to its sale. Part of the caller's transaction. */
  adopt(id: SaleId, order: NonNullable<Settlement['order']>): void;
}

const select = `SELECT s.id, s.account_id AS accountId, s.reference, s.customer_name AS name, s.customer_email AS email,
  s.customer_phone AS phone, s.items, s.total_minor AS totalMinor, s.currency, s.tender, s.order_id AS orderId, s.order_number AS orderNumber,
  s.public_token AS publicToken, s.payment_link AS paymentLink, s.pay_state AS payState, s.cash_minor AS cashMinor,
  s.cash_currency AS cashCurrency, ${actColumns}
  FROM sales s JOIN acts a ON a.id = s.id`;

/** Still moving: in the queue, or awaiting its payment. */
const open = `(a.state NOT IN ('confirmed', 'rejected', 'cancelled')
  OR (a.state = 'confirmed' AND s.pay_state IN ('${openPayStates.join("', '")}')))`;

/** Draws of a free reference before a longer story must be told: with 10,000 sales one draw in 80 is taken. */
const draws = 50;

export function openSales(db: Db, acts: ActTable, journal: WritableJournal): WritableSales {
  const one = db.prepare<[SaleId], Row>(`${select} WHERE s.id = ?`);
  const byOrder = db.prepare<[AccountId, OrderId], Row>(`${select} WHERE s.account_id = ? AND s.order_id = ?`);
  const recent = db.prepare<[number], Row>(`${select} ORDER BY ${open} DESC, a.seq DESC LIMIT ?`);
  const search = db.prepare<
    { words: string; pieces: string; code: string; phone: string | null; limit: number },
    Row
  >(`${select} WHERE
      (@words <> '[]' AND NOT EXISTS (SELECT 1 FROM json_each(@words) w WHERE instr(s.name_words, ' ' || w.value) = 0))
      OR (@pieces <> '[]' AND NOT EXISTS (SELECT 1 FROM json_each(@pieces) p WHERE instr(s.find_text, p.value) = 0))
      OR (@code <> '' AND instr(s.find_text, @code) > 0)
      OR (@phone IS NOT NULL AND instr(s.find_text, @phone) > 0)
    ORDER BY a.seq DESC LIMIT @limit`);
  const awaiting = db.prepare<[AccountId], Row>(
    `${select} WHERE s.account_id = ? AND a.state = 'confirmed' AND s.pay_state IN ('${openPayStates.join("', '")}')
     ORDER BY a.seq DESC`,
  );
  const claimed = db
    .prepare<[SystemId, string], OrderId>(
      `SELECT order_id FROM sales WHERE order_id IS NOT NULL
         AND account_id IN (SELECT id FROM accounts WHERE system = ? AND base_url = ?)`,
    )
    .pluck();
  const taken = db.prepare<[string]>('SELECT 1 FROM sales WHERE reference = ?');
  const insert = db.prepare(
    `INSERT INTO sales (id, account_id, reference, customer_name, customer_email, customer_phone, items, total_minor, currency, tender,
       name_words, find_text)
     VALUES (@id, @accountId, @reference, @name, @email, @phone, @items, @minor, @currency, @tender, @nameWords, @findText)`,
  );
  const adopt = db.prepare(
    `UPDATE sales SET order_id = @id, order_number = @number, public_token = @publicToken,
       payment_link = coalesce(@paymentLink, payment_link), find_text = find_text || @findText WHERE id = @saleId`,
  );
  const setPay = db.prepare<[OrderPayState, SaleId]>('UPDATE sales SET pay_state = ? WHERE id = ?');
  const setCash = db.prepare<[number, string, SaleId]>(
    'UPDATE sales SET cash_minor = ?, cash_currency = ? WHERE id = ?',
  );

  const saleOf = (row: Row): Sale => ({
    id: row.id,
    accountId: row.accountId,
    reference: row.reference,
    customer: { name: row.name, email: row.email, phone: row.phone },
    items: JSON.parse(row.items) as OrderItem[],
    total: { minor: row.totalMinor, currency: row.currency },
    tender: row.tender,
    createdAtMs: row.createdAtMs,
    by: row.madeBy,
    queueState: row.state,
    payState: payStateOf(row.state, row.payState),
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    publicToken: row.publicToken,
    paymentLink: row.paymentLink,
    cashNoted:
      row.cashMinor === null || row.cashCurrency === null ? null : { minor: row.cashMinor, currency: row.cashCurrency },
    attempts: acts.attempts(row.id),
    nextAttemptMs: row.nextAttemptMs,
  });
  const rowOf = (id: SaleId): Row => {
    const row = one.get(id);
    if (!row) throw problem('not_found', 'no such sale on this laptop');
    return row;
  };

  return {
    create(sale, act) {
      assertTotal(sale);
      return transact(db, () => {
        const id = as<SaleId>(acts.insert('sale', sale.accountId, act));
        let reference = tillReference();
        for (let n = 1; taken.get(reference); n += 1) {
          if (n >= draws) throw new Error('no till reference is free');
          reference = tillReference();
        }
        const { name, email, phone } = sale.customer;
        insert.run({
          id,
          accountId: sale.accountId,
          reference,
          name,
          email,
          phone,
          items: JSON.stringify(sale.items),
          minor: sale.total.minor,
          currency: sale.total.currency,
          tender: sale.tender,
          nameWords: ` ${foldForIndex(name)}`,
          findText: `${plain(email)}\n${codeOf(reference)}\n${phoneOf(phone)}`,
        });
        journal.append(act, 'sale.written', {
          sale: id,
          account: sale.accountId,
          reference,
          total: sale.total,
          tender: sale.tender,
          items: sale.items.map(({ type, unitPrice, quantity }) => ({ type, minor: unitPrice.minor, quantity })),
        });
        return saleOf(rowOf(id));
      });
    },
    get(id) {
      const row = one.get(id);
      return row ? saleOf(row) : null;
    },
    byOrder(accountId, orderId) {
      const row = byOrder.get(accountId, orderId);
      return row ? saleOf(row) : null;
    },
    recent: (limit) => recent.all(limit).map(saleOf),
    search(text, limit) {
      const { words, pieces, code, phone } = foldQuery(text);
      if (words.length === 0 && pieces.length === 0 && code === '') return [];
      return search
        .all({ words: JSON.stringify(words), pieces: JSON.stringify(pieces), code, phone, limit })
        .map(saleOf);
    },
    awaitingPayment: (accountId) => awaiting.all(accountId).map(saleOf),
    setPayState(id, state, act) {
      return transact(db, () => {
        const row = rowOf(id);
        if (row.state !== 'confirmed') throw new Error(`a sale that is ${row.state} has no payment`);
        if (!mayPay(row.payState, state)) return saleOf(row);
        setPay.run(state, id);
        journal.append(act, 'sale.pay_state', { sale: id, order: row.orderId, from: row.payState, to: state });
        return saleOf(rowOf(id));
      });
    },
    noteTotal(id, total, act) {
      transact(db, () => {
        if (acts.attempts(id).some(({ outcome }) => outcome === 'total_differs')) return;
        const note = `${majorText(total)} ${total.currency}`;
        acts.addAttempt(id, { at: act.now, outcome: 'total_differs', note });
        journal.append(act, 'sale.total_differs', { sale: id, total });
      });
    },
    noteCash(id, amount, act) {
      return transact(db, () => {
        const row = rowOf(id);
        if (row.state === 'rejected' || row.state === 'cancelled') throw new Error(`the sale is ${row.state}`);
        setCash.run(amount.minor, amount.currency, id);
        const before = row.cashMinor === null ? null : { minor: row.cashMinor, currency: row.cashCurrency };
        journal.append(act, 'sale.cash_noted', { sale: id, amount, before });
        return saleOf(rowOf(id));
      });
    },
    claimedOrders: ({ system, baseUrl }) => new Set(claimed.all(system, baseUrl)),
    adopt(id, order) {
      adopt.run({ ...order, saleId: id, findText: `\n${codeOf(order.number)}\n${plain(order.publicToken)}` });
    },
  };
}

function assertTotal(sale: NewSale): void {
  const sum = sumMoney(
    sale.items.map((item) => timesMoney(item.unitPrice, item.quantity)),
    sale.total.currency,
  );
  if (!sameMoney(sum, sale.total)) throw new RangeError('the total is not the sum of the items');
}
