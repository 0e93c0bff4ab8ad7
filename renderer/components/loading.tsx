import { Group, Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';

/** Said only when it takes long enough to be noticed: local answers come sooner, and a flash would only disturb. */
export function Loading({ label, afterMs = 250 }: { readonly label?: string | undefined; readonly afterMs?: number }) {
  const { t } = useTexts('common');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return (
    <Group justify="center" py="xl" role="status" aria-busy>
      {shown ? (
        <>
          <Loader size="sm" />
          <Text c="dimmed">{label ?? t('loading')}</Text>
        </>
      ) : null}
    </Group>
  );
}
