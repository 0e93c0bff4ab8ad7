import { useState } from 'react';
import type { Sale } from '../../../shared/domain/acts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ticketPaidFor } from './pay-view.ts';
import { QrCode } from './qr-code.tsx';
import { stateText } from './state-text.ts';
import { WaitingSign } from './waiting-sign.tsx';

const lookAgainMs = 1500;
/** So many looks without an answer, and the page is not here any more. */
const looks = 3;

/** A payment page whose address holds a secret: a code to scan, and nothing to copy. Where there is none, the sign of the sale's state. */
export function SecretCode({ sale }: { readonly sale: Sale }) {
  const { t } = useTexts('pay');
  const wanted = sale.payState === 'awaiting_payment' && sale.tender === 'link' && sale.paymentLink === null;
  const [openedAt] = useState(() => Date.now());
  const secret = useCall(
    'sales.secretLink',
    { saleId: sale.id },
    { enabled: wanted, keepMs: 0, refetchEveryMs: lookAgainMs },
  );
  const link = wanted ? (secret.data?.link ?? null) : null;
  if (link !== null) {
    return <QrCode text={link} label={t('qrLabel', { number: sale.orderNumber ?? sale.reference })} />;
  }
  const gone = wanted && ticketPaidFor(sale) !== null && secret.dataUpdatedAt - openedAt > looks * lookAgainMs;
  return <WaitingSign state={sale.payState} words={gone ? t('linkGone') : stateText(t, sale, 'sign')} />;
}
