import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function OrderScreen(_props: { readonly route: RouteOf<'order'> }) {
  const { t } = useTexts('orders');
  return <Screen title={t('title')}>{null}</Screen>;
}
