import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconClockExclamation, IconInfoCircle, IconPlugConnectedX } from '@tabler/icons-react';
import type { StartupNotice } from '../../shared/domain/views.ts';
import { useAccounts, useSyncStatus } from '../bridge/use-accounts.ts';
import { useAct } from '../bridge/use-act.ts';
import { useCall } from '../bridge/use-call.ts';
import { formatSpan } from '../format/spans.ts';
import { useDates } from '../format/use-dates.ts';
import { useNow } from '../format/use-now.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate } from '../navigation/navigate.ts';
import { BannerLine } from './banner-line.tsx';
import { type Banner, bannersFor } from './banner-rules.ts';
import classes from './banners.module.css';
import { TwoDoors } from './two-doors.tsx';

/** What needs a hand now, and what the start-up found, over every screen. */
export function Banners() {
  const banners = bannersFor(useAccounts(), useSyncStatus(), useNow(60_000));
  return (
    <>
      <TwoDoors />
      {banners.map((banner) => (
        <BannerOf key={'account' in banner ? banner.account.id : banner.kind} banner={banner} />
      ))}
      <Notices />
    </>
  );
}

const replaceWords = { apiKey: 'bannerReplaceKey', login: 'bannerSignIn', token: 'bannerReplaceToken' } as const;

function BannerOf({ banner }: { readonly banner: Banner }) {
  const { t } = useTexts('shell');
  const language = useLanguage();
  if (banner.kind === 'clock') {
    return (
      <BannerLine
        tone="warn"
        icon={<IconClockExclamation aria-hidden />}
        title={t('bannerClock', { time: formatSpan(banner.skewMs, language) })}
        text={t('bannerClockNext')}
        testId="banner-clock"
      />
    );
  }
  if (banner.kind === 'portal') {
    return (
      <BannerLine
        tone="warn"
        icon={<IconPlugConnectedX aria-hidden />}
        title={t('portal')}
        text={t('portalHint')}
        testId="banner-portal"
      />
    );
  }
  const replace = (
    <Button onClick={() => navigate.to({ screen: 'accounts', replaceFor: banner.account.id })}>
      {t(replaceWords[banner.account.credentialKind])}
    </Button>
  );
  if (banner.kind === 'expiry') {
    return (
      <BannerLine
        tone="warn"
        icon={<IconClockExclamation aria-hidden />}
        title={t('bannerExpiry', { account: banner.account.label, span: formatSpan(banner.leftMs, language) })}
        text={t('bannerExpiryNext')}
        testId="banner-expiry"
        action={replace}
      />
    );
  }
  const { account, why } = banner;
  const words = {
    key_refused: [t('bannerKeyRefused', { account: account.label }), t('bannerKeyRefusedNext')],
    session_ended: [t('bannerSession', { account: account.label }), t('bannerSessionNext')],
    key_missing: [t('bannerKeyMissing', { account: account.label }), t('bannerKeyMissingNext')],
  } as const;
  const [title, text] = words[why];
  return (
    <BannerLine
      tone="bad"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
      text={text}
      testId="banner-credential"
      action={replace}
    />
  );
}

/** What the start-up found, until a person has put it away. */
export function Notices() {
  const { t } = useTexts('shell');
  const notices = useCall('app.info', undefined, { staleMs: Number.POSITIVE_INFINITY }).data?.notices ?? [];
  const dismiss = useAct('app.dismissNotices');
  if (notices.length === 0) return null;
  return (
    <BannerLine
      tone="warn"
      icon={<IconInfoCircle aria-hidden />}
      title={t('noticeTitle')}
      text={notices.map((notice) => (
        <span key={JSON.stringify(notice)} className={classes['notice']}>
          <NoticeText notice={notice} />
        </span>
      ))}
      testId="banner-notices"
      action={
        <Button variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate(undefined)}>
          {t('dismiss')}
        </Button>
      }
    />
  );
}

function NoticeText({ notice }: { readonly notice: StartupNotice }) {
  const { t } = useTexts('shell');
  const dates = useDates();
  if (notice.code === 'demo_failed') return t('notices.demo_failed');
  if (notice.code === 'journal_broken') return t('notices.journal_broken', { seq: notice.seq });
  if ('message' in notice) {
    return (
      <>
        {t(`notices.${notice.code}`)}{' '}
        <Text span size="sm" c="dimmed">
          {notice.message}
        </Text>
      </>
    );
  }
  const { code, keptUntil, missing, inDoubt } = notice;
  const words = [
    t(`notices.${code}`),
    keptUntil === null ? t('noticeNothingKept') : t('noticeKeptUntil', { at: dates.dateTime(keptUntil) }),
    missing === null ? '' : t('noticeMissing', { count: missing }),
    inDoubt > 0 ? t('noticeInDoubt', { count: inDoubt }) : '',
    t('noticeCheck'),
  ];
  return words.filter((word) => word !== '').join(' ');
}
