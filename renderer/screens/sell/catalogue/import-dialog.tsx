import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconCalendarOff, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../../shared/domain/accounts.ts';
import type { CatalogueCandidate } from '../../../../shared/domain/catalogue.ts';
import { defaultSettings } from '../../../../shared/domain/settings.ts';
import { ProblemError, problemOf } from '../../../../shared/errors.ts';
import { call } from '../../../bridge/client.ts';
import { useAct } from '../../../bridge/use-act.ts';
import { useCall } from '../../../bridge/use-call.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Loading } from '../../../components/loading.tsx';
import { Notice } from '../../../components/notice.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { say } from '../../../components/say.ts';
import { useReturnFocus } from '../../../components/use-return-focus.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import { matches } from '../catalogue-filter.ts';
import {
  type ImportChoices,
  importInput,
  initialChoices,
  itemName,
  openQuestions,
  type PriceUnit,
  withAllConfirmed,
  withChoice,
  withReading,
} from './import-choices.ts';
import { ImportTable } from './import-table.tsx';

/** More lines than this and a filter appears. */
const fewLines = 12;

interface ImportDialogProps {
  readonly account: Account;
  readonly onClose: () => void;
}

/** Imports from the platform's calendar; it is asked once per opening, since it costs requests of the shared budget. */
export function ImportDialog({ account, onClose }: ImportDialogProps) {
  const { t } = useTexts('sell');
  useReturnFocus();
  const settings = useCall('settings.get', undefined).data ?? defaultSettings;
  const candidates = useQuery<readonly CatalogueCandidate[], ProblemError>({
    queryKey: ['import dialog', account.id],
    queryFn: () => call('catalogue.candidates', { accountId: account.id }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="82rem"
      title={t('import')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {candidates.error ? (
        <ProblemAlert
          problem={candidates.error instanceof ProblemError ? candidates.error.problem : problemOf(candidates.error)}
          onRetry={() => void candidates.refetch()}
        />
      ) : candidates.data === undefined ? (
        <Loading label={t('importLoading')} />
      ) : candidates.data.length === 0 ? (
        <EmptyState icon={IconCalendarOff} title={t('importEmpty')}>
          {t('importEmptyHint')}
        </EmptyState>
      ) : (
        <Choose
          account={account}
          candidates={candidates.data}
          unit={settings.mediaPartnerPriceUnit}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface ChooseProps extends ImportDialogProps {
  readonly candidates: readonly CatalogueCandidate[];
  readonly unit: PriceUnit;
}

function Choose({ account, candidates, unit, onClose }: ChooseProps) {
  const { t } = useTexts('sell');
  const [choices, setChoices] = useState<ImportChoices>(() => initialChoices(candidates, unit));
  const [reading, setReading] = useState<PriceUnit>(unit);
  const [filter, setFilter] = useState('');
  const store = useAct('catalogue.import');
  const shown = candidates.filter((one) => matches(itemName(one), filter));
  const input = importInput(account.id, candidates, choices);
  const count = input?.items.length ?? 0;
  const open = openQuestions(candidates);

  const submit = () => {
    if (input === null || store.isPending) return;
    store.mutate(input, {
      onSuccess: (items) => {
        say(t('importDone', { count: items.length }));
        onClose();
      },
    });
  };

  return (
    <Stack>
      {open.unit ? (
        <Notice tone="warn" title={t('importWarningTitle')}>
          {t('importWarning')}
        </Notice>
      ) : null}
      <Group justify={open.unit ? 'space-between' : 'flex-end'}>
        <Group display={open.unit ? 'flex' : 'none'}>
          <Text fw={600} id="import-reading">
            {t('readAllAs')}
          </Text>
          <SegmentedControl
            aria-labelledby="import-reading"
            data={[
              { value: 'major', label: t('asMajor') },
              { value: 'minor', label: t('asMinor') },
            ]}
            value={reading}
            onChange={(value) => {
              const next: PriceUnit = value === 'minor' ? 'minor' : 'major';
              setReading(next);
              setChoices((before) => withReading(before, next));
            }}
          />
        </Group>
        <Group>
          <Button variant="default" onClick={() => setChoices((before) => withAllConfirmed(before, shown, true))}>
            {t('confirmAll')}
          </Button>
          <Button variant="subtle" onClick={() => setChoices((before) => withAllConfirmed(before, shown, false))}>
            {t('confirmNone')}
          </Button>
        </Group>
      </Group>
      {candidates.length > fewLines ? (
        <TextInput
          aria-label={t('importFilter')}
          placeholder={t('importFilter')}
          leftSection={<IconSearch aria-hidden size={20} />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      <ImportTable
        candidates={shown}
        choices={choices}
        onChange={(key, change) => setChoices((before) => withChoice(before, key, change))}
      />
      {store.error ? <ProblemAlert problem={store.error.problem} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button disabled={count === 0} loading={store.isPending} onClick={submit} data-testid="import-confirm">
          {count === 0 ? t('importNothing') : t('importConfirm', { count })}
        </Button>
      </Group>
    </Stack>
  );
}
