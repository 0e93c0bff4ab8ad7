import { UnstyledButton } from '@mantine/core';
import { IconInfoCircle, IconListDetails } from '@tabler/icons-react';
import { useSyncStatus } from '../bridge/use-accounts.ts';
import { said } from '../components/say.ts';
import { StatusWord } from '../components/status-word.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate } from '../navigation/navigate.ts';
import { useStore } from '../navigation/store.ts';
import { ConnectivityMenu } from './connectivity-menu.tsx';
import { PullProgressLine } from './pull-progress.tsx';
import classes from './status-bar.module.css';
import { summarize } from './summary.ts';

/** Always there: online or not, how old the data is, what is being fetched, what waits. */
export function StatusBar() {
  const { t } = useTexts('shell');
  const statuses = useSyncStatus();
  const word = useStore(said);
  const summary = summarize(statuses);
  const { pulling, waiting, needsPerson } = summary;
  return (
    <section className={classes['bar']} aria-label={t('statusBar')}>
      <ConnectivityMenu summary={summary} statuses={statuses} />
      <div role="status" className={classes['said']} data-testid="said">
        {word === null ? null : (
          <span key={word.id}>
            <IconInfoCircle aria-hidden size={20} />
            {word.message}
          </span>
        )}
      </div>
      {pulling?.pull && word === null ? <PullProgressLine pull={pulling.pull} /> : null}
      <UnstyledButton
        className={`${classes['button']} ${classes['queue']}`}
        data-testid="status-queue"
        aria-description={t('openQueue')}
        onClick={() => navigate.main('queue')}
      >
        {needsPerson > 0 ? <StatusWord tone="bad">{t('needsPerson', { count: needsPerson })}</StatusWord> : null}
        {waiting > 0 ? (
          <StatusWord tone="busy">{t('queueWaiting', { count: waiting })}</StatusWord>
        ) : needsPerson > 0 ? null : (
          <StatusWord tone="quiet" plain icon={IconListDetails}>
            <span className={classes['emptyWord']}>{t('queueEmpty')}</span>
          </StatusWord>
        )}
      </UnstyledButton>
    </section>
  );
}
