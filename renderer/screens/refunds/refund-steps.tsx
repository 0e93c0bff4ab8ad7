import { IconCircle, IconCircleCheck, IconHourglass, IconOctagon, type IconProps } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { RefundRow } from '../../../shared/domain/views.ts';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { type RefundStep, stepsOf, wordOfStep } from './refund-way.ts';
import classes from './refunds.module.css';

const shapes: Readonly<Record<RefundStep['state'], ComponentType<IconProps>>> = {
  done: IconCircleCheck,
  current: IconHourglass,
  ahead: IconCircle,
  bad: IconOctagon,
};

/** The way of a refund as a small timeline: what happened, where it is, what is still to come. */
export function RefundSteps({ row }: { readonly row: RefundRow }) {
  const { t } = useTexts('refunds');
  const dates = useDates();
  const now = useNow(60_000);
  return (
    <ol className={classes['steps']} aria-label={t('way')}>
      {stepsOf(row).map((step) => {
        const Shape = shapes[step.state];
        return (
          <li
            key={step.step}
            className={classes['step']}
            data-state={step.state}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            <Shape className={classes['stepShape']} stroke={2} aria-hidden />
            <span className={classes['stepWord']}>{t(`step.${wordOfStep(step)}`)}</span>
            {step.atMs === null ? null : <span className={classes['stepTime']}>{dates.moment(step.atMs, now)}</span>}
            {step.reason === null ? null : (
              <span className={classes['stepReason']}>{t('reason', { reason: step.reason })}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
