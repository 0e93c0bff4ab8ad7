import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Sale } from '../../../shared/domain/acts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { separatorsOf } from '../sell/amount.ts';
import { reopened } from '../sell/refused.ts';
import { isTouched, sellSession, takeUp } from '../sell/session.ts';
import { refusalOf } from './pay-view.ts';

/**
 * Back to the cart with everything that was typed, after a refusal. The refused sale stays in the ledger as it is: what is made of the cart is
 * another one. Asks first where the cart holds another guest's sale by now.
 */
export function SellAgain({ sale }: { readonly sale: Sale }) {
  const { t } = useTexts('pay');
  const separators = separatorsOf(useLanguage());
  const catalogue = useCall('catalogue.list', undefined).data;
  const [asking, setAsking] = useState(false);
  const refusal = refusalOf(sale.attempts) ?? { message: '', fields: {} };

  const go = () => {
    takeUp(sale.accountId, reopened(sale, refusal, catalogue ?? [], separators));
    navigate.main('sell');
  };

  return (
    <>
      <Button
        disabled={catalogue === undefined}
        leftSection={<IconArrowBackUp aria-hidden size={20} />}
        data-testid="pay-sell-again"
        onClick={() => (isTouched(sellSession.get()) ? setAsking(true) : go())}
      >
        {t('sellAgain')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('replaceCartTitle')}
        confirmLabel={t('replaceCart', { reference: sale.reference })}
        onConfirm={go}
        onClose={() => setAsking(false)}
      >
        {t('replaceCartText')}
      </ConfirmDialog>
    </>
  );
}
