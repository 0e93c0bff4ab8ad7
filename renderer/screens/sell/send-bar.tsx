import { Button, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Tender } from '../../../shared/domain/acts.ts';
import type { Money } from '../../../shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './sell.module.css';

interface SendBarProps {
  readonly total: Money | null;
  /** What stands in the way, in words; null when the sale may be sent. */
  readonly obstacle: string | null;
  readonly tender: Tender;
  /** How the guest pays, above the button. */
  readonly choice: ReactNode;
  readonly offline: boolean;
  readonly pending: boolean;
  readonly onSend: () => void;
}

/** The total, big, and the one press that sends. */
export function SendBar({ total, obstacle, tender, choice, offline, pending, onSend }: SendBarProps) {
  const { t } = useTexts('sell');
  return (
    <div className={classes['send']}>
      <div className={classes['total']}>
        <Text component="span">{t('common:total')}</Text>
        <output className={classes['totalAmount']} aria-live="polite" data-testid="sell-total">
          {total === null ? '—' : <MoneyText money={total} fw={700} />}
        </output>
      </div>
      {choice}
      <Button
        fullWidth
        size="lg"
        mih="3.5rem"
        data-testid="sell-send"
        leftSection={<IconSend aria-hidden size={22} />}
        rightSection={<kbd className={classes['sendKey']}>Ctrl ↵</kbd>}
        aria-keyshortcuts="Control+Enter"
        aria-describedby="sell-send-note"
        disabled={obstacle !== null}
        loading={pending}
        onClick={onSend}
      >
        {tender === 'link'
          ? offline
            ? t('sendOffline')
            : t('send')
          : t(tender === 'cash' ? 'sendCash' : 'sendTerminal')}
      </Button>
      <Text id="sell-send-note" size="sm" c="dimmed" ta="center" mih="1.4em">
        {obstacle ?? (offline ? t(tender === 'link' ? 'linkWhenOnline' : 'laterTickets') : '')}
      </Text>
    </div>
  );
}
