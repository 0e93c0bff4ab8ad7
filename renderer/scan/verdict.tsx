import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconHourglass,
  IconOctagonFilled,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ScanOutcome } from '../../shared/domain/scans.ts';
import { useAccounts, useSyncStatus } from '../bridge/use-accounts.ts';
import { placeOf } from '../components/place-of.ts';
import { privilegesNamed } from '../components/privileges.ts';
import { formatAge } from '../format/spans.ts';
import { useDates } from '../format/use-dates.ts';
import { useNow } from '../format/use-now.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { useStore } from '../navigation/store.ts';
import { closeVerdict, type Scan, shownScan } from './scans.ts';
import classes from './verdict.module.css';
import { type VerdictKind, verdictKey, verdictOf } from './verdict-view.ts';

/** The verdict on the scan that was made last, over the whole window; nothing while there is none. */
export function VerdictOverlay() {
  const scan = useStore(shownScan);
  // Another one once it is answered, so that it is read aloud and its keys settle anew.
  return scan === null ? null : <Verdict key={`${scan.id} ${scan.answer.kind}`} scan={scan} />;
}

function Verdict({ scan }: { readonly scan: Scan }) {
  const { t } = useTexts('scan');
  const verdict = verdictOf(scan);
  const [shownAt] = useState(() => performance.now());
  const close = useClosing(verdict);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const act = verdictKey(
      { key: event.key, command: event.ctrlKey || event.altKey || event.metaKey, repeat: event.repeat },
      verdict,
      performance.now() - shownAt,
    );
    if (act === 'ignore') return;
    if (act === 'close_and_pass') {
      closeVerdict();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (act === 'close') close();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);

  const outcome = scan.answer.kind === 'outcome' ? scan.answer.outcome : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: every key of the window is listened to above.
    <section
      className={classes['verdict']}
      data-verdict={verdict}
      data-testid="scan-verdict"
      data-access={verdict}
      data-reason={outcome?.reason ?? undefined}
      role="alert"
      onClick={close}
    >
      <Shape verdict={verdict} />
      <p className={classes['word']}>{t(verdict)}</p>
      {outcome === null ? null : <Facts outcome={outcome} />}
      {scan.answer.kind === 'problem' ? <Trouble problem={scan.answer.problem} /> : null}
      <p className={classes['small']}>{t('code', { code: scan.code })}</p>
      {verdict === 'asking' ? null : (
        <p className={classes['small']}>
          {t('close')}{' '}
          <button type="button" className={classes['close']} onClick={close} tabIndex={-1}>
            <IconX size="1.2em" aria-hidden /> {t('closeButton')}
          </button>
        </p>
      )}
    </section>
  );
}

/** Closes, and puts the focus where a careless Enter does no harm: on the next guest after a yes, on the heading after a no. */
function useClosing(verdict: VerdictKind): () => void {
  return () => {
    closeVerdict();
    const next = verdict === 'granted' ? document.querySelector<HTMLElement>('[data-testid="guest-next"]') : null;
    const box = document.querySelector<HTMLElement>('[data-testid="lookup-input"]');
    (next ?? box ?? document.querySelector<HTMLElement>('[data-screen-heading]'))?.focus();
  };
}

function Shape({ verdict }: { readonly verdict: VerdictKind }) {
  switch (verdict) {
    case 'granted':
      return <IconCircleCheckFilled className={classes['shape']} aria-hidden />;
    case 'denied':
      return (
        <span className={classes['stop']} aria-hidden>
          <IconOctagonFilled className={classes['shape']} />
          <IconX className={classes['cross']} stroke={3} />
        </span>
      );
    case 'undecided':
      return <IconAlertTriangleFilled className={classes['shape']} aria-hidden />;
    case 'asking':
      return <IconHourglass className={classes['shape']} stroke={1.5} aria-hidden />;
  }
}

/** Whose ticket, which seat, why, and who decided. */
function Facts({ outcome }: { readonly outcome: ScanOutcome }) {
  const { t } = useTexts('scan');
  const language = useLanguage();
  const dates = useDates();
  const now = useNow();
  const { ticket, reason, firstAt } = outcome;
  return (
    <>
      {ticket === null ? null : (
        <>
          <p className={classes['name']}>{ticket.name === '' ? t('common:noName') : ticket.name}</p>
          <p className={classes['place']}>
            {placeOf(ticket.seat === null ? null : t('seat', { seat: ticket.seat }), ticket.ticketType)}
          </p>
        </>
      )}
      {reason === null ? null : <p className={classes['reason']}>{t(`reason.${reason}`)}</p>}
      {reason !== 'other_event' || ticket === null || ticket.eventDateMs === null ? null : (
        <p className={classes['reason']}>
          {t('forEvent', { event: ticket.eventName, time: dates.dateTime(ticket.eventDateMs, ticket.eventZone) })}
        </p>
      )}
      {firstAt === null ? null : (
        <p className={classes['reason']}>
          {t('firstAt', { time: dates.moment(firstAt, now), age: formatAge(firstAt, now, language) })}
        </p>
      )}
      <Source outcome={outcome} />
    </>
  );
}

/** Who decided: with the laptop alone, how old its data is. */
function Source({ outcome }: { readonly outcome: ScanOutcome }) {
  const { t } = useTexts('scan');
  const dates = useDates();
  const now = useNow();
  const statuses = useSyncStatus();
  const accounts = useAccounts();
  const accountId = outcome.ticket?.accountId;
  if (outcome.source === 'platform') return <p className={classes['small']}>{t('bySystem')}</p>;
  const concerned = statuses.filter((status) =>
    accountId === undefined
      ? accounts.some((account) => account.id === status.accountId && account.capabilities.includes('tickets'))
      : status.accountId === accountId,
  );
  const ages = concerned.map((status) => status.freshAt).filter((at) => at !== null);
  const time = ages.length === 0 ? null : dates.moment(Math.min(...ages), now);
  // Nobody decided.
  if (outcome.reason === 'unknown_here') {
    return time === null ? null : <p className={classes['small']}>{t('dataOf', { time })}</p>;
  }
  return (
    <p className={classes['small']}>
      {time === null ? t('byLaptopAlone') : t('byLaptop', { time })}
      {outcome.access === 'granted' ? ` ${t('otherDoors')}` : null}
    </p>
  );
}

function Trouble({ problem }: { readonly problem: Extract<Scan['answer'], { kind: 'problem' }>['problem'] }) {
  const { t } = useTexts('scan');
  return (
    <>
      <p className={classes['reason']}>
        {t(`errors:${problem.code}.what`)} {t(`errors:${problem.code}.next`)}
      </p>
      {privilegesNamed(problem.message).map((right) => (
        <p key={right} className={classes['reason']}>
          {t('common:privilegeMissing', { right: t(`common:privilege.${right}`) })}
        </p>
      ))}
      <p className={classes['small']}>{problem.message}</p>
    </>
  );
}
