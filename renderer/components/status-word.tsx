import {
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconHourglass,
  IconOctagon,
  type IconProps,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import classes from './status-word.module.css';

/** good: done, inside, paid. warn: look here. bad: refused, lost. busy: under way. quiet: nothing to do. */
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'quiet';

const shapes: Readonly<Record<Tone, ComponentType<IconProps>>> = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconOctagon,
  busy: IconHourglass,
  quiet: IconCircle,
};

interface StatusWordProps {
  readonly tone: Tone;
  /** The word: colour and shape only repeat it. */
  readonly children: ReactNode;
  readonly icon?: ComponentType<IconProps> | undefined;
  readonly size?: 'md' | 'lg' | undefined;
  /** Without the pill around it. */
  readonly plain?: boolean | undefined;
  readonly testId?: string | undefined;
}

/** A state said three times: by word, shape and colour. */
export function StatusWord({ tone, children, icon, size = 'md', plain = false, testId }: StatusWordProps) {
  const Shape = icon ?? shapes[tone];
  return (
    <span
      className={classes['word']}
      data-tone={tone}
      data-size={size}
      data-plain={plain || undefined}
      data-testid={testId}
    >
      <Shape className={classes['icon']} aria-hidden stroke={2.2} />
      <span>{children}</span>
    </span>
  );
}
