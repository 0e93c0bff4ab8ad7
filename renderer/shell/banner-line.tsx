import type { ReactNode } from 'react';
import classes from './banners.module.css';

interface BannerLineProps {
  readonly tone: 'bad' | 'warn';
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: ReactNode;
  readonly testId: string;
}

/** One line over every screen: what is the matter, what to do, and the way there. */
export function BannerLine({ tone, icon, title, text, action, testId }: BannerLineProps) {
  return (
    <div className={classes['line']} data-tone={tone} role="alert" data-testid={testId}>
      <span className={classes['icon']}>{icon}</span>
      <div className={classes['text']}>
        <strong>{title}</strong>
        <div>{text}</div>
      </div>
      {action}
    </div>
  );
}
