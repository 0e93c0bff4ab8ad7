import { ActionIcon, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { navigate, useCanGoBack } from '../navigation/navigate.ts';
import classes from './screen.module.css';

interface ScreenProps {
  readonly title: string;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Widest the content grows, in rem. */
  readonly width?: number | undefined;
  /** The title is what one reads first, from a step away (a guest's name). */
  readonly big?: boolean | undefined;
  /** Shows the way back (deeper screens). */
  readonly back?: boolean | undefined;
}

/** One screen: a title that takes the focus when it opens, and the content. It scrolls by itself; the window does not. */
export function Screen({ title, actions, children, width = 72, back = false, big = false }: ScreenProps) {
  const { t } = useTexts('common');
  const canGoBack = useCanGoBack();
  return (
    <div className={classes['screen']}>
      <div className={classes['inner']} style={{ '--screen-width': `${width}rem` }}>
        <div className={classes['head']}>
          {back && canGoBack ? (
            <ActionIcon aria-label={t('back')} title={`${t('back')} (Esc)`} onClick={navigate.back}>
              <IconArrowLeft aria-hidden />
            </ActionIcon>
          ) : null}
          <Title order={1} tabIndex={-1} data-screen-heading data-big={big || undefined} className={classes['title']}>
            {title}
          </Title>
          {actions}
        </div>
        {children}
      </div>
    </div>
  );
}
