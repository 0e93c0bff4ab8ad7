import type { Language } from '../data/places.ts';
import { CHECKOUT, type CheckoutTexts } from './checkout-texts.ts';
import type { ItemRow, OrderRow } from './store/rows.ts';

export type CheckoutState = 'open' | 'paid' | 'failed' | 'expired' | 'cancelled' | 'cart' | 'unknown';

const LOCALES: Readonly<Record<Language, string>> = { sr: 'sr-Latn-RS', en: 'en-GB', ru: 'ru-RU' };
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (ch) => ESCAPES[ch] ?? ch);

const STYLE = `
:root{color-scheme:light dark;--ink:#17202b;--quiet:#5a6675;--paper:#fff;--desk:#eef1f5;--line:#d8dee6;--go:#12713f;--stop:#a3262a}
@media(prefers-color-scheme:dark){:root{--ink:#eef2f6;--quiet:#a7b2bf;--paper:#1b222b;--desk:#10151b;--line:#36414d;--go:#35b573;--stop:#ff8080}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--desk);
color:var(--ink);font:17px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:440px;background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:22px}
nav{display:flex;gap:4px;justify-content:flex-end;font-size:14px}nav a{color:var(--quiet);padding:6px 8px;text-decoration:none}
nav a[aria-current]{color:var(--ink);font-weight:600}
h1{font-size:26px;line-height:1.2;margin:6px 0 4px}p{margin:0 0 14px;color:var(--quiet)}
.state{font-size:40px;line-height:1}.paid{color:var(--go)}.failed,.expired,.cancelled{color:var(--stop)}
ul{list-style:none;margin:14px 0 0;padding:0;border-top:1px solid var(--line)}
li,.total{display:flex;justify-content:space-between;gap:14px;padding:11px 0;border-bottom:1px solid var(--line)}
li span:last-child,.total strong:last-child{font-variant-numeric:tabular-nums;white-space:nowrap}
li small{display:block;color:var(--quiet);font-size:14px}.total{font-size:21px;border:0}
form{margin:10px 0 0}button{width:100%;min-height:54px;border-radius:10px;font:inherit;font-weight:600;cursor:pointer;
border:1px solid var(--line);background:transparent;color:var(--ink)}
button.go{background:#12713f;border-color:#12713f;color:#fff;font-size:20px}
button:focus-visible,a:focus-visible{outline:3px solid #3b82f6;outline-offset:2px}
footer{margin-top:18px;font-size:14px;color:var(--quiet);text-align:center}`;

const MARKS: Readonly<Record<CheckoutState, string>> = {
  ...{ open: '', paid: '✓', failed: '✕', expired: '◷', cancelled: '✕', cart: '…', unknown: '?' },
};

function itemList(items: readonly ItemRow[], order: OrderRow, texts: CheckoutTexts, money: Intl.NumberFormat): string {
  const rows = items.map((item) => {
    const pieces = `${item.quantity} ${texts.quantity} × ${money.format(item.amount_minor / 100)}`;
    const name = escapeHtml(item.name?.trim() || item.type);
    const sum = money.format((item.amount_minor * item.quantity) / 100);
    return `<li><span>${name}<small>${escapeHtml(pieces)}</small></span><span>${escapeHtml(sum)}</span></li>`;
  });
  const total = escapeHtml(money.format(order.total_minor / 100));
  return `<ul>${rows.join('')}</ul><div class="total"><strong>${texts.total}</strong><strong data-total>${total}</strong></div>`;
}

const button = (action: string, label: string, main: boolean) =>
  `<form method="post" action="${action}"><button${main ? ' class="go"' : ''} type="submit">${label}</button></form>`;

/** The hosted payment page: one self-contained document, works without scripts and on a phone. */
export function checkoutPage(
  state: CheckoutState,
  language: Language,
  token: string,
  order?: OrderRow,
  items: readonly ItemRow[] = [],
): string {
  const texts = CHECKOUT[language];
  const base = `/checkout/${encodeURIComponent(token)}`;
  const nav = (['sr', 'en', 'ru'] as const)
    .map((code) => {
      const current = code === language ? ' aria-current="true"' : '';
      return `<a href="${base}?lang=${code}" hreflang="${code}"${current}>${code.toUpperCase()}</a>`;
    })
    .join('');
  const [head, text] = state === 'open' ? [`${texts.order} ${order?.number ?? ''}`, texts.open] : texts[state];
  const money = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency: order?.currency ?? 'RSD' });
  const mark = state === 'open' ? '' : `<div class="state ${state}" aria-hidden="true">${MARKS[state]}</div>`;
  const number = order && state !== 'open' ? `<p>${texts.order} ${escapeHtml(order.number)}</p>` : '';
  const list = order ? itemList(items, order, texts, money) : '';
  const pay = button(`${base}/pay?lang=${language}`, state === 'failed' ? texts.retry : texts.pay, true);
  const decline = button(`${base}/decline?lang=${language}`, texts.decline, false);
  const buttons = state === 'open' || state === 'failed' ? pay + decline : '';
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${texts.title}${order ? ` · ${escapeHtml(order.number)}` : ''}</title>
<style>${STYLE}</style>
</head>
<body>
<main data-state="${state}">
<nav aria-label="Language">${nav}</nav>
${mark}<h1>${escapeHtml(head)}</h1>
<p>${escapeHtml(text)}</p>
${number}${list}${buttons}
<footer>${texts.demo}</footer>
</main>
</body>
</html>
`;
}
