import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';

export function QueueScreen(_props: { readonly route: RouteOf<'queue'> }) {
  const { t } = useTexts('queue');
  return <Screen title={t('title')}>{null}</Screen>;
}
