import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useSyncStatus } from '../bridge/use-accounts.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate } from '../navigation/navigate.ts';
import { beep } from '../scan/beep.ts';
import { summarize } from './summary.ts';

const id = 'person-needed';

/** Calls somebody when another act of the queue needs a person: with a sound, and with a note that stays until it is opened or closed. */
export function PersonNeeded() {
  const { t } = useTexts('shell');
  const { needsPerson } = summarize(useSyncStatus());
  const before = useRef(needsPerson);
  useEffect(() => {
    const more = needsPerson > before.current;
    before.current = needsPerson;
    if (needsPerson === 0) notifications.hide(id);
    if (!more) return;
    beep('called');
    notifications.hide(id);
    notifications.show({
      id,
      color: 'red.9',
      title: t('needsPerson', { count: needsPerson }),
      message: (
        <Button
          variant="default"
          onClick={() => {
            notifications.hide(id);
            navigate.to({ screen: 'queue' });
          }}
        >
          {t('openQueue')}
        </Button>
      ),
      autoClose: false,
    });
  }, [needsPerson, t]);
  return null;
}
