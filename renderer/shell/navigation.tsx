import { UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconChartBar,
  IconListDetails,
  IconPlugConnected,
  type IconProps,
  IconReceipt,
  IconSearch,
  IconSettings,
  IconShoppingCart,
  IconTicket,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate, useEntry } from '../navigation/navigate.ts';
import { type MainScreen, mainOf, mainScreens } from '../navigation/routes.ts';
import classes from './shell.module.css';
import { useMainScreens } from './use-main-screens.ts';

const icons: Readonly<Record<MainScreen, ComponentType<IconProps>>> = {
  lookup: IconSearch,
  sell: IconShoppingCart,
  orders: IconReceipt,
  refunds: IconArrowBackUp,
  queue: IconListDetails,
  insights: IconChartBar,
  accounts: IconPlugConnected,
  settings: IconSettings,
  ticketPayment: IconTicket,
};

/** The main screens at the side, each with its key. */
export function Navigation() {
  const { t } = useTexts('shell');
  const current = mainOf[useEntry().route.screen];
  return (
    <nav className={classes['nav']} aria-label={t('navigation')}>
      {useMainScreens().map((screen) => {
        const index = mainScreens.indexOf(screen);
        const Icon = icons[screen];
        return (
          <UnstyledButton
            key={screen}
            className={classes['item'] ?? ''}
            data-testid={`nav-${screen}`}
            aria-current={screen === current ? 'page' : undefined}
            aria-keyshortcuts={`F${index + 1} Alt+${index + 1}`}
            title={`${t(screen)} · F${index + 1} · Alt+${index + 1}`}
            onClick={() => navigate.main(screen)}
          >
            <Icon size="1.4rem" stroke={1.8} aria-hidden />
            <span className={classes['label']}>{t(screen)}</span>
            <span className={classes['key']} aria-hidden>
              F{index + 1}
            </span>
          </UnstyledButton>
        );
      })}
    </nav>
  );
}
