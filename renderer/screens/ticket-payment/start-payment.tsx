import { Button, Group, SimpleGrid, TextInput, Title } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Account } from '../../../shared/domain/accounts.ts';
import { billingFields } from '../../../shared/domain/orders.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { useSinglePress } from '../../components/use-single-press.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate, useKept } from '../../navigation/navigate.ts';
import classes from './ticket-payment.module.css';
import { type BillingDraft, type ChosenWay, emptyBilling, saleInput } from './ticket-payment.ts';
import { WayChoice } from './way-choice.tsx';

interface StartPaymentProps {
  readonly account: Account;
  readonly ticketId: number;
}

/** The way to pay, the data of the invoice, and the one press that starts the payment. */
export function StartPayment({ account, ticketId }: StartPaymentProps) {
  const { t } = useTexts('ticketPayment');
  const language = useLanguage();
  const create = useAct('sales.create');
  const once = useSinglePress();
  const [way, setWay] = useState<ChosenWay | null>(null);
  const [billing, setBilling] = useKept<BillingDraft>(`billing ${ticketId}`, emptyBilling);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (way === null || create.isPending) return;
    const name = t('itemName', { number: ticketId, title: way.title });
    once(() =>
      create.mutate(saleInput(account.id, ticketId, way, billing, name), {
        onSuccess: (sale) => navigate.to({ screen: 'pay', saleId: sale.id }),
      }),
    );
  };

  return (
    <form onSubmit={submit} noValidate className={classes['form']}>
      <WayChoice account={account} ticketId={ticketId} onChoose={setWay} />
      <section className={classes['part']} aria-labelledby="ticket-billing">
        <Title order={2} id="ticket-billing">
          {t('billing')}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {billingFields.map((field) => (
            <TextInput
              key={field}
              label={t(`field.${field}`)}
              autoComplete="off"
              maxLength={200}
              value={billing[field]}
              onChange={(event) => setBilling({ ...billing, [field]: event.currentTarget.value })}
              data-testid={`ticket-payment-billing-${field}`}
            />
          ))}
        </SimpleGrid>
      </section>
      {create.error === null ? null : <ProblemAlert problem={create.error.problem} />}
      <Group justify="flex-end">
        <Button
          type="submit"
          size="lg"
          leftSection={<IconQrcode aria-hidden size={22} />}
          disabled={way === null}
          loading={create.isPending}
          data-testid="ticket-payment-start"
        >
          {way === null ? t('chooseFirst') : t('startOf', { amount: formatMoney(way.amount, language) })}
        </Button>
      </Group>
    </form>
  );
}
