import { Button } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Notice } from '../../components/notice.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import type { CartLine } from './cart.ts';
import type { FieldRefusal, LineField, Refused } from './refused.ts';
import classes from './sell.module.css';

/** Above the cart of a refused sale: that nothing was charged, and what to do. The focus goes to the first field that was refused. */
export function RefusedNotice({ refused }: { readonly refused: Refused }) {
  const { t } = useTexts('sell');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const cart = place.current?.parentElement;
    cart?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refused] button')?.focus();
  }, []);
  return (
    <div ref={place}>
      <Notice tone="bad" title={t('refused.title', { reference: refused.reference })} testId="sell-refused">
        {t('refused.text')}
        {refused.says.map((says) => (
          <span key={says} className={classes['refusalSays']}>
            {t('refused.says', { text: says })}
          </span>
        ))}
      </Notice>
    </div>
  );
}

/** A refusal at its field: in the reader's language what was refused, and the platform's own words. */
export function RefusalWords({ what, says }: { readonly what: string; readonly says: string }) {
  const { t } = useTexts('sell');
  return (
    <span className={classes['refusalWords']}>
      {what}
      <span className={classes['refusalSays']}>{t('refused.says', { text: says })}</span>
    </span>
  );
}

interface LineRefusalProps {
  readonly line: CartLine;
  readonly refusals: readonly FieldRefusal<LineField>[];
}

/** What the platform did not take of a line, and the way to where it is changed. */
export function LineRefusal({ line, refusals }: LineRefusalProps) {
  const { t } = useTexts('sell');
  if (refusals.length === 0) return null;
  const { item } = line;
  const inCatalogue = ({ field }: FieldRefusal<LineField>) =>
    field !== 'quantity' && (field !== 'unitPrice' || item.unitPrice !== null);
  return (
    <div className={classes['refusal']} role="alert" data-refused data-testid="line-refused">
      {refusals.map(({ field, says }) => (
        <RefusalWords key={field} what={t(`refused.line.${field}`, { id: item.calendarId ?? '' })} says={says} />
      ))}
      {refusals.some(inCatalogue) ? (
        <Button
          id={`sell-mend-${line.key}`}
          variant="default"
          leftSection={<IconEdit aria-hidden size={20} />}
          onClick={() => navigate.to({ screen: 'catalogue', edit: item.id })}
        >
          {t('refused.toCatalogue')}
        </Button>
      ) : null}
    </div>
  );
}
