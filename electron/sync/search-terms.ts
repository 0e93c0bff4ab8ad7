import type { Sale } from '../../shared/domain/acts.ts';
import { carriesReference } from '../ledger/till-reference.ts';
import type { Line, SearchTerm } from './context.ts';

/**
 * What tells a sale's order from others: everything that it carried of the guest, and the reference where it carried that. A name counts only
 * where the platform is known to search by names.
 */
export function searchTerms(sale: Pick<Sale, 'customer' | 'reference'>): readonly SearchTerm[] {
  const { name, email, phone } = sale.customer;
  const terms: SearchTerm[] = [];
  if (email !== '') terms.push({ kind: 'email', text: email });
  if (phone !== '') terms.push({ kind: 'phone', text: phone });
  if (carriesReference(sale)) terms.push({ kind: 'reference', text: sale.reference });
  else terms.push({ kind: 'name', text: name });
  return terms;
}

/**
 * The terms that this platform's search is asked with. Where one term alone names a sale's order (`orderKeys`), only the first that the sale
 * has: asking for more would find less, and look like proof.
 */
export function termsFor(line: Line, sale: Pick<Sale, 'customer' | 'reference'>): readonly SearchTerm[] {
  const { orderKeys } = line.platform;
  if (orderKeys === undefined) return searchTerms(sale);
  for (const kind of orderKeys) {
    const text = kind === 'reference' ? sale.reference : sale.customer.email;
    if (text !== '') return [{ kind, text }];
  }
  return [];
}
