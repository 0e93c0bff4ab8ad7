import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function SellScreen(_props: { readonly route: RouteOf<'sell'> }) {
  const { t } = useTexts('sell');
  return <Screen title={t('title')}>{null}</Screen>;
}
