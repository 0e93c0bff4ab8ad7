import { Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import type { TicketStatus } from '../../../shared/domain/tickets.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './admission-panel.module.css';

/** A ticket that opens no door, as loud as a second admission. */
export function NoEntry({ trouble }: { readonly trouble: Exclude<TicketStatus, 'valid'> }) {
  const { t } = useTexts('guest');
  return (
    <div className={classes['warning']} role="alert" data-testid="guest-no-entry">
      <IconBan size={64} stroke={2} aria-hidden className={classes['warningIcon']} />
      <div className={classes['warningText']}>
        <div className={classes['warningTitle']}>{t('noEntryTitle')}</div>
        <Text size="xl" fw={600}>
          {t(`noEntry.${trouble}`)}
        </Text>
      </div>
    </div>
  );
}
