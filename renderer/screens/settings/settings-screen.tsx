import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

export function SettingsScreen() {
  const { t } = useTexts('settings');
  return <Screen title={t('title')}>{null}</Screen>;
}
