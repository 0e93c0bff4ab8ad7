import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { Account } from '../../../shared/domain/accounts.ts';
import { can } from '../../bridge/use-accounts.ts';
import { Notice } from '../../components/notice.tsx';
import { formatSpan } from '../../format/spans.ts';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { expiryOf } from '../../shell/expiry.ts';
import { systemForms } from '../connect/systems.ts';
import { abilitiesOf } from './abilities.ts';

/** What the account can do, what not, and what its missing second credential would add. */
export function AccountAbilities({ account }: { readonly account: Account }) {
  const { t } = useTexts('accounts');
  const language = useLanguage();
  const both = abilitiesOf(account);
  const list = new Intl.ListFormat(language, { type: 'conjunction', style: 'long' });
  const { second } = systemForms[account.system];
  return (
    <div data-testid="account-abilities">
      <Text>
        <IconCheck size="1.1em" aria-hidden /> {t('can')}: {list.format(both.can.map((one) => t(`ability.${one}`)))}
      </Text>
      <Text c="dimmed">
        <IconX size="1.1em" aria-hidden /> {t('cannot')}: {list.format(both.cannot.map((one) => t(`ability.${one}`)))}
      </Text>
      {second === 'scanToken' && !can(account, 'tickets.scan') ? <Text size="sm">{t('addScan')}</Text> : null}
      {second === 'serviceToken' && !can(account, 'ticket_payments.options') ? (
        <Text size="sm">{t('addService')}</Text>
      ) : null}
    </div>
  );
}

/** When the account's token ends, loud once that is near. */
export function AccountExpiry({ account }: { readonly account: Account }) {
  const { t } = useTexts('accounts');
  const language = useLanguage();
  const dates = useDates();
  const now = useNow(60_000);
  const expiry = expiryOf(account, now);
  if (expiry === null) return null;
  const time = dates.dateTime(expiry.at);
  if (expiry.state === 'later') return <Text c="dimmed">{t('endsLater', { time })}</Text>;
  return (
    <Notice tone={expiry.state === 'over' ? 'bad' : 'warn'} testId="account-expiry">
      {expiry.state === 'over'
        ? t('ended', { time })
        : t('ends', { time, span: formatSpan(expiry.at - now, language) })}
    </Notice>
  );
}
