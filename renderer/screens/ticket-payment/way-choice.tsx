import { Button, Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import type { PaymentOption } from '../../../shared/domain/orders.ts';
import { can } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { Loading } from '../../components/loading.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './ticket-payment.module.css';
import type { ChosenWay } from './ticket-payment.ts';
import { TicketStatus, type ToldTransfer } from './ticket-status.tsx';
import { TypedCode } from './typed-code.tsx';

interface WayChoiceProps {
  readonly account: Account;
  readonly ticketId: number;
  readonly onChoose: (way: ChosenWay | null) => void;
}

/** The ways to pay for a ticket as the system lists them; else, or when staff know better, a code that is typed. */
export function WayChoice({ account, ticketId, onChoose }: WayChoiceProps) {
  const { t } = useTexts('ticketPayment');
  const listable = can(account, 'ticket_payments.options');
  const [transfer, setTransfer] = useState<ToldTransfer>(null);
  const asked = listable && transfer !== 'untold';
  const options = useCall(
    'ticketPayments.options',
    {
      accountId: account.id,
      ticketId,
      ...(transfer === null || transfer === 'untold' ? {} : { transfer: [...transfer] }),
    },
    { enabled: asked, keepMs: 0 },
  );
  const [typing, setTyping] = useState(false);
  // What was answered for a ticket that was not transferred is not this one's.
  const { data, error } = asked ? options : { data: undefined, error: null };
  const listed = data ?? [];
  const typed = typing || !listable || error !== null || data?.length === 0;
  const change = (next: boolean) => {
    setTyping(next);
    setTransfer(null);
    onChoose(null);
  };

  return (
    <section className={classes['part']} aria-labelledby="ticket-ways">
      <Title order={2} id="ticket-ways">
        {t('ways')}
      </Title>
      {listable && !typing ? (
        <TicketStatus
          told={transfer}
          onTell={(told) => {
            setTransfer(told);
            onChoose(null);
          }}
        />
      ) : null}
      {error === null ? null : <ProblemAlert problem={error.problem} onRetry={() => void options.refetch()} />}
      {!listable ? <Text>{t('waysTyped')}</Text> : null}
      {data?.length === 0 ? <Text>{t('waysNone')}</Text> : null}
      {asked && options.isPending ? (
        <Loading label={t('waysAsking')} />
      ) : typed ? (
        <TypedCode onChoose={onChoose} />
      ) : asked ? (
        <WayList key={JSON.stringify(transfer)} options={listed} onChoose={onChoose} />
      ) : null}
      {listable && (listed.length > 0 || !asked) ? (
        <Button variant="subtle" onClick={() => change(!typing)} data-testid="ticket-payment-typed">
          {typing ? t('listCodes') : t('typeCode')}
        </Button>
      ) : null}
    </section>
  );
}

interface WayListProps {
  readonly options: readonly PaymentOption[];
  readonly onChoose: (way: ChosenWay) => void;
}

function WayList({ options, onChoose }: WayListProps) {
  const { t } = useTexts('ticketPayment');
  const [code, setCode] = useState<string | null>(null);
  return (
    <Radio.Group
      aria-label={t('ways')}
      value={code}
      onChange={(value) => {
        const option = options.find((one) => one.code === value);
        if (option === undefined) return;
        setCode(value);
        onChoose({ code: option.code, title: option.title, amount: option.amount });
      }}
    >
      <Stack gap="xs">
        {options.map((option) => (
          <div key={option.code} className={classes['way']} data-chosen={option.code === code || undefined}>
            <Radio
              value={option.code}
              label={
                <span className={classes['wayLabel']}>
                  <span>{option.title}</span>
                  <MoneyText money={option.amount} fw={650} />
                </span>
              }
              description={[option.note || option.paymentMode, option.code].filter((part) => part !== '').join(' · ')}
              data-testid="ticket-payment-option"
              styles={{ body: { width: '100%' }, labelWrapper: { flex: 1 }, label: { width: '100%' } }}
            />
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}
