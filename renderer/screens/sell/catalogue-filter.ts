import type { CatalogueItem } from '../../../shared/domain/catalogue.ts';
import { fold } from '../../../shared/fold.ts';
import type { AccountId } from '../../../shared/ids.ts';

/** True when every word of the filter, in any script, stands somewhere in the name. */
export function matches(name: string, filter: string): boolean {
  const folded = fold(name);
  return fold(filter)
    .split(' ')
    .every((word) => folded.includes(word));
}

/** The items of an account in their order, narrowed by a filter. */
export function shownItems(
  items: readonly CatalogueItem[],
  accountId: AccountId | null,
  filter: string,
): readonly CatalogueItem[] {
  return items
    .filter((item) => item.accountId === accountId && matches(item.name, filter))
    .sort((a, b) => a.position - b.position);
}
