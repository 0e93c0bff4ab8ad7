import type { Money } from '../../shared/money.ts';
import { formatAmount } from '../format/money.ts';
import { useLanguage } from '../i18n/use-language.ts';

interface MoneyTextProps {
  readonly money: Money;
  readonly fw?: number | undefined;
}

/** An amount with its currency: tabular digits, no break between the two. Put it in a right-aligned cell (`ta="right"`). */
export function MoneyText({ money, fw }: MoneyTextProps) {
  const language = useLanguage();
  return (
    <span className="tabular" style={{ whiteSpace: 'nowrap', ...(fw === undefined ? {} : { fontWeight: fw }) }}>
      {formatAmount(money, language)}
      {'\u00a0'}
      <span style={{ fontSize: '0.85em' }}>{money.currency}</span>
    </span>
  );
}
