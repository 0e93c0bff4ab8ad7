import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

export function LookupScreen() {
  const { t } = useTexts('lookup');
  return <Screen title={t('title')}>{null}</Screen>;
}
