import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function RefundsScreen(_props: { readonly route: RouteOf<'refunds'> }) {
  const { t } = useTexts('refunds');
  return <Screen title={t('title')}>{null}</Screen>;
}
