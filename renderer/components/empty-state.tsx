import { Stack, Text, Title } from '@mantine/core';
import type { IconProps } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: ComponentType<IconProps>;
  readonly title: string;
  /** What to do so that something comes. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing is here, and what one can do about it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" role="status">
      <Icon size={40} stroke={1.4} aria-hidden color="var(--wc-quiet)" />
      <Title order={2} size="h2">
        {title}
      </Title>
      {children === undefined ? null : (
        <Text c="dimmed" maw="36rem" component="div">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
