import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function InsightsScreen(_props: { readonly route: RouteOf<'insights'> }) {
  const { t } = useTexts('insights');
  return <Screen title={t('title')}>{null}</Screen>;
}
