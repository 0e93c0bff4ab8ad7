import type { OrderId } from '../../shared/ids.ts';
import type { Line, SearchTerm } from './context.ts';
import { askOrders } from './list-orders.ts';
import { termsFor } from './search-terms.ts';

/** Sales that are looked through for one to prove the search with. */
const proofReach = 200;

/** What a line knows of its platform's search: that it found what was known to be there, by which kind of term and of which signs. */
export class SearchProof {
  readonly #signs = new Map<SearchTerm['kind'], Set<string>>();
  /** Orders that their own terms did not find. */
  readonly #vain = new Set<string>();

  /**
   * True when the search, asked for a term of this kind and made of such signs, finds an order of this door that is known to be there: tried out once,
   * and again with the next such order. That one guest's `ana@x.rs` is found says nothing of another's `ana+1@x.rs`.
   */
  async covers(line: Line, term: SearchTerm): Promise<boolean> {
    const signs = this.#signs.get(term.kind) ?? new Set();
    this.#signs.set(term.kind, signs);
    const wanted = signsOf(term.text);
    const open = [...wanted].filter((sign) => !signs.has(sign));
    if (open.length === 0) return true;
    for (const sale of line.context.ledger.sales.recent(proofReach)) {
      if (sale.accountId !== line.account.id || sale.orderId === null) continue;
      const other = termsFor(line, sale).find(({ kind }) => kind === term.kind);
      if (other === undefined) continue;
      const theirs = signsOf(other.text);
      if (!open.every((sign) => theirs.has(sign))) continue;
      if (this.#vain.has(`${term.kind} ${sale.orderId}`)) return false;
      return this.#tryOut(line, other, { orderId: sale.orderId, signs });
    }
    return false;
  }

  async #tryOut(
    line: Line,
    { kind, text }: SearchTerm,
    known: { readonly orderId: OrderId; readonly signs: Set<string> },
  ): Promise<boolean> {
    const { rows, setAside } = await askOrders(line, { page: 1, search: text });
    if (rows.some(({ id }) => id === known.orderId)) {
      for (const sign of signsOf(text)) known.signs.add(sign);
      return true;
    }
    // It may be among the rows that could not be read.
    if (setAside.length === 0) this.#vain.add(`${kind} ${known.orderId}`);
    return false;
  }
}

/** Signs of which a text is made, as far as a search may treat them differently. */
function signsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(text, kindOf));
}

function kindOf(sign: string): string {
  if (/[a-z0-9@._-]/.test(sign)) return 'a';
  if (/[A-Z]/.test(sign)) return 'A';
  if (/\p{Script=Cyrillic}/u.test(sign)) return 'я';
  return /\p{Script=Latin}/u.test(sign) ? 'ž' : sign;
}
