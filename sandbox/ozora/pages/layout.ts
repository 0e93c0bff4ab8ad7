import type { FastifyReply, FastifyRequest } from 'fastify';
import { major } from '../money.ts';
import type { TransactionRow } from '../rows.ts';
import { PAGE_LANGUAGES, PAGES, type PageLanguage } from './texts.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (ch) => ESCAPES[ch] ?? ch);

const STYLE = `
:root{color-scheme:light dark;--ink:#17202b;--quiet:#5a6675;--paper:#fff;--desk:#eef1f5;--line:#d8dee6;--good:#12713f;--bad:#a3262a}
@media(prefers-color-scheme:dark){:root{--ink:#eef2f6;--quiet:#a7b2bf;--paper:#1b222b;--desk:#10151b;--line:#36414d;--good:#35b573;--bad:#ff8080}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--desk);
color:var(--ink);font:17px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:440px;background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:22px}
nav{display:flex;gap:4px;justify-content:flex-end;font-size:14px}nav a{color:var(--quiet);padding:12px;text-decoration:none}
nav a[aria-current]{color:var(--ink);font-weight:600}
h1{font-size:26px;line-height:1.2;margin:6px 0 4px}h2{font-size:16px;margin:20px 0 0}p{margin:0 0 14px;color:var(--quiet)}
.mark{font-size:40px;line-height:1}.good{color:var(--good)}.bad,p.bad{color:var(--bad)}
dl{margin:14px 0 0;border-top:1px solid var(--line)}dl div{display:flex;justify-content:space-between;gap:14px;padding:11px 0;border-bottom:1px solid var(--line)}
dd{margin:0;text-align:right;font-variant-numeric:tabular-nums}.sum{font-size:21px;font-weight:600}
form{margin:10px 0 0}label{display:block;font-weight:600;margin:14px 0 4px}
input{width:100%;min-height:54px;padding:0 12px;border-radius:10px;border:1px solid var(--line);background:transparent;color:inherit;font:inherit;font-size:20px}
button,a.button{display:flex;width:100%;min-height:54px;margin-top:10px;align-items:center;justify-content:center;border-radius:10px;font:inherit;font-weight:600;
cursor:pointer;border:1px solid var(--line);background:transparent;color:var(--ink);text-decoration:none}
button.go{background:#12713f;border-color:#12713f;color:#fff;font-size:20px}
button.card{flex-direction:column;align-items:flex-start;padding:6px 12px;font-variant-numeric:tabular-nums}
button.card span:last-child{color:var(--quiet);font-weight:400;font-size:16px}p.bad{margin-top:14px;font-weight:600}
button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid #3b82f6;outline-offset:2px}
footer{margin-top:18px;font-size:14px;color:var(--quiet);text-align:center}`;

export type Mark = 'good' | 'bad' | 'none';
const MARKS: Readonly<Record<Mark, string>> = {
  good: '<div class="mark good" aria-hidden="true">✓</div>',
  bad: '<div class="mark bad" aria-hidden="true">✕</div>',
  none: '',
};

export interface Page {
  readonly language: PageLanguage;
  /** For tests: `data-state`. */
  readonly state: string;
  readonly mark: Mark;
  readonly words: readonly [head: string, text: string];
  /** HTML between the words and the footer. */
  readonly content: string;
  /** This page in another language. */
  readonly address: (language: PageLanguage) => string;
}

/** One self-contained document: no scripts, nothing from elsewhere, fit for a phone. */
export function htmlOf({ language, state, mark, words, content, address }: Page): string {
  const texts = PAGES[language];
  const nav = PAGE_LANGUAGES.map((code) => {
    const current = code === language ? ' aria-current="true"' : '';
    return `<a href="${escapeHtml(address(code))}" hreflang="${code}"${current}>${code.toUpperCase()}</a>`;
  }).join('');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${texts.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main data-state="${state}">
<nav aria-label="Language">${nav}</nav>
${MARKS[mark]}<h1>${escapeHtml(words[0])}</h1>
<p>${escapeHtml(words[1])}</p>
${content}
<footer>${texts.demo}</footer>
</main>
</body>
</html>
`;
}

export function sendPage(reply: FastifyReply, status: number, page: Page) {
  return reply
    .code(status)
    .headers({
      'content-type': 'text/html; charset=UTF-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .send(htmlOf(page));
}

const isLanguage = (value: unknown): value is PageLanguage => PAGE_LANGUAGES.some((one) => one === value);

/** The reader's choice, else the browser's first known language, else `fallback`, else English. */
export function languageOf(request: FastifyRequest, fallback?: string): PageLanguage {
  const { lang } = request.query as { lang?: unknown };
  if (isLanguage(lang)) return lang;
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const code = part.trim().slice(0, 2).toLowerCase();
    if (isLanguage(code)) return code;
  }
  return isLanguage(fallback) ? fallback : 'en';
}

const LOCALES: Readonly<Record<PageLanguage, string>> = { hu: 'hu-HU', en: 'en-GB', de: 'de-DE' };

/** What is paid: ticket and sum; forints without decimals. */
export function summary(row: TransactionRow, language: PageLanguage): string {
  const texts = PAGES[language];
  const digits = row.currency === 'HUF' ? 0 : 2;
  const sum = new Intl.NumberFormat(LOCALES[language], {
    ...{ style: 'currency', currency: row.currency, minimumFractionDigits: digits, maximumFractionDigits: digits },
  }).format(major(row.debit_minor, row.currency));
  const ticket = row.id_ticket === null ? '' : `<div><dt>${texts.ticket}</dt><dd>${row.id_ticket}</dd></div>`;
  return `<dl>${ticket}<div class="sum"><dt>${texts.total}</dt><dd data-total>${escapeHtml(sum)}</dd></div></dl>`;
}

/** A button that posts to `action`. */
export const postButton = (action: string, label: string, main = false): string =>
  `<form method="post" action="${escapeHtml(action)}"><button${main ? ' class="go"' : ''} type="submit">${escapeHtml(label)}</button></form>`;

/** A link that looks like one. */
export const linkButton = (href: string, label: string): string =>
  `<a class="button" href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
