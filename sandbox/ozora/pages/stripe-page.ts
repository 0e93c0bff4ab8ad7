import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Ozora } from '../context.ts';
import { Conflict } from '../payments.ts';
import type { PaymentRow, TransactionRow } from '../rows.ts';
import { sameSecret } from '../secrets.ts';
import { spaced, TEST_CARDS } from '../stripe/cards.ts';
import { authenticate, giveCard } from '../stripe/provider.ts';
import { findTicket, findTransaction } from '../transactions.ts';
import { escapeHtml, languageOf, type Page, postButton, sendPage, summary } from './layout.ts';
import { PAGES, type PageLanguage } from './texts.ts';

type PageRequest = FastifyRequest<{
  Params: { intent: string };
  Querystring: { client_secret?: string; bad?: string };
}>;

/** The address of the page for a client_secret, without the language. */
export const confirmAddress = (payment: Pick<PaymentRow, 'reference' | 'secret'>): string =>
  `/stripe/confirm/${payment.reference}?client_secret=${payment.secret}`;

function cardForm(language: PageLanguage, action: string, error: string): string {
  const texts = PAGES[language];
  const cards = TEST_CARDS.map(({ number }) => {
    const means = escapeHtml(texts.cards[number] ?? '');
    return `<button class="card" name="card" value="${number}"><span>${spaced(number)}</span><span>${means}</span></button>`;
  }).join('');
  const alert = error === '' ? '' : `<p class="bad" role="alert">${escapeHtml(error)}</p>`;
  return `${alert}<form method="post" action="${escapeHtml(action)}"><label for="number">${texts.cardNumber}</label>
<input id="number" name="number" inputmode="numeric" autocomplete="off" placeholder="4242 4242 4242 4242">
<button class="go" type="submit">${texts.pay}</button><h2>${texts.testCards}</h2>${cards}</form>`;
}

function pageOf(language: PageLanguage, row: TransactionRow, payment: PaymentRow, badCard: boolean): Page {
  const texts = PAGES[language];
  const address = (code: PageLanguage) => `${confirmAddress(payment)}&lang=${code}`;
  const action = (what: string) => `${confirmAddress(payment).replace('?', `/${what}?`)}&lang=${language}`;
  const list = summary(row, language);
  const shown = { language, address };
  switch (payment.status) {
    case 'requires_payment_method': {
      const error = badCard ? texts.noTestCard : (texts.refusals[payment.reason] ?? '');
      const content = list + cardForm(language, action('card'), error);
      return { ...shown, state: error === '' ? 'card' : 'refused', mark: 'none', words: texts.card, content };
    }
    case 'requires_action': {
      const yes = postButton(action('approve'), texts.confirm, true);
      const content = list + yes + postButton(action('refuse'), texts.refuse);
      return { ...shown, state: 'bank', mark: 'none', words: texts.bank, content };
    }
    case 'canceled': {
      const state = row.status === 'timeout' ? 'expired' : row.status === 'failed' ? 'failed' : 'cancelled';
      return { ...shown, state, mark: 'bad', words: texts[state], content: list };
    }
    default:
      return { ...shown, state: 'paid', mark: 'good', words: texts.paid, content: list };
  }
}

/**
 * `/stripe/confirm/<PaymentIntent id>?client_secret=…`: what Stripe.js does inside a shop's page, as a page of its own,
 * because a desktop client needs a link for a client_secret [assumed].
 */
export function bindStripePage(app: FastifyInstance, ctx: Ozora): void {
  const find = (request: PageRequest) => {
    const sql = 'SELECT * FROM payments WHERE reference = ?';
    const payment = ctx.store.sql<PaymentRow>(sql).get(request.params.intent);
    if (!payment || !sameSecret(String(request.query.client_secret ?? ''), payment.secret)) return undefined;
    const row = findTransaction(ctx, payment.transaction_id);
    return row?.payment_mode === 'stripe' ? { payment, row } : undefined;
  };
  const missing = (request: PageRequest, reply: FastifyReply) => {
    const language = languageOf(request);
    const address = (code: PageLanguage) => `?lang=${code}`;
    const words = PAGES[language].unknown;
    return sendPage(reply, 404, { language, state: 'unknown', mark: 'bad', words, content: '', address });
  };
  const speech = (request: PageRequest, row: TransactionRow) =>
    languageOf(request, row.id_ticket === null ? undefined : findTicket(ctx, row.id_ticket)?.language);

  app.get('/stripe/confirm/:intent', (request: PageRequest, reply) => {
    const found = find(request);
    if (!found) return missing(request, reply);
    const badCard = request.query.bad === '1';
    return sendPage(reply, 200, pageOf(speech(request, found.row), found.row, found.payment, badCard));
  });

  const post = (what: string, act: (id: number, form: URLSearchParams) => boolean) =>
    app.post(`/stripe/confirm/:intent/${what}`, (request: PageRequest, reply) => {
      const found = find(request);
      if (!found) return missing(request, reply);
      const body: unknown = request.body;
      const form = new URLSearchParams(Buffer.isBuffer(body) ? body.toString('utf8') : '');
      const again = `${confirmAddress(found.payment)}&lang=${speech(request, found.row)}`;
      try {
        return reply.redirect(act(found.row.id, form) ? again : `${again}&bad=1`, 303);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        // Pressed twice, or too late: the page tells how things stand.
        return reply.redirect(again, 303);
      }
    });
  post('card', (id, form) => giveCard(ctx, id, form.get('card') ?? form.get('number') ?? ''));
  post('approve', (id) => {
    authenticate(ctx, id, true);
    return true;
  });
  post('refuse', (id) => {
    authenticate(ctx, id, false);
    return true;
  });
}
