import {
  IconCircleX,
  IconClockOff,
  IconHelpHexagon,
  IconHourglass,
  type IconProps,
  IconSend,
  IconUserQuestion,
  IconWifiOff,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { PayState } from '../../../shared/domain/acts.ts';
import classes from './pay.module.css';
import { payTones } from './pay-view.ts';

const icons: Readonly<Record<PayState, ComponentType<IconProps>>> = {
  waiting_for_network: IconWifiOff,
  sending: IconSend,
  awaiting_payment: IconHourglass,
  paid: IconHourglass,
  declined: IconCircleX,
  expired: IconClockOff,
  cancelled: IconCircleX,
  rejected: IconCircleX,
  unknown: IconHelpHexagon,
  needs_person: IconUserQuestion,
};

/** Stands where the QR code would, while there is none: why, and when it comes. */
export function WaitingSign({ state, words }: { readonly state: PayState; readonly words: string }) {
  const Icon = icons[state];
  return (
    <div className={classes['sign']} data-tone={payTones[state]}>
      <Icon className={classes['signIcon']} stroke={1.3} aria-hidden />
      <p>{words}</p>
    </div>
  );
}
