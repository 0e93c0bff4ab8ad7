import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { useStore } from '../navigation/store.ts';
import { lateScan } from './scans.ts';
import { verdictOf } from './verdict-view.ts';

/** Says the verdicts that came after the next guest had stepped forward, at the window's edge. */
export function LateScans() {
  const { t } = useTexts('scan');
  const scan = useStore(lateScan);
  useEffect(() => {
    if (scan === null) return;
    const verdict = verdictOf(scan);
    const name = scan.answer.kind === 'outcome' ? scan.answer.outcome.ticket?.name : undefined;
    notifications.show({
      id: `scan-${scan.id}`,
      color: verdict === 'granted' ? 'green.9' : 'red.9',
      message: t('late', { word: t(verdict), name: name || scan.code }),
      autoClose: verdict === 'granted' ? 6000 : 20_000,
    });
  }, [scan, t]);
  return null;
}
