import { Select, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { can, useAccounts } from '../../bridge/use-accounts.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useTonight } from '../../bridge/use-tonight.ts';
import { formatDay } from '../../format/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useStorePart } from '../../navigation/store.ts';
import { dayChoices, ofAccount } from './day-chips.ts';
import classes from './lookup.module.css';
import { lookupSession, setFilter } from './session.ts';

/** So many days are chips; the rest are in a list. */
const chipsShown = 3;

/** Narrowing by event and date, tonight first. Letters in the search box leave it as it is. */
export const Filters = memo(function Filters() {
  const { t } = useTexts('lookup');
  const language = useLanguage();
  const today = useTonight();
  const filter = useStorePart(lookupSession, ({ filter }) => filter);
  const all = useCall('events.list', undefined).data ?? [];
  // Accounts that have no guests have nothing to narrow to.
  const accounts = useAccounts().filter((account) => can(account, 'tickets') || can(account, 'orders'));
  const events = all.filter((event) => filter.accountId === undefined || event.accountId === filter.accountId);
  const choices = dayChoices(events, filter, today);
  const later = choices.slice(chipsShown);
  const laterChosen = later.some((choice) => choice.day === filter.day);

  const dayName = (day: string) => (day === today ? t('tonightDate') : formatDay(day, language));
  const chosenEvent = events.find((event) => event.id === filter.eventId && event.accountId === filter.accountId);

  return (
    <fieldset className={classes['filters']}>
      <VisuallyHidden component="legend">{t('filters')}</VisuallyHidden>
      <Chip chosen={filter.day === undefined} onPick={() => setFilter({ ...filter, day: undefined })}>
        {t('anyDate')}
      </Chip>
      {choices.slice(0, chipsShown).map(({ day, tickets }) => (
        <Chip key={day} chosen={filter.day === day} onPick={() => setFilter({ ...filter, day })}>
          {dayName(day)}
          <span className={`${classes['count']} tabular`}>{new Intl.NumberFormat(language).format(tickets)}</span>
        </Chip>
      ))}
      {later.length === 0 ? null : (
        <Select
          className={classes['select'] ?? ''}
          aria-label={t('earlierDates')}
          placeholder={t('earlierDates')}
          searchable
          clearable
          data={later.map(({ day }) => ({ value: day, label: `${dayName(day)} ${day.slice(0, 4)}` }))}
          value={laterChosen ? (filter.day ?? null) : null}
          onChange={(day) => setFilter({ ...filter, day: day ?? undefined })}
        />
      )}
      {accounts.length < 2 ? null : (
        <Select
          className={classes['select'] ?? ''}
          aria-label={t('account')}
          placeholder={t('anyAccount')}
          clearable
          data-testid="lookup-account"
          data={accounts.map((account) => ({ value: account.id, label: account.label }))}
          value={filter.accountId ?? null}
          onChange={(value) => setFilter(ofAccount(filter, accounts.find((one) => one.id === value)?.id))}
        />
      )}
      {events.length < 2 ? null : (
        <Select
          className={classes['select'] ?? ''}
          aria-label={t('event')}
          placeholder={t('anyEvent')}
          searchable
          clearable
          data={events.map((event) => ({ value: `${event.accountId} ${event.id}`, label: event.name }))}
          value={chosenEvent ? `${chosenEvent.accountId} ${chosenEvent.id}` : null}
          onChange={(value) => {
            const event = events.find((one) => `${one.accountId} ${one.id}` === value);
            const dayStays = event === undefined || event.dates.some((date) => date.day === filter.day);
            const accountId = event?.accountId ?? filter.accountId;
            setFilter({ accountId, eventId: event?.id, day: dayStays ? filter.day : undefined });
          }}
        />
      )}
    </fieldset>
  );
});

interface ChipProps {
  readonly chosen: boolean;
  readonly onPick: () => void;
  readonly children: React.ReactNode;
}

function Chip({ chosen, onPick, children }: ChipProps) {
  return (
    <UnstyledButton className={classes['chip'] ?? ''} aria-pressed={chosen} onClick={onPick}>
      {children}
    </UnstyledButton>
  );
}
