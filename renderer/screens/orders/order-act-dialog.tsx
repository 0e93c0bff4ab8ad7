import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OrderAct } from '../../../shared/domain/orders.ts';
import type { OrderDetail } from '../../../shared/domain/views.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { say } from '../../components/say.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { isEmail } from '../sell/customer.ts';
import { useDeedWords } from './use-deed-words.ts';

interface OrderActDialogProps {
  readonly act: Exclude<OrderAct, 'cancelItems'>;
  readonly order: NonNullable<OrderDetail['order']>;
  /** The guest's own address, where it is known. */
  readonly email: string;
  readonly onClose: () => void;
}

const calls = {
  complete: 'orders.complete',
  markPaid: 'orders.markPaid',
  invite: 'orders.invite',
} as const;

/** Asks before an order is completed, marked as paid, or mailed: mails that went out do not come back. */
export function OrderActDialog(props: OrderActDialogProps) {
  return props.act === 'mail' ? <MailDialog {...props} /> : <PlainDialog {...props} act={props.act} />;
}

function PlainDialog({ act, order, onClose }: OrderActDialogProps & { readonly act: keyof typeof calls }) {
  const { t } = useTexts('orders');
  const language = useLanguage();
  const run = useAct(calls[act]);
  const words = useDeedWords();
  const amount = formatMoney(order.total, language);
  return (
    <ConfirmDialog
      opened
      title={t(`actTitle.${act}`, { number: order.number })}
      confirmLabel={t(`actDo.${act}`, { amount })}
      testId="order-act-confirm"
      busy={run.isPending}
      problem={run.error?.problem}
      onConfirm={() =>
        run.mutate(
          { accountId: order.accountId, orderId: order.id },
          {
            onSuccess: ({ openDeeds }) => {
              const open = openDeeds.find((deed) => deed.act === act);
              say(open ? words(open) : t(`actDone.${act}`));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <Text>{t(`actText.${act}`, { amount })}</Text>
    </ConfirmDialog>
  );
}

function MailDialog({ order, email, onClose }: OrderActDialogProps) {
  const { t } = useTexts('orders');
  const mail = useAct('orders.mailTickets');
  const words = useDeedWords();
  const [address, setAddress] = useState(email);
  const typed = address.trim();
  const wrong = typed !== '' && !isEmail(typed);
  return (
    <ConfirmDialog
      opened
      title={t('actTitle.mail', { number: order.number })}
      confirmLabel={t('actDo.mail')}
      testId="order-act-confirm"
      busy={mail.isPending}
      disabled={wrong}
      problem={mail.error?.problem}
      onConfirm={() =>
        mail.mutate(
          { accountId: order.accountId, orderId: order.id, email: typed === '' || typed === email ? null : typed },
          {
            onSuccess: ({ openDeeds }) => {
              const open = openDeeds.find(({ act }) => act === 'mail');
              say(open ? words(open) : t('actDone.mail'));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <Text>{t('actText.mail')}</Text>
      <TextInput
        label={t('mailAddress')}
        description={t('mailOwn')}
        type="email"
        autoComplete="off"
        spellCheck={false}
        value={address}
        error={wrong ? t('mailWrong') : null}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          mail.reset();
        }}
        data-testid="order-mail-address"
      />
    </ConfirmDialog>
  );
}
