import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCalendarDown,
  IconEdit,
  IconListDetails,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogueItem } from '../../../../shared/domain/catalogue.ts';
import { type AccountId, as } from '../../../../shared/ids.ts';
import { accountOf, can, sells, useAccounts } from '../../../bridge/use-accounts.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { useCall } from '../../../bridge/use-call.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { MoneyText } from '../../../components/money-text.tsx';
import { Notice } from '../../../components/notice.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { Screen } from '../../../components/screen.tsx';
import { formatDay } from '../../../format/dates.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { navigate, useKept } from '../../../navigation/navigate.ts';
import type { RouteOf } from '../../../navigation/routes.ts';
import { shownItems } from '../catalogue-filter.ts';
import { sellSession } from '../session.ts';
import classes from './catalogue.module.css';
import { ImportDialog } from './import-dialog.tsx';
import { movedIds } from './item-draft.ts';
import { ItemForm } from './item-form.tsx';

/** What the door sells: add, change, remove, put in order, import from the calendar. */
export function CatalogueScreen({ route }: { readonly route: RouteOf<'catalogue'> }) {
  const { t } = useTexts('sell');
  const [chosen, setChosen] = useKept<AccountId | null>('account', sellSession.get().accountId);
  const [editing, setEditing] = useState<CatalogueItem | 'new' | null>(null);
  const [importing, setImporting] = useState(false);
  const catalogue = useCall('catalogue.list', undefined);
  const accounts = useAccounts();
  const sellers = accounts.filter(sells);
  const asked = catalogue.data?.find((item) => item.id === route.edit);
  const shown = asked?.accountId ?? chosen;
  const account = (shown && accountOf(sellers, shown)) ?? sellers[0];
  const items = shownItems(catalogue.data ?? [], account?.id ?? null, '');
  const inForm = editing ?? asked ?? null;
  const importedOnly = can(account, 'catalogue.imported_only');

  return (
    <Screen
      title={t('catalogue')}
      back
      actions={
        account ? (
          <Group>
            {can(account, 'catalogue.import') ? (
              <Button
                variant="default"
                leftSection={<IconCalendarDown aria-hidden size={20} />}
                onClick={() => setImporting(true)}
              >
                {t('import')}
              </Button>
            ) : null}
            {importedOnly ? null : (
              <Button leftSection={<IconPlus aria-hidden size={20} />} onClick={() => setEditing('new')}>
                {t('addItem')}
              </Button>
            )}
          </Group>
        ) : null
      }
    >
      {sellers.length > 1 && account ? (
        <SegmentedControl
          aria-label={t('sellThrough')}
          data={sellers.map((one) => ({ value: one.id, label: one.label }))}
          value={account.id}
          onChange={(id) => setChosen(as<AccountId>(id))}
        />
      ) : null}
      {catalogue.error ? (
        <ProblemAlert problem={catalogue.error.problem} onRetry={() => void catalogue.refetch()} />
      ) : catalogue.data === undefined ? (
        <Loading />
      ) : items.length === 0 ? (
        <EmptyState icon={IconListDetails} title={account ? t('catalogueEmpty') : t('noSeller')}>
          {account ? t(importedOnly ? 'importedOnlyEmpty' : 'catalogueEmptyHint') : t('noSellerHint')}
        </EmptyState>
      ) : (
        <>
          {importedOnly ? <Notice tone="busy">{t('importedOnly')}</Notice> : null}
          <ItemList items={items} onEdit={setEditing} />
        </>
      )}
      {account && inForm ? (
        <ItemForm
          key={inForm === 'new' ? 'new' : inForm.id}
          account={account}
          item={inForm === 'new' ? null : inForm}
          onClose={() => (editing === null ? navigate.back() : setEditing(null))}
        />
      ) : null}
      {account && importing ? <ImportDialog account={account} onClose={() => setImporting(false)} /> : null}
    </Screen>
  );
}

interface ItemListProps {
  readonly items: readonly CatalogueItem[];
  readonly onEdit: (item: CatalogueItem) => void;
}

function ItemList({ items, onEdit }: ItemListProps) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  const reorder = useAct('catalogue.reorder');
  const remove = useAct('catalogue.remove');
  const [removing, setRemoving] = useState<CatalogueItem | null>(null);
  const ids = items.map((item) => item.id);
  const move = (item: CatalogueItem, by: -1 | 1) => {
    const moved = movedIds(ids, item.id, by);
    if (moved) reorder.mutate({ ids: moved });
  };

  return (
    <>
      {reorder.error ? <ProblemAlert problem={reorder.error.problem} /> : null}
      <ol className={classes['items']}>
        {items.map((item, index) => (
          <li key={item.id} className={classes['item']} data-testid="catalogue-item">
            <div className={classes['order']}>
              <ActionIcon
                aria-label={t('moveUp', { name: item.name })}
                disabled={index === 0 || reorder.isPending}
                onClick={() => move(item, -1)}
              >
                <IconArrowUp aria-hidden size={20} />
              </ActionIcon>
              <ActionIcon
                aria-label={t('moveDown', { name: item.name })}
                disabled={index === items.length - 1 || reorder.isPending}
                onClick={() => move(item, 1)}
              >
                <IconArrowDown aria-hidden size={20} />
              </ActionIcon>
            </div>
            <div className={classes['what']}>
              <span className={classes['name']}>{item.name}</span>
              <span className={classes['kind']}>
                {[
                  t(`type.${item.type}`),
                  item.date === null ? null : formatDay(item.date, language),
                  item.calendarId === null ? null : t('calendarIdShort', { id: item.calendarId }),
                  item.importKey === null ? null : t('imported'),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </div>
            <span className={classes['price']}>
              {item.unitPrice === null ? (
                `${t('byHand')} (${item.currency})`
              ) : (
                <MoneyText money={item.unitPrice} fw={650} />
              )}
            </span>
            <div className={classes['order']}>
              <ActionIcon aria-label={t('editItem', { name: item.name })} onClick={() => onEdit(item)}>
                <IconEdit aria-hidden size={20} />
              </ActionIcon>
              <ActionIcon aria-label={t('removeItem', { name: item.name })} onClick={() => setRemoving(item)}>
                <IconTrash aria-hidden size={20} />
              </ActionIcon>
            </div>
          </li>
        ))}
      </ol>
      <ConfirmDialog
        opened={removing !== null}
        title={t('removeItemTitle')}
        confirmLabel={t('common:remove')}
        danger
        busy={remove.isPending}
        problem={remove.error?.problem}
        onConfirm={() => {
          if (removing) remove.mutate({ id: removing.id }, { onSuccess: () => setRemoving(null) });
        }}
        onClose={() => setRemoving(null)}
      >
        {t('removeItemText', { name: removing?.name ?? '' })}
      </ConfirmDialog>
    </>
  );
}
