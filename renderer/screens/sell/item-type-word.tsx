import type { ItemType } from '../../../shared/domain/orders.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** What an order item is for, in a word; a type that the platform added later stays unnamed. */
export function ItemTypeWord({ type }: { readonly type: ItemType | null }) {
  const { t } = useTexts('sell');
  return type === null ? null : t(`type.${type}`);
}
