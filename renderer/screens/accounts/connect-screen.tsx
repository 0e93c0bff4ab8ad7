import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

export function ConnectScreen() {
  const { t } = useTexts('accounts');
  return <Screen title={t('title')}>{null}</Screen>;
}
