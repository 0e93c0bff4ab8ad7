import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ozora } from '../context.ts';
import type { PaymentRow, TransactionRow } from '../rows.ts';
import { backAddress, endSimplePay, outcomeOf, type SimpleOutcome } from '../simplepay/provider.ts';
import { findTicket, findTransaction } from '../transactions.ts';
import { languageOf, linkButton, type Mark, type Page, postButton, sendPage, summary } from './layout.ts';
import { PAGES, type PageLanguage } from './texts.ts';

type PageRequest = FastifyRequest<{ Params: { token: string; what: string } }>;

/** How an ended payment is shown. */
const ENDED = {
  pay: ['paid', 'good'],
  decline: ['failed', 'bad'],
  cancel: ['cancelled', 'bad'],
  timeout: ['expired', 'bad'],
} as const satisfies Record<SimpleOutcome, readonly [string, Mark]>;

const addressOf = (token: string, language: PageLanguage, what = '') =>
  `/simplepay/pay/${encodeURIComponent(token)}${what}?lang=${language}`;

function pageOf(ctx: Ozora, language: PageLanguage, row: TransactionRow, payment: PaymentRow): Page {
  const texts = PAGES[language];
  const address = (code: PageLanguage) => addressOf(payment.secret, code);
  const outcome = outcomeOf(payment);
  const list = summary(row, language);
  if (outcome) {
    const [state, mark] = ENDED[outcome];
    const content = list + linkButton(backAddress(ctx, row.id, language), texts.back);
    return { language, state, mark, words: texts[state], content, address };
  }
  const button = (what: 'pay' | 'decline' | 'cancel') =>
    postButton(addressOf(payment.secret, language, `/${what}`), texts[what], what === 'pay');
  const content = list + button('pay') + button('decline') + button('cancel');
  return { language, state: 'open', mark: 'none', words: texts.open, content, address };
}

/** The page behind `redirect_url`: its three buttons stand for the guest and the bank. */
export function bindSimplePayPage(app: FastifyInstance, ctx: Ozora): void {
  const find = (token: string) => {
    const sql = 'SELECT * FROM payments WHERE secret = ?';
    const payment = ctx.store.sql<PaymentRow>(sql).get(token);
    const row = payment && findTransaction(ctx, payment.transaction_id);
    return payment && row?.payment_mode === 'simplepay' ? { payment, row } : undefined;
  };
  const missing = (request: PageRequest, reply: FastifyReply) => {
    const language = languageOf(request);
    const address = (code: PageLanguage) => addressOf(request.params.token, code);
    const page = { language, state: 'unknown', mark: 'bad', words: PAGES[language].unknown, content: '', address };
    return sendPage(reply, 404, page as Page);
  };
  const speech = (request: PageRequest, row: TransactionRow) =>
    languageOf(request, row.id_ticket === null ? undefined : findTicket(ctx, row.id_ticket)?.language);

  app.get('/simplepay/pay/:token', (request: PageRequest, reply) => {
    const found = find(request.params.token);
    if (!found) return missing(request, reply);
    return sendPage(reply, 200, pageOf(ctx, speech(request, found.row), found.row, found.payment));
  });

  app.post('/simplepay/pay/:token/:what', (request: PageRequest, reply) => {
    const found = find(request.params.token);
    const { what } = request.params;
    if (!found || (what !== 'pay' && what !== 'decline' && what !== 'cancel')) return missing(request, reply);
    // Pressed twice, or too late: the browser goes back with what has happened.
    if (!outcomeOf(found.payment)) endSimplePay(ctx, found.row.id, what);
    return reply.redirect(backAddress(ctx, found.row.id, speech(request, found.row)), 303);
  });
}
