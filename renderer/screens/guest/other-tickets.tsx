import { Button, Text, Title } from '@mantine/core';
import { IconDoorEnter, IconUsersGroup } from '@tabler/icons-react';
import type { GuestView } from '../../../shared/domain/views.ts';
import { useAct } from '../../bridge/use-act.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { placeOf } from '../../components/place-of.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { scanCode } from '../../scan/scans.ts';
import { entryTrouble } from './entry.ts';
import classes from './guest.module.css';
import { type HeldTicket, inOrderOfUse, partyToAdmit } from './party.ts';
import { useAdmitAll } from './use-admit-all.ts';

interface OtherTicketsProps {
  readonly guest: GuestView;
  /** The system decides who is let in. */
  readonly shared: boolean;
}

/** What else the same guest holds: a group arrives with one name. */
export function OtherTickets({ guest, shared }: OtherTicketsProps) {
  const { t } = useTexts('guest');
  const party = partyToAdmit(guest);
  const now = useNow(60_000);
  const admit = useAdmitAll(shared);
  return (
    <section className={classes['card']} aria-labelledby="others-title">
      <Title order={2} id="others-title">
        {t('otherTickets')}
      </Title>
      {party.length < 2 ? null : (
        <Button
          leftSection={<IconUsersGroup size={22} aria-hidden />}
          variant="light"
          loading={admit.busy}
          data-testid="guest-admit-party"
          onClick={() => admit.all(party)}
        >
          {t('admitAll', { count: party.length })}
        </Button>
      )}
      {admit.problem === null ? null : <ProblemAlert problem={admit.problem} />}
      {guest.otherTickets.length === 0 ? (
        <Text c="dimmed">{t('noOtherTickets')}</Text>
      ) : (
        <ul className={classes['list']}>
          {inOrderOfUse(guest, now).map((held) => (
            <OtherTicket key={held.ticket.key} held={held} shared={shared} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OtherTicket({ held, shared }: { readonly held: HeldTicket; readonly shared: boolean }) {
  const { t } = useTexts('guest');
  const dates = useDates();
  const now = useNow(60_000);
  const admit = useAct('admissions.admit');
  const { ticket, admission } = held;
  const { entry } = ticket;
  const place = entry === null ? '' : placeOf(entry.seat, entry.ticketType);
  const open = () => navigate.to({ screen: 'guest', accountId: ticket.accountId, ticketKey: ticket.key });
  return (
    <li className={classes['row']}>
      <div className={classes['grow']}>
        <div>{ticket.eventName}</div>
        <Text size="sm" c="dimmed">
          {dates.dateTime(ticket.eventDateMs, ticket.zone)} · <MoneyText money={ticket.price} />
          {ticket.promoCode === null ? null : ` · ${ticket.promoCode}`}
          {place === '' ? null : ` · ${place}`}
        </Text>
      </div>
      {admission?.admitted ? (
        <>
          <StatusWord tone="good">
            {t('insideSince', { time: dates.moment(admission.firstAt ?? admission.at, now) })}
          </StatusWord>
          <Button variant="subtle" onClick={open}>
            {t('common:details')}
          </Button>
        </>
      ) : entryTrouble(entry) !== null ? (
        <StatusWord tone="bad">{entry === null ? '' : t(`entryStatuses.${entry.status}`)}</StatusWord>
      ) : (
        <Button
          variant="default"
          leftSection={<IconDoorEnter size={20} aria-hidden />}
          loading={admit.isPending}
          onClick={() => {
            if (shared && entry !== null) {
              void scanCode(entry.barcode, ticket.accountId);
              return;
            }
            admit.mutate(
              { accountId: ticket.accountId, ticketKey: ticket.key },
              // Somebody else was quicker: that ticket's own screen warns as loudly as it should.
              { onSuccess: ({ outcome }) => (outcome === 'already_admitted' ? open() : undefined) },
            );
          }}
        >
          {t('admit')}
        </Button>
      )}
      {admit.error === null ? null : <ProblemAlert problem={admit.error.problem} />}
    </li>
  );
}
