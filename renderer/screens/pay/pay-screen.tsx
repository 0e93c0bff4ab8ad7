import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function PayScreen(_props: { readonly route: RouteOf<'pay'> }) {
  const { t } = useTexts('pay');
  return <Screen title={t('title')}>{null}</Screen>;
}
