import { Button, Text } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import type { KeyboardEventHandler } from 'react';
import type { AdmissionState } from '../../../shared/domain/tickets.ts';
import { formatAge } from '../../format/spans.ts';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import classes from './admission-panel.module.css';

interface AlreadyInsideProps {
  readonly state: AdmissionState;
  readonly busy: boolean;
  readonly onAdmitAgain: () => void;
  readonly onKeyDown: KeyboardEventHandler;
}

/** Somebody went in with this ticket already. Loud, and the second admission is never where a careless Enter lands. */
export function AlreadyInside({ state, busy, onAdmitAgain, onKeyDown }: AlreadyInsideProps) {
  const { t } = useTexts('guest');
  const language = useLanguage();
  const dates = useDates();
  const now = useNow();
  const first = state.firstAt ?? state.at;
  const when = { time: dates.moment(first, now), age: formatAge(first, now, language) };
  return (
    <div className={classes['warning']} role="alert" data-testid="guest-already">
      <IconAlertOctagon size={64} stroke={2} aria-hidden className={classes['warningIcon']} />
      <div className={classes['warningText']}>
        <div className={classes['warningTitle']}>{t('alreadyTitle')}</div>
        <Text size="xl" fw={600}>
          {state.by === '' ? t('alreadyText', when) : t('alreadyBy', { ...when, name: state.by })}
        </Text>
        {state.times > 1 ? <Text fw={600}>{t('alreadyTimes', { count: state.times })}</Text> : null}
        <Text>{t('alreadyAsk')}</Text>
      </div>
      <div className={classes['warningButtons']}>
        <Button size="lg" variant="white" color="dark" autoFocus onKeyDown={onKeyDown} onClick={navigate.back}>
          {t('doNotAdmit')}
        </Button>
        <Button
          size="lg"
          variant="outline"
          color="white"
          loading={busy}
          data-testid="guest-admit-again"
          onClick={onAdmitAgain}
        >
          {t('admitAgain')}
        </Button>
      </div>
    </div>
  );
}
