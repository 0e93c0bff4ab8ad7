import { Button, Group } from '@mantine/core';
import { IconWorldSearch } from '@tabler/icons-react';
import { type AccountId, as, type OrderId } from '../../../shared/ids.ts';
import { can, useAccounts } from '../../bridge/use-accounts.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { transactionId } from './order-acts.ts';

interface TransactionSearchProps {
  readonly search: string;
  readonly accountId: AccountId | null;
}

/** Systems that cannot search tell of a transaction by its number: offered as soon as such a number is typed. */
export function TransactionSearch({ search, accountId }: TransactionSearchProps) {
  const { t } = useTexts('orders');
  const id = transactionId(search);
  const askable = useAccounts().filter(
    (account) => can(account, 'ticket_payments') && (accountId === null || account.id === accountId),
  );
  if (id === null || askable.length === 0) return null;
  return (
    <Group gap="xs">
      {askable.map((account) => (
        <Button
          key={account.id}
          id={`orders-ask-${account.id}`}
          variant="default"
          leftSection={<IconWorldSearch aria-hidden size={20} />}
          onClick={() => navigate.to({ screen: 'order', target: { accountId: account.id, orderId: as<OrderId>(id) } })}
          data-testid="orders-ask-transaction"
        >
          {t('askTransaction', { account: account.label, number: `TR${id}` })}
        </Button>
      ))}
    </Group>
  );
}
