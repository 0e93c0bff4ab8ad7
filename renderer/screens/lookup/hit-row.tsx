import { IconDoorEnter, IconReceipt } from '@tabler/icons-react';
import { memo } from 'react';
import type { LookupHit } from '../../../shared/domain/tickets.ts';
import type { IsoDay } from '../../../shared/ids.ts';
import { dayInZone } from '../../../shared/time.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { placeOf } from '../../components/place-of.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Clipped } from './clipped.tsx';
import { Highlighted } from './highlighted.tsx';
import classes from './hit-row.module.css';

interface HitRowProps {
  readonly hit: LookupHit;
  readonly query: string;
  /** Set when several accounts are connected. */
  readonly accountLabel: string | null;
  readonly now: number;
  /** Tonight at the venue. */
  readonly today: IsoDay;
}

/** One found ticket or order: the name big, everything else quiet, inside or not at the end. */
export const HitRow = memo(function HitRow(props: HitRowProps) {
  return props.hit.kind === 'ticket' ? (
    <TicketRow {...props} hit={props.hit} />
  ) : (
    <OrderRow {...props} hit={props.hit} />
  );
});

type Ticket = Extract<LookupHit, { kind: 'ticket' }>;
type Order = Extract<LookupHit, { kind: 'order' }>;

function TicketRow({ hit, query, accountLabel, now, today }: HitRowProps & { readonly hit: Ticket }) {
  const { t } = useTexts('lookup');
  const dates = useDates();
  const { ticket, admission } = hit;
  const isTonight = dayInZone(ticket.eventDateMs, ticket.zone) === today;
  const { entry } = ticket;
  const place = entry === null ? '' : placeOf(entry.seat, entry.ticketType);
  const seat = entry?.seat ?? '';
  const when = isTonight
    ? t('tonightAt', { time: dates.time(ticket.eventDateMs, ticket.zone) })
    : dates.dateTime(ticket.eventDateMs, ticket.zone);
  return (
    <div className={classes['row']}>
      <div className={classes['who']}>
        <span className={classes['name']}>
          {ticket.holder.name === '' ? t('common:noName') : <Clipped text={ticket.holder.name} query={query} />}
        </span>
        <span
          className={classes['event']}
          title={[when, place, ticket.eventName].filter((part) => part !== '').join(' · ')}
        >
          <span className={isTonight ? classes['tonight'] : undefined}>{when}</span>
          {place === '' ? '' : ' · '}
          <Highlighted text={seat} query={query} />
          {place.slice(seat.length)}
          {' · '}
          {ticket.eventName}
        </span>
      </div>
      <Contact email={ticket.holder.email} phone={ticket.holder.phone} query={query} />
      <div className={classes['price']}>
        <MoneyText money={ticket.price} />
        <span className={classes['more']}>
          {ticket.orderNumber === null ? null : <Clipped text={ticket.orderNumber} query={query} />}
          {ticket.promoCode === null ? null : <Clipped text={t('promo', { code: ticket.promoCode })} query="" />}
          {accountLabel === null ? null : <Clipped text={accountLabel} query="" />}
        </span>
      </div>
      <div className={classes['state']}>
        {entry !== null && !admission?.admitted && entry.status !== 'valid' ? (
          <StatusWord tone="bad">{t('notAdmissible')}</StatusWord>
        ) : admission?.admitted ? (
          <StatusWord tone="good">
            {t('insideSince', { time: dates.moment(admission.firstAt ?? admission.at, now) })}
          </StatusWord>
        ) : (
          <StatusWord tone="quiet" plain icon={IconDoorEnter}>
            {t('notInside')}
          </StatusWord>
        )}
      </div>
    </div>
  );
}

function OrderRow({ hit, query, accountLabel }: HitRowProps & { readonly hit: Order }) {
  const { t } = useTexts('lookup');
  const dates = useDates();
  const { contact } = hit;
  return (
    <div className={classes['row']}>
      <div className={classes['who']}>
        <span className={classes['name']}>
          {contact === null || contact.name === '' ? t('common:noName') : <Clipped text={contact.name} query={query} />}
        </span>
        <span className={classes['event']}>
          {dates.dateTime(hit.createdAtMs)}
          {hit.publicToken === '' ? null : (
            <>
              {' · '}
              <Highlighted text={hit.publicToken} query={query} />
            </>
          )}
        </span>
      </div>
      {contact === null && hit.rank === 'platform' ? (
        <div className={classes['contact']}>
          <Clipped text={t('platformFound')} query="" />
        </div>
      ) : (
        <Contact email={contact?.email ?? ''} phone={contact?.phone ?? ''} query={query} />
      )}
      <div className={classes['price']}>
        <MoneyText money={hit.total} />
        <span className={classes['more']}>
          {accountLabel === null ? null : <Clipped text={accountLabel} query="" />}
        </span>
      </div>
      <div className={classes['state']}>
        <StatusWord tone="busy" plain icon={IconReceipt}>
          {t('common:order')} <Highlighted text={hit.number} query={query} />
        </StatusWord>
      </div>
    </div>
  );
}

function Contact({ email, phone, query }: { readonly email: string; readonly phone: string; readonly query: string }) {
  const { t } = useTexts('lookup');
  return (
    <div className={classes['contact']}>
      {email === '' ? null : <Clipped text={email} query={query} />}
      {phone === '' ? null : (
        <span className="tabular">
          <Clipped text={phone} query={query} />
        </span>
      )}
      {email === '' && phone === '' ? <span>{t('noContact')}</span> : null}
    </div>
  );
}
