import { IconCash, IconClockOff, type IconProps, IconQrcode, IconWifiOff } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { PayState } from '../../../shared/domain/acts.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { payTones } from './pay-view.ts';

const icons: Partial<Record<PayState, ComponentType<IconProps>>> = {
  waiting_for_network: IconWifiOff,
  awaiting_payment: IconQrcode,
  expired: IconClockOff,
};

interface PayStateWordProps {
  readonly state: PayState;
  readonly size?: 'md' | 'lg' | undefined;
  readonly testId?: string | undefined;
}

/** How the payment of a sale stands, in a word with its shape. */
export function PayStateWord({ state, size, testId }: PayStateWordProps) {
  const { t } = useTexts('pay');
  return (
    <StatusWord tone={payTones[state]} icon={icons[state]} size={size} testId={testId}>
      {t(`state.${state}.word`)}
    </StatusWord>
  );
}

/** Cash that staff noted; the platform does not know of it. */
export function CashNotedWord({ children }: { readonly children: string }) {
  return (
    <StatusWord tone="warn" icon={IconCash}>
      {children}
    </StatusWord>
  );
}
