import { useEffect } from 'react';
import type { SaleId } from '../../../shared/ids.ts';
import { useAct } from '../../bridge/use-act.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Loading } from '../../components/loading.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import { PaidSign } from './paid-sign.tsx';
import { PayPanel } from './pay-panel.tsx';

/** The payment of one sale: its link as a QR code until the money is there. It moves by itself as main hears of it. */
export function PayScreen({ route }: { readonly route: RouteOf<'pay'> }) {
  const { t } = useTexts('pay');
  const sale = useCall('sales.get', { saleId: route.saleId });
  const watchProblem = useWatch(route.saleId);

  if (sale.data?.payState === 'paid') return <PaidSign sale={sale.data} given={route.given} />;
  return (
    <Screen title={t('title')} back width={90}>
      {sale.data ? (
        <PayPanel sale={sale.data} given={route.given} />
      ) : sale.error ? (
        <ProblemAlert problem={sale.error.problem} onRetry={() => void sale.refetch()} />
      ) : (
        <Loading />
      )}
      {watchProblem ? <ProblemAlert problem={watchProblem} /> : null}
    </Screen>
  );
}

/** Asks main to watch this sale's account closely while the screen is shown. */
function useWatch(saleId: SaleId) {
  const { mutate, error } = useAct('sales.watch');
  useEffect(() => {
    mutate({ saleId });
    return () => mutate({ saleId: null });
  }, [mutate, saleId]);
  return error?.problem;
}
