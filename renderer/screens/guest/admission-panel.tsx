import { Button, Group, Kbd, Text } from '@mantine/core';
import { IconArrowBackUp, IconDoorEnter, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';
import { isForEvening } from '../../../shared/domain/evening.ts';
import type { AdmissionState, Ticket } from '../../../shared/domain/tickets.ts';
import { useTonight } from '../../bridge/use-tonight.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { useDates } from '../../format/use-dates.ts';
import { useNow } from '../../format/use-now.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { navigate } from '../../navigation/navigate.ts';
import { setQuery } from '../lookup/session.ts';
import classes from './admission-panel.module.css';
import { AlreadyInside } from './already-inside.tsx';
import { entryTrouble } from './entry.ts';
import { NoEntry } from './no-entry.tsx';
import { useAdmission } from './use-admission.ts';

interface AdmissionPanelProps {
  readonly ticket: Ticket;
  readonly admission: AdmissionState | null;
  /** The system decides who is let in. */
  readonly shared: boolean;
  readonly justAdmitted: boolean;
}

/** An Enter so soon after something changed is the tail of the one that changed it (scanners send two). */
const settleMs = 350;

/** The one big thing of the guest screen: let in, or warn that somebody went in with this ticket already. */
export function AdmissionPanel({ ticket, admission, shared, justAdmitted }: AdmissionPanelProps) {
  const { t } = useTexts('guest');
  const dates = useDates();
  const now = useNow();
  const today = useTonight(ticket.zone);
  const acts = useAdmission(ticket, { shared, justAdmitted });
  const admitButton = useRef<HTMLButtonElement>(null);
  const nextButton = useRef<HTMLButtonElement>(null);
  const shownAt = useRef(0);
  const inside = admission?.admitted === true;
  // Inside before anybody pressed anything here: as loud as a second admission, for it is one.
  const refused = entryTrouble(ticket.entry);
  // A ticket that admits nobody offers no second admission either.
  const surprise = inside && !acts.justAdmitted && refused === null ? (acts.warning ?? admission) : null;
  const otherNight = !isForEvening(ticket, today);

  // Where Enter lands: on Admit, then on the next guest; never on Undo.
  useEffect(() => {
    shownAt.current = performance.now();
    (inside ? nextButton : admitButton).current?.focus();
  }, [inside]);

  // Alt with a letter, since a letter alone is typed into the search (a scanner's code may begin with any).
  useEffect(
    () =>
      tinykeys(window, {
        'Alt+KeyA': (event) => pressed(event, '[data-testid="guest-admit"]'),
        'Alt+KeyU': (event) => pressed(event, '[data-testid="guest-undo"]'),
      }),
    [],
  );

  const guard = (event: KeyboardEvent) => {
    const tooSoon = performance.now() - shownAt.current < settleMs;
    if (event.key === 'Enter' && (event.repeat || tooSoon)) event.preventDefault();
  };

  return (
    <section className={classes['panel']} data-inside={inside} aria-label={t('admit')}>
      {surprise === null ? null : (
        <AlreadyInside state={surprise} busy={acts.busy} onAdmitAgain={() => acts.admit(true)} onKeyDown={guard} />
      )}
      {refused === null ? null : <NoEntry trouble={refused} />}
      <div className={classes['line']}>
        <div className={classes['state']}>
          {inside ? (
            <StatusWord tone="good" size="lg" testId="guest-admission">
              {acts.justAdmitted
                ? t('admittedNow', { time: dates.moment(admission.at, now) })
                : t('insideSince', { time: dates.moment(admission.firstAt ?? admission.at, now) })}
            </StatusWord>
          ) : (
            <StatusWord tone="quiet" size="lg" icon={IconDoorEnter} testId="guest-admission">
              {t('notInside')}
            </StatusWord>
          )}
          {inside && admission.by !== '' ? <Text c="dimmed">{t('insideBy', { name: admission.by })}</Text> : null}
          {shared && !inside && refused === null ? <Text c="dimmed">{t('sharedAdmission')}</Text> : null}
          {otherNight ? (
            <StatusWord tone="warn" testId="guest-other-night">
              {t('wrongDay', { date: dates.dateTime(ticket.eventDateMs, ticket.zone) })}
            </StatusWord>
          ) : null}
        </div>
        {inside ? (
          <Group key="inside">
            {surprise === null ? (
              <Button
                ref={nextButton}
                size="lg"
                leftSection={<IconSearch aria-hidden />}
                rightSection={<Kbd aria-hidden>{t('admitKeys')}</Kbd>}
                data-testid="guest-next"
                onKeyDown={guard}
                onClick={nextGuest}
              >
                {t('nextGuest')}
              </Button>
            ) : null}
            <Button
              size="lg"
              variant="default"
              leftSection={<IconArrowBackUp aria-hidden />}
              rightSection={<Kbd aria-hidden>Alt U</Kbd>}
              aria-keyshortcuts="Alt+U"
              data-testid="guest-undo"
              loading={acts.busy}
              onClick={acts.undo}
            >
              {t('undo')}
            </Button>
          </Group>
        ) : refused !== null ? null : (
          <Button
            key="outside"
            ref={admitButton}
            className={classes['admit'] ?? ''}
            color="green.9"
            mih="5rem"
            leftSection={<IconDoorEnter size={36} aria-hidden />}
            rightSection={<Kbd aria-hidden>{t('admitKeys')}</Kbd>}
            aria-keyshortcuts="Enter Alt+A"
            data-testid="guest-admit"
            loading={acts.busy}
            onKeyDown={guard}
            onClick={() => acts.admit(false)}
          >
            {t('admit')}
          </Button>
        )}
      </div>
      {acts.problem === null ? null : <ProblemAlert problem={acts.problem} />}
    </section>
  );
}

/** Back to an empty box. */
function nextGuest(): void {
  setQuery('');
  navigate.main('lookup');
}

function pressed(event: Event, selector: string): void {
  const button = document.querySelector<HTMLButtonElement>(selector);
  if (button === null) return;
  event.preventDefault();
  button.click();
}
