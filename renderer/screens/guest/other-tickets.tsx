import { Button, Text, Title } from '@mantine/core';
import { IconDoorEnter, IconUsersGroup } from '@tabler/icons-react';
import type { GuestView } from '../../../shared/domain/views.ts';
import { useAct } from '../../bridge/use-act.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { formatDateTime, formatMoment } from '../../format/dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import classes from './guest.module.css';
import { type HeldTicket, partyToAdmit } from './party.ts';

/** What else the same guest holds: a group arrives with one name. */
export function OtherTickets({ guest }: { readonly guest: GuestView }) {
  const { t } = useTexts('guest');
  const admit = useAct('admissions.admit');
  const party = partyToAdmit(guest);
  // One after the other, and no further once one is refused: its problem is shown below.
  const admitFrom = (index: number) => {
    const ticket = party[index];
    if (ticket === undefined) return;
    admit.mutate({ accountId: ticket.accountId, ticketKey: ticket.key }, { onSuccess: () => admitFrom(index + 1) });
  };
  return (
    <section className={classes['card']} aria-labelledby="others-title">
      <Title order={2} id="others-title">
        {t('otherTickets')}
      </Title>
      {party.length < 2 ? null : (
        <Button
          leftSection={<IconUsersGroup size={22} aria-hidden />}
          variant="light"
          loading={admit.isPending}
          data-testid="guest-admit-party"
          onClick={() => admitFrom(0)}
        >
          {t('admitAll', { count: party.length })}
        </Button>
      )}
      {admit.error === null ? null : <ProblemAlert problem={admit.error.problem} />}
      {guest.otherTickets.length === 0 ? (
        <Text c="dimmed">{t('noOtherTickets')}</Text>
      ) : (
        <ul className={classes['list']}>
          {guest.otherTickets.map((held) => (
            <OtherTicket key={held.ticket.key} held={held} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OtherTicket({ held }: { readonly held: HeldTicket }) {
  const { t } = useTexts('guest');
  const language = useLanguage();
  const now = useNow(60_000);
  const admit = useAct('admissions.admit');
  const { ticket, admission } = held;
  const open = () => navigate.to({ screen: 'guest', accountId: ticket.accountId, ticketKey: ticket.key });
  return (
    <li className={classes['row']}>
      <div className={classes['grow']}>
        <div>{ticket.eventName}</div>
        <Text size="sm" c="dimmed">
          {formatDateTime(ticket.eventDateMs, language)} · <MoneyText money={ticket.price} />
          {ticket.promoCode === null ? null : ` · ${ticket.promoCode}`}
        </Text>
      </div>
      {admission?.admitted ? (
        <>
          <StatusWord tone="good">
            {t('insideSince', { time: formatMoment(admission.firstAt ?? admission.at, now, language) })}
          </StatusWord>
          <Button variant="subtle" onClick={open}>
            {t('common:details')}
          </Button>
        </>
      ) : (
        <Button
          variant="default"
          leftSection={<IconDoorEnter size={20} aria-hidden />}
          loading={admit.isPending}
          onClick={() =>
            admit.mutate(
              { accountId: ticket.accountId, ticketKey: ticket.key },
              // Somebody else was quicker: that ticket's own screen warns as loudly as it should.
              { onSuccess: ({ outcome }) => (outcome === 'already_admitted' ? open() : undefined) },
            )
          }
        >
          {t('admit')}
        </Button>
      )}
      {admit.error === null ? null : <ProblemAlert problem={admit.error.problem} />}
    </li>
  );
}
