import { Button, Checkbox, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '../../../../shared/domain/accounts.ts';
import type { CatalogueItem } from '../../../../shared/domain/catalogue.ts';
import { itemTypes } from '../../../../shared/domain/orders.ts';
import { defaultSettings } from '../../../../shared/domain/settings.ts';
import { can } from '../../../bridge/use-accounts.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { useCall } from '../../../bridge/use-call.ts';
import { fieldError } from '../../../components/field-error.ts';
import { Notice } from '../../../components/notice.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { say } from '../../../components/say.ts';
import { useReturnFocus } from '../../../components/use-return-focus.ts';
import { formatMoney } from '../../../format/money.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { readAmount, separatorsOf } from '../amount.ts';
import { type DraftTroubles, draftOf, fieldsOf, type ItemDraft, newDraft, readDraft } from './item-draft.ts';

interface ItemFormProps {
  readonly account: Account;
  /** Null for a new item. */
  readonly item: CatalogueItem | null;
  readonly onClose: () => void;
}

/** One item of the catalogue. It says where an EventCalendar id comes from, since no call of the platform tells it (trap T-7). */
export function ItemForm({ account, item, onClose }: ItemFormProps) {
  const { t } = useTexts('sell');
  useReturnFocus();
  const separators = separatorsOf(useLanguage());
  const settings = useCall('settings.get', undefined).data ?? defaultSettings;
  const [draft, setDraft] = useState<ItemDraft>(() =>
    item ? draftOf(item, separators) : newDraft(account.id, settings.currency),
  );
  const [troubles, setTroubles] = useState<DraftTroubles>({});
  const save = useAct('catalogue.save');
  const problem = save.error?.problem;
  const fields = fieldsOf(draft.type);
  /** What the system itself says of the item is not asked for. */
  const importedOnly = can(account, 'catalogue.imported_only');
  const unsellable = importedOnly && draft.ref === undefined;
  const set = (change: Partial<ItemDraft>) => setDraft((before) => ({ ...before, ...change }));

  const submit = () => {
    const reading = readDraft(draft, item?.id ?? null, separators);
    setTroubles(reading.kind === 'troubles' ? reading.troubles : {});
    if (reading.kind === 'troubles' || save.isPending) return;
    save.mutate(reading.input, {
      onSuccess: () => {
        say(t('common:saved'));
        onClose();
      },
    });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={item ? t('editItemTitle') : t('addItem')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <TextInput
            label={t('common:name')}
            data-autofocus
            required
            maxLength={300}
            value={draft.name}
            error={troubles.name ? t('draft.nameMissing') : fieldError(problem, 'name', t)}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          {importedOnly ? (
            <Notice tone={unsellable ? 'bad' : 'busy'} testId="imported-only">
              {t(unsellable ? 'importedOnlyItem' : 'importedOnlyPrice')}
            </Notice>
          ) : (
            <Radio.Group
              label={t('itemType')}
              value={draft.type}
              onChange={(value) => set({ type: itemTypes.find((one) => one === value) ?? draft.type })}
            >
              <Stack gap="xs" mt="xs">
                {itemTypes.map((type) => (
                  <Radio key={type} value={type} label={t(`type.${type}`)} description={t(`typeHint.${type}`)} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <PriceFields draft={draft} troubles={troubles} onChange={set} fixed={importedOnly} />
          {fields.calendarId && !importedOnly ? (
            <CalendarFields draft={draft} troubles={troubles} onChange={set} />
          ) : null}
          {fields.date === 'none' ? null : (
            <TextInput
              type="date"
              label={t(`dateOf.${draft.type}`)}
              required={fields.date === 'needed'}
              value={draft.date}
              error={troubles.date ? t(troubles.date === 'missing' ? 'draft.dateMissing' : 'draft.dateWrong') : null}
              onChange={(event) => set({ date: event.currentTarget.value })}
            />
          )}
          {problem ? <ProblemAlert problem={problem} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={unsellable}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface PartProps {
  readonly draft: ItemDraft;
  readonly troubles: DraftTroubles;
  readonly onChange: (change: Partial<ItemDraft>) => void;
}

interface PriceFieldsProps extends PartProps {
  /** The price is the system's own. */
  readonly fixed: boolean;
}

function PriceFields({ draft, troubles, onChange, fixed }: PriceFieldsProps) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  const currency = draft.currency.trim().toUpperCase();
  const reading = readAmount(draft.priceText, currency, separatorsOf(language));
  const trouble = troubles.price;
  return (
    <Stack gap="xs">
      <Group align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('common:price')}
          inputMode="decimal"
          autoComplete="off"
          required={!draft.byHand}
          disabled={draft.byHand || fixed}
          value={draft.byHand ? '' : draft.priceText}
          description={
            !draft.byHand && reading.kind === 'money' && /^[A-Z]{3}$/.test(currency)
              ? t('understood', { amount: formatMoney(reading.money, language) })
              : null
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={
            trouble === undefined
              ? null
              : trouble === 'missing'
                ? t('draft.priceMissing')
                : t(`amountTrouble.${trouble}`, { currency })
          }
          onChange={(event) => onChange({ priceText: event.currentTarget.value })}
        />
        <TextInput
          label={t('currency')}
          w="8rem"
          maxLength={3}
          spellCheck={false}
          disabled={fixed}
          value={draft.currency}
          error={troubles.currency ? t('draft.currencyWrong') : null}
          onChange={(event) => onChange({ currency: event.currentTarget.value.toUpperCase() })}
        />
      </Group>
      {fixed ? null : (
        <Checkbox
          label={t('byHandLabel')}
          checked={draft.byHand}
          onChange={(event) => onChange({ byHand: event.currentTarget.checked })}
        />
      )}
    </Stack>
  );
}

function CalendarFields({ draft, troubles, onChange }: PartProps) {
  const { t } = useTexts('sell');
  return (
    <>
      <TextInput
        label={t('calendarId')}
        inputMode="numeric"
        autoComplete="off"
        required
        value={draft.calendarIdText}
        error={
          troubles.calendarId
            ? t(troubles.calendarId === 'missing' ? 'draft.calendarIdMissing' : 'draft.idWrong')
            : null
        }
        onChange={(event) => onChange({ calendarIdText: event.currentTarget.value })}
      />
      <Notice tone="busy">{t('calendarIdHint')}</Notice>
      <TextInput
        label={t('ticketTypeId')}
        description={t('ticketTypeIdHint')}
        inputMode="numeric"
        autoComplete="off"
        value={draft.ticketTypeIdText}
        error={troubles.ticketTypeId ? t('draft.idWrong') : null}
        onChange={(event) => onChange({ ticketTypeIdText: event.currentTarget.value })}
      />
    </>
  );
}
