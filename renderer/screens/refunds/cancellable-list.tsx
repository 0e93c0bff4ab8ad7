import { Checkbox, Text } from '@mantine/core';
import type { CancellableItem } from '../../../shared/domain/orders.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { backOf, isOpen } from './cancel-items.ts';
import classes from './refunds.module.css';

interface CancellableListProps {
  readonly items: readonly CancellableItem[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** The items of an order that can be cancelled by themselves, each with its price, its fee and what comes back. */
export function CancellableList({ items, chosen, onChange }: CancellableListProps) {
  const { t } = useTexts('refunds');
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <fieldset className={classes['items']}>
      <Text component="legend" fw={500}>
        {t('itemsWhich')}
      </Text>
      {items.map((item) => (
        <div key={item.id} className={classes['option']} data-chosen={chosen.has(item.id) || undefined}>
          <Checkbox
            checked={chosen.has(item.id)}
            disabled={!isOpen(item)}
            onChange={(event) => toggle(item.id, event.currentTarget.checked)}
            data-testid="partial-cancel-item"
            label={
              <span className={classes['optionLabel']}>
                <span>{item.name}</span>
                {isOpen(item) ? (
                  <span>
                    <MoneyText money={backOf(item)} fw={650} />{' '}
                    <Text span size="sm" c="dimmed">
                      {t('itemBack')}
                    </Text>
                  </span>
                ) : null}
              </span>
            }
            description={<ItemWords item={item} />}
            styles={{ body: { width: '100%' }, labelWrapper: { flex: 1 }, label: { width: '100%' } }}
          />
        </div>
      ))}
    </fieldset>
  );
}

function ItemWords({ item }: { readonly item: CancellableItem }) {
  const { t } = useTexts('refunds');
  const language = useLanguage();
  const words = [
    t('pieces', { count: item.pieces }),
    t('itemPrice', { amount: formatMoney(item.price, language) }),
    item.fee.minor === 0 ? null : t('itemFee', { amount: formatMoney(item.fee, language) }),
    item.refunded ? t('itemRefunded') : item.cancelled ? t('itemCancelled') : null,
  ];
  return <>{words.filter((word) => word !== null).join(' · ')}</>;
}
