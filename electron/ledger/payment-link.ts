import type { Sale } from '../../shared/domain/acts.ts';
import type { AccountRecord, Ledger } from './ledger.ts';

/** Sales that are looked through for examples. */
const reach = 200;

/**
 * The payment link of an order whose answer was lost. The platform tells a link only when it creates an order (T8; T9 has none), so it is made
 * from the links of orders that were created here: each holds its order's public token exactly once (docs/decisions/0032).
 * @returns null when there is no example, or the newest two do not agree.
 */
export function linkLike(
  examples: readonly Pick<Sale, 'paymentLink' | 'publicToken'>[],
  publicToken: string,
): string | null {
  const patterns: string[] = [];
  for (const { paymentLink, publicToken: token } of examples) {
    if (paymentLink === null || token === null || token === '') continue;
    const parts = paymentLink.split(token);
    const [before, after] = parts;
    if (parts.length !== 2 || before === undefined || after === undefined) return null;
    patterns.push(`${before}\n${after}`);
    if (patterns.length === 2) break;
  }
  const [pattern, other] = patterns;
  if (pattern === undefined || publicToken === '' || (other !== undefined && other !== pattern)) return null;
  return pattern.replace('\n', () => encodeURIComponent(publicToken));
}

/** The same, from the ledger's newest sales of the account. */
function derivedLink(
  ledger: Pick<Ledger, 'sales'>,
  account: Pick<AccountRecord, 'id' | 'demo' | 'baseUrl'>,
  publicToken: string,
): string | null {
  const examples = ledger.sales
    .recent(reach)
    .filter((sale) => sale.accountId === account.id)
    // A demo's port changes with each start: links of an earlier one lead nowhere.
    .filter((sale) => !account.demo || sale.paymentLink?.startsWith(account.baseUrl));
  return linkLike(examples, publicToken);
}

/**
 * The link of an order that a sale turned out to be. A payment of a ticket that exists has none: its public token is the ticket's number, which
 * other payments of the ticket share (docs/decisions/0040).
 */
export function adoptedLink(
  ledger: Pick<Ledger, 'sales'>,
  account: Pick<AccountRecord, 'id' | 'demo' | 'baseUrl'>,
  sale: Pick<Sale, 'items'>,
  publicToken: string,
): string | null {
  if (sale.items.some((item) => item.ref?.kind === 'ticket_payment')) return null;
  return derivedLink(ledger, account, publicToken);
}
