import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function GuestScreen(_props: { readonly route: RouteOf<'guest'> }) {
  const { t } = useTexts('guest');
  return <Screen title={t('title')}>{null}</Screen>;
}
