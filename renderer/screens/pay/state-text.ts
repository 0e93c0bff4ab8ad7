import type { TFunction } from 'i18next';
import type { PayState, Sale } from '../../../shared/domain/orders.ts';

/** States in which a sale that was paid at this till is spoken of differently: there is no link to wait for. */
const here = ['waiting_for_network', 'sending', 'awaiting_payment', 'rejected'] as const satisfies readonly PayState[];

/** What stands on the Pay screen for the sale's state: a sentence, or what stands where no code can. */
export function stateText(
  t: TFunction<['pay', 'common', 'errors']>,
  { payState, tender }: Pick<Sale, 'payState' | 'tender'>,
  what: 'text' | 'sign',
): string {
  const state = tender === 'link' ? undefined : here.find((one) => one === payState);
  return state === undefined ? t(`state.${payState}.${what}`) : t(`stateHere.${state}.${what}`);
}
