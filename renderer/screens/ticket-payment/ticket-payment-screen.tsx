import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconArrowLeft, IconSearch } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { type AccountId, as } from '../../../shared/ids.ts';
import { accountOf, can, useAccounts } from '../../bridge/use-accounts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useKept } from '../../navigation/navigate.ts';
import type { RouteOf } from '../../navigation/routes.ts';
import classes from './ticket-payment.module.css';
import { readTicketNumber } from './ticket-payment.ts';
import { TicketPayments } from './ticket-payments.tsx';

/** Paying for a ticket that exists already: its number first, since everything hangs on what was paid for it so far. */
export function TicketPaymentScreen({ route }: { readonly route: RouteOf<'ticketPayment'> }) {
  const { t } = useTexts('ticketPayment');
  const able = useAccounts().filter((account) => can(account, 'ticket_payments'));
  const [chosen, setChosen] = useKept<AccountId | null>('account', route.of?.accountId ?? null);
  const [text, setText] = useKept('number', '');
  const [ticketId, setTicketId] = useKept<number | null>('ticket', route.of?.ticketId ?? null);
  const [tried, setTried] = useState(false);
  const account = (chosen && accountOf(able, chosen)) ?? able[0];
  const read = readTicketNumber(text);

  if (account === undefined) {
    return (
      <Screen title={t('title')}>
        <EmptyState icon={IconSearch} title={t('common:none')} />
      </Screen>
    );
  }

  if (ticketId !== null) {
    return (
      <Screen
        title={t('ofTicket', { number: ticketId })}
        width={60}
        actions={
          <Button
            variant="default"
            leftSection={<IconArrowLeft aria-hidden size={20} />}
            onClick={() => {
              setTicketId(null);
              setText('');
            }}
            data-testid="ticket-payment-another"
          >
            {t('another')}
          </Button>
        }
      >
        <TicketPayments key={`${account.id} ${ticketId}`} account={account} ticketId={ticketId} />
      </Screen>
    );
  }

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read !== null) setTicketId(read);
  };

  return (
    <Screen title={t('title')} width={40}>
      <form onSubmit={submit} noValidate className={classes['part']}>
        <Text>{t('lead')}</Text>
        {able.length < 2 ? null : (
          <SegmentedControl
            aria-label={t('through')}
            data={able.map((one) => ({ value: one.id, label: one.label }))}
            value={account.id}
            onChange={(id) => setChosen(as<AccountId>(id))}
          />
        )}
        <TextInput
          label={t('number')}
          inputMode="numeric"
          autoComplete="off"
          classNames={{ input: classes['number'] ?? '' }}
          value={text}
          error={tried && text !== '' && read === null ? t('numberWrong') : null}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setTried(false);
          }}
          data-testid="ticket-payment-number"
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            size="lg"
            leftSection={<IconSearch aria-hidden size={22} />}
            disabled={text.trim() === ''}
            data-testid="ticket-payment-ask"
          >
            {t('look')}
          </Button>
        </Group>
      </form>
    </Screen>
  );
}
