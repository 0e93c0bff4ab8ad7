import type { CatalogueItem } from '../../../shared/domain/orders.ts';
import { fold } from '../../../shared/fold.ts';
import type { AccountId } from '../../../shared/ids.ts';

/** The items of an account in their order, narrowed by words in any script: each word must begin or continue somewhere in the name. */
export function shownItems(
  items: readonly CatalogueItem[],
  accountId: AccountId | null,
  filter: string,
): readonly CatalogueItem[] {
  const words = fold(filter).split(' ').filter(Boolean);
  return items
    .filter((item) => item.accountId === accountId)
    .filter((item) => {
      const name = fold(item.name);
      return words.every((word) => name.includes(word));
    })
    .sort((a, b) => a.position - b.position);
}
