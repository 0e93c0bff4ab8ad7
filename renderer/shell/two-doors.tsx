import { Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useAct } from '../bridge/use-act.ts';
import { useCall } from '../bridge/use-call.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useDates } from '../format/use-dates.ts';
import { useNow } from '../format/use-now.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate } from '../navigation/navigate.ts';
import { beep } from '../scan/beep.ts';
import { BannerLine } from './banner-line.tsx';

/**
 * Says over every screen, and with a sound and a notification of the system when it is new, that a ticket was let in at this door and at another one. The newest stands until a
 * person has seen to it, then the next: a long evening with the cable out must not fill the window.
 */
export function TwoDoors() {
  const { t } = useTexts('scan');
  const dates = useDates();
  const now = useNow();
  const confirm = useAct('admissions.confirmConflict');
  const open = useCall('admissions.conflicts', undefined).data?.open ?? [];
  const [shown] = open;
  const loudest = useRef(0);
  const newest = shown?.id ?? 0;
  const outside = useAct('app.callPerson');
  const call = useEffectEvent(() => {
    beep('denied');
    // Stands outside the window, for everybody to read: no guest is named there.
    outside.mutate({ title: t('twoDoorsCall'), text: t('twoDoorsNext') });
  });
  useEffect(() => {
    if (newest > loudest.current) call();
    loudest.current = Math.max(loudest.current, newest);
  }, [newest]);
  if (shown === undefined) return null;
  const time = (ms: number): string => dates.moment(ms, now);
  const { accountId, ticketKey, guest, barcode, there } = shown;
  const places = { here: time(shown.hereAt), by: shown.hereBy, there: time(shown.thereAt) };
  return (
    <>
      <BannerLine
        tone="bad"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('twoDoors', { name: guest === '' ? t('common:noName') : guest, code: barcode })}
        text={
          <>
            {there === null ? t('twoDoorsWhen', places) : t('twoDoorsWhere', { ...places, door: there })}{' '}
            {t('twoDoorsNext')} {open.length > 1 ? t('twoDoorsMore', { count: open.length - 1 }) : null}
          </>
        }
        testId="two-doors"
        action={
          <Group gap="xs">
            <Button variant="default" onClick={() => navigate.to({ screen: 'guest', accountId, ticketKey })}>
              {t('twoDoorsOpen')}
            </Button>
            <Button
              color="red.9"
              loading={confirm.isPending}
              onClick={() => confirm.mutate({ id: shown.id })}
              data-testid="two-doors-seen"
            >
              {t('twoDoorsSeen')}
            </Button>
          </Group>
        }
      />
      {confirm.error === null ? null : <ProblemAlert problem={confirm.error.problem} onClose={confirm.reset} />}
    </>
  );
}
