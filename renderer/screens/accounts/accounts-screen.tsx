import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function AccountsScreen(_props: { readonly route: RouteOf<'accounts'> }) {
  const { t } = useTexts('accounts');
  return <Screen title={t('title')}>{null}</Screen>;
}
