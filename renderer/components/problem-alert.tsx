import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/errors.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { privilegesNamed } from './privileges.ts';

interface ProblemAlertProps {
  readonly problem: Problem;
  /** Offered as a button when given. */
  readonly onRetry?: (() => void) | undefined;
  /** Further buttons. */
  readonly actions?: ReactNode;
  readonly onClose?: (() => void) | undefined;
}

/** What went wrong, what to do next, and small beneath it the cause in the platform's own words. */
export function ProblemAlert({ problem, onRetry, actions, onClose }: ProblemAlertProps) {
  const { t } = useTexts('common');
  return (
    <Alert
      role="alert"
      data-testid="problem"
      data-code={problem.code}
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={
        <Text component="span" fw={650} c="var(--wc-bad)">
          {t(`errors:${problem.code}.what`)}
        </Text>
      }
      withCloseButton={onClose !== undefined}
      closeButtonLabel={t('close')}
      {...(onClose === undefined ? {} : { onClose })}
    >
      <Stack gap="xs">
        <Text>{t(`errors:${problem.code}.next`)}</Text>
        {problem.code === 'forbidden'
          ? privilegesNamed(problem.message).map((right) => (
              <Text key={right} fw={600}>
                {t('privilegeMissing', { right: t(`privilege.${right}`) })}
              </Text>
            ))
          : null}
        {problem.message === '' ? null : (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {problem.message}
            {problem.endpoint === undefined ? null : ` (${problem.endpoint})`}
          </Text>
        )}
        {onRetry === undefined && actions === undefined ? null : (
          <Group>
            {onRetry === undefined ? null : (
              <Button variant="default" onClick={onRetry}>
                {t('tryAgain')}
              </Button>
            )}
            {actions}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
