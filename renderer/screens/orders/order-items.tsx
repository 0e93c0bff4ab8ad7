import { Table, Text, Title } from '@mantine/core';
import { itemTypes, type OrderItem } from '../../../shared/domain/orders.ts';
import { timesMoney } from '../../../shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { formatDay } from '../../format/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ItemTypeWord } from '../sell/item-type-word.tsx';
import classes from './orders.module.css';

/** What was ordered. The platform's list tells no items, so an order may stand here without them until its detail was asked for. */
export function OrderItems({ items }: { readonly items: readonly OrderItem[] | null }) {
  const { t } = useTexts('orders');
  const language = useLanguage();
  return (
    <section className={classes['part']} aria-labelledby="order-items">
      <Title order={2} id="order-items">
        {t('items')}
      </Title>
      {items === null ? (
        <Text c="dimmed">{t('itemsUnknown')}</Text>
      ) : (
        <div className={classes['scrollX']}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('item')}</Table.Th>
                <Table.Th ta="right">{t('common:price')}</Table.Th>
                <Table.Th ta="right">{t('common:quantity')}</Table.Th>
                <Table.Th ta="right">{t('common:total')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: items of an order have no id and never change their places.
                <Table.Tr key={index}>
                  <Table.Td>
                    <Text fw={600}>{item.name}</Text>
                    <Text size="sm" c="dimmed">
                      <ItemTypeWord type={itemTypes.find((one) => one === item.type) ?? null} />
                      {item.date === null ? null : ` · ${formatDay(item.date, language)}`}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="right">
                    <MoneyText money={item.unitPrice} />
                  </Table.Td>
                  <Table.Td ta="right" className="tabular">
                    {item.quantity}
                  </Table.Td>
                  <Table.Td ta="right">
                    <MoneyText money={timesMoney(item.unitPrice, item.quantity)} fw={650} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
