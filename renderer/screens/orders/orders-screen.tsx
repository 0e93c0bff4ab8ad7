import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function OrdersScreen(_props: { readonly route: RouteOf<'orders'> }) {
  const { t } = useTexts('orders');
  return <Screen title={t('title')}>{null}</Screen>;
}
