import { Button, Group } from '@mantine/core';
import { IconCircleX } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { actOf } from '../../shared/domain/act-of.ts';
import { useAct } from '../bridge/use-act.ts';
import { useCall } from '../bridge/use-call.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { formatMoney } from '../format/money.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate } from '../navigation/navigate.ts';
import { beep } from '../scan/beep.ts';
import { BannerLine } from './banner-line.tsx';
import { refusedLine, refusedWhat } from './refused-line.ts';
import { callsAnew } from './summary.ts';

/**
 * Says over every screen, and with a sound and a notification of the system when it is new, that the platform refused what was done
 * here after nobody waited for it any more: the guest may have paid, and gone. The newest stands until a person has seen it, then the next.
 */
export function RefusedAct() {
  const { t } = useTexts('orders');
  const queue = useTexts('queue');
  const shell = useTexts('shell');
  const language = useLanguage();
  const confirm = useAct('queue.confirmRefusal');
  const refusals = useCall('queue.refusals', undefined).data ?? [];
  const [shown] = refusals;
  const before = useRef<readonly string[]>([]);
  const outside = useAct('app.callPerson');
  const call = useEffectEvent(() => {
    beep('called');
    // Stands outside the window, for everybody to read: no guest is named there.
    outside.mutate({ title: t('refusedCall'), text: t('refusedCallNext') });
  });
  // The answer is a new list each time: only other ids are news.
  const ids = refusals.map((entry) => actOf(entry).id).join(' ');
  useEffect(() => {
    const now = ids === '' ? [] : ids.split(' ');
    if (callsAnew(before.current, now)) call();
    before.current = now;
  }, [ids]);
  if (shown === undefined) return null;
  const { ref, number, guest, amount, route } = refusedLine(shown);
  const who = { number, name: guest === '' ? t('common:noName') : guest };
  const sum = { amount: amount === null ? '' : formatMoney(amount, language) };
  const [what, next] =
    shown.kind === 'deed'
      ? [t(`deedRefused.${shown.deed.act}`, sum), t(`deedRefusedNext.${shown.deed.act}`)]
      : [t(`actRefused.${refusedWhat(shown)}`, sum), t(`actRefusedNext.${refusedWhat(shown)}`)];
  return (
    <>
      <BannerLine
        tone="bad"
        icon={<IconCircleX aria-hidden />}
        title={t(shown.kind === 'sale' ? 'refusedSaleTitle' : 'refusedTitle', who)}
        text={
          <>
            {what} {next} {refusals.length > 1 ? t('refusedMore', { count: refusals.length - 1 }) : null}
          </>
        }
        testId="banner-refused"
        action={
          <Group gap="xs">
            <Button variant="default" onClick={() => navigate.to(route)}>
              {queue.t(shown.kind === 'sale' ? 'openPayment' : 'openOrder')}
            </Button>
            <Button
              color="red.9"
              loading={confirm.isPending}
              onClick={() => confirm.mutate({ act: ref })}
              data-testid="refused-seen"
            >
              {shell.t('dismiss')}
            </Button>
          </Group>
        }
      />
      {confirm.error === null ? null : <ProblemAlert problem={confirm.error.problem} onClose={confirm.reset} />}
    </>
  );
}
