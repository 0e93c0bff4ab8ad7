import { Button, CloseButton, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import type { CallInput } from '../../../shared/contract/index.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { say } from '../../components/say.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './queue.module.css';

interface ExportHistoryProps {
  readonly filter: CallInput<'queue.export'>;
  readonly disabled: boolean;
}

/** Carries what is shown out to a spreadsheet: the system's own dialog asks where, and the place is said afterwards. */
export function ExportHistory({ filter, disabled }: ExportHistoryProps) {
  const { t } = useTexts('queue');
  const act = useAct('queue.export');
  const saved = act.data ?? null;
  return (
    <>
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
      {act.error ? <ProblemAlert problem={act.error.problem} onClose={act.reset} /> : null}
      {saved === null ? null : (
        <div className={classes['saved']} role="status" data-testid="history-saved">
          <div>
            <Text fw={650}>{t('exported', { count: saved.rows })}</Text>
            <Text className={classes['path'] ?? ''}>{saved.path}</Text>
            <Text c="dimmed">{t('exportHint')}</Text>
          </div>
          <CloseButton aria-label={t('common:close')} onClick={act.reset} />
        </div>
      )}
    </>
  );
}
