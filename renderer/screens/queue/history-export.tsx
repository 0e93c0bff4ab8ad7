import { Button, CloseButton, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../shared/contract/index.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './queue.module.css';

/** The button that carries what is shown out to a spreadsheet, and what came of it: the system's own dialog asks where. */
export function useHistoryExport(
  filter: CallInput<'queue.export'>,
  disabled: boolean,
): { readonly button: ReactNode; readonly outcome: ReactNode } {
  const { t } = useTexts('queue');
  const act = useAct('queue.export');
  const saved = act.data ?? null;
  const button = (
    <Button
      variant="default"
      leftSection={<IconFileSpreadsheet aria-hidden size={20} />}
      data-testid="history-export"
      disabled={disabled}
      loading={act.isPending}
      onClick={() =>
        act.mutate(filter, { onSuccess: (answer) => (answer === null ? say(t('notExported')) : undefined) })
      }
    >
      {t('export')}
    </Button>
  );
  const outcome = act.error ? (
    <ProblemAlert problem={act.error.problem} onClose={act.reset} />
  ) : saved === null ? null : (
    <div className={classes['saved']} role="status" data-testid="history-saved">
      <div>
        <Text fw={650}>{t('exported', { count: saved.rows })}</Text>
        <Text className={classes['path'] ?? ''}>{saved.path}</Text>
        <Text c="dimmed">{t('exportHint')}</Text>
      </div>
      <CloseButton aria-label={t('common:close')} onClick={act.reset} />
    </div>
  );
  return { button, outcome };
}
