import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { useSyncStatus } from '../bridge/use-accounts.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate, useEntry } from '../navigation/navigate.ts';
import { beep } from '../scan/beep.ts';
import { summarize } from './summary.ts';

const id = 'person-needed';

/**
 * Calls somebody when another act of the queue needs a person: with a sound, and with a note that stays until it is opened or closed. The
 * Queue screen says it itself, and the note would lie over its buttons.
 */
export function PersonNeeded() {
  const { t } = useTexts('shell');
  const { needsPerson } = summarize(useSyncStatus());
  const seen = useEntry().route.screen === 'queue';
  const before = useRef(needsPerson);
  const [called, setCalled] = useState(false);

  useEffect(() => {
    const more = needsPerson > before.current;
    before.current = needsPerson;
    if (more) beep('called');
    if (more || needsPerson === 0) setCalled(more);
  }, [needsPerson]);

  useEffect(() => {
    if (seen) setCalled(false);
  }, [seen]);

  useEffect(() => {
    if (!called || seen) {
      notifications.hide(id);
      return;
    }
    const note = {
      id,
      color: 'red.9',
      title: t('needsPerson', { count: needsPerson }),
      message: (
        <Button variant="default" onClick={() => navigate.to({ screen: 'queue' })}>
          {t('openQueue')}
        </Button>
      ),
      autoClose: false,
      withCloseButton: true,
      closeButtonProps: { 'aria-label': t('common:close') },
      onClose: () => setCalled(false),
    } as const;
    // The one takes effect where the note stands already (in another language, with another number), the other where it does not.
    notifications.update(note);
    notifications.show(note);
  }, [called, seen, needsPerson, t]);
  return null;
}
