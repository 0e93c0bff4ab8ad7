import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ozora } from '../context.ts';
import { askInside } from '../inside.ts';
import { languageOf, type Mark, sendPage } from './layout.ts';
import { PAGES, type PageLanguage } from './texts.ts';

type PageRequest = FastifyRequest<{ Querystring: { r?: string; s?: string } }>;

/** O6's messages as the guest reads them. */
const RESULTS = {
  success: ['success', 'good'],
  fail: ['failed', 'bad'],
  cancel: ['cancelled', 'bad'],
  timeout: ['expired', 'bad'],
} as const satisfies Record<string, readonly [string, Mark]>;

const isResult = (value: unknown): value is keyof typeof RESULTS =>
  typeof value === 'string' && Object.hasOwn(RESULTS, value);

/** Hands `r` and `s` on to O6, as the shop's page does. @returns O6's message, or undefined when it gave none. */
export async function forwardBack(ctx: Ozora, r: string, s: string): Promise<string | undefined> {
  try {
    const reply = await askInside(ctx, ctx.paths.simpleBack, {}, Buffer.from(JSON.stringify({ r, s })));
    if (reply.status !== 200) return undefined;
    const { message } = JSON.parse(reply.body.toString('utf8')) as { message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch (error) {
    // Faults reach this request too: the guest then reads that the result is unclear.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** Where the guest's browser comes back from SimplePay. */
export function bindResultPage(app: FastifyInstance, ctx: Ozora): void {
  app.get('/payment-result', async (request: PageRequest, reply) => {
    const { r = '', s = '' } = request.query;
    const message = await forwardBack(ctx, String(r), String(s));
    const language = languageOf(request);
    const [state, mark] = isResult(message) ? RESULTS[message] : (['unclear', 'bad'] as const);
    const address = (code: PageLanguage) => `/payment-result?${new URLSearchParams({ r, s, lang: code })}`;
    return sendPage(reply, 200, { language, state, mark, words: PAGES[language][state], content: '', address });
  });
}
