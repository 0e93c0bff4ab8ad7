import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Ticket } from '../../../shared/domain/tickets.ts';
import { EmailText } from '../../components/email-text.tsx';
import { MoneyText } from '../../components/money-text.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './guest.module.css';

/** What the ticket says. Times are those of the event's zone. */
export function TicketFacts({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTexts('guest');
  const language = useLanguage();
  const dates = useDates();
  const { holder, entry } = ticket;
  return (
    <section className={classes['card']} aria-labelledby="ticket-title">
      <Title order={2} id="ticket-title">
        {t('ticket')}
      </Title>
      <dl className={classes['facts']}>
        <Fact name={t('common:event')} big>
          {ticket.eventName}
        </Fact>
        <Fact name={t('eventDate')} big>
          {dates.dateTime(ticket.eventDateMs, ticket.zone)}
        </Fact>
        {entry === null ? null : (
          <>
            {entry.seat === null ? null : (
              <Fact name={t('seat')} big>
                {entry.seat}
              </Fact>
            )}
            <Fact name={t('entryStatus')}>
              <StatusWord tone={entry.status === 'valid' ? 'good' : 'bad'} testId="guest-entry-status">
                {t(`entryStatuses.${entry.status}`)}
              </StatusWord>{' '}
              <Text span size="sm" c="dimmed">
                {t('platformWord', { word: entry.platformStatus })}
              </Text>
            </Fact>
            {entry.ticketType === null ? null : <Fact name={t('ticketType')}>{entry.ticketType}</Fact>}
            {entry.category === null ? null : <Fact name={t('category')}>{entry.category}</Fact>}
            <Fact name={t('barcode')}>
              <span className="tabular">{entry.barcode}</span>
            </Fact>
          </>
        )}
        <Fact name={t('common:price')} big>
          <MoneyText money={ticket.price} />
        </Fact>
        {ticket.promoCode === null ? null : <Fact name={t('promo')}>{ticket.promoCode}</Fact>}
        <Fact name={t('bought')}>{dates.dateTime(ticket.purchasedAtMs, ticket.zone)}</Fact>
        {ticket.orderNumber === null ? null : <Fact name={t('common:order')}>{ticket.orderNumber}</Fact>}
        <Fact name={t('common:email')}>
          {holder.email === '' ? t('common:none') : <EmailText email={holder.email} />}
        </Fact>
        <Fact name={t('common:phone')}>
          <span className="tabular">{holder.phone || t('common:none')}</span>
        </Fact>
        {ticket.language === null ? null : (
          <Fact name={t('language')}>{named('language', ticket.language, language)}</Fact>
        )}
        {ticket.country === null ? null : <Fact name={t('country')}>{named('region', ticket.country, language)}</Fact>}
      </dl>
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly big?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, big = false, children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={big ? classes['big'] : undefined}>{children}</dd>
    </>
  );
}

/** The name of a language or country code in the reader's language; what is no code stays as the platform wrote it. */
function named(type: 'language' | 'region', code: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type }).of(type === 'region' ? code.toUpperCase() : code) ?? code;
  } catch (error) {
    // Intl throws RangeError for what is not shaped like a code; platforms pass on whatever the guest's device said.
    if (error instanceof RangeError) return code;
    throw error;
  }
}
