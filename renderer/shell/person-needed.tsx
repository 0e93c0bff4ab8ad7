import { Button, CloseButton, Group } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useSyncStatus } from '../bridge/use-accounts.ts';
import { useAct } from '../bridge/use-act.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate, useEntry } from '../navigation/navigate.ts';
import { beep } from '../scan/beep.ts';
import { BannerLine } from './banner-line.tsx';
import { callsAnew, summarize } from './summary.ts';

/**
 * Calls somebody when another act of the queue needs a person: with a sound, with a notification of the system where another window is looked
 * at, and with a line over every screen that stays until it is opened or closed. It lies over nothing: it may stand there for an hour. The
 * Queue screen says it itself.
 */
export function PersonNeeded() {
  const { t } = useTexts('shell');
  const { needsPerson, persons } = summarize(useSyncStatus());
  const seen = useEntry().route.screen === 'queue';
  const before = useRef<readonly string[]>([]);
  const [called, setCalled] = useState(false);
  const outside = useAct('app.callPerson');
  const sound = useEffectEvent(() => {
    beep('called');
    outside.mutate({ title: t('needsPerson', { count: needsPerson }), text: t('needsPersonNext') });
  });

  // A status comes with a new list each time: only other ids are news.
  const who = persons.join(' ');
  useEffect(() => {
    const now = who === '' ? [] : who.split(' ');
    const more = callsAnew(before.current, now);
    before.current = now;
    if (more) sound();
    if (more || now.length === 0) setCalled(more);
  }, [who]);

  useEffect(() => {
    if (seen) setCalled(false);
  }, [seen]);

  if (!called || seen) return null;
  return (
    <BannerLine
      tone="bad"
      icon={<IconUserQuestion aria-hidden />}
      title={t('needsPerson', { count: needsPerson })}
      text={t('needsPersonNext')}
      testId="banner-person"
      action={
        <Group gap="xs">
          <Button onClick={() => navigate.main('queue')}>{t('openQueue')}</Button>
          <CloseButton aria-label={t('common:close')} onClick={() => setCalled(false)} />
        </Group>
      }
    />
  );
}
