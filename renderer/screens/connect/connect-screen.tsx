import { Paper } from '@mantine/core';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { ConnectForm } from './connect-form.tsx';

/** Connecting one more account. */
export function ConnectScreen() {
  const { t } = useTexts('accounts');
  return (
    <Screen title={t('connectTitle')} back width={40}>
      <Paper withBorder p="lg" bg="var(--wc-surface)">
        <ConnectForm onConnected={navigate.back} onCancel={navigate.back} />
      </Paper>
    </Screen>
  );
}
