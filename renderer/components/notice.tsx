import { IconAlertTriangle, IconInfoCircle, type IconProps } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  /** warn: think before. bad: something is lost or refused. busy: good to know. */
  readonly tone: 'warn' | 'bad' | 'busy';
  readonly title?: string | undefined;
  readonly icon?: ComponentType<IconProps> | undefined;
  readonly children: ReactNode;
  readonly testId?: string | undefined;
}

/** A few sentences that must be read before going on; quieter than a problem, which components/problem-alert.tsx shows. */
export function Notice({ tone, title, icon, children, testId }: NoticeProps) {
  const Icon = icon ?? (tone === 'busy' ? IconInfoCircle : IconAlertTriangle);
  return (
    <div className={classes['notice']} role="note" data-tone={tone} data-testid={testId}>
      <Icon className={classes['icon']} aria-hidden />
      {title === undefined ? null : <p className={classes['title']}>{title}</p>}
      <div className={title === undefined ? undefined : classes['text']}>{children}</div>
    </div>
  );
}
