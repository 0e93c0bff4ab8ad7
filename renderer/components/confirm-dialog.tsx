import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/errors.ts';
import { useTexts } from '../i18n/use-texts.ts';
import classes from './confirm-dialog.module.css';
import { ProblemAlert } from './problem-alert.tsx';
import { useReturnFocus } from './use-return-focus.ts';
import { useSinglePress } from './use-single-press.ts';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** Names what will happen: whom it concerns, how much, and what follows. */
  readonly children: ReactNode;
  /** What follows, beside the buttons and in sight with them however long the dialog is. */
  readonly consequence?: ReactNode;
  /** The act in a verb (`Refund 1,800.00 RSD`), never just OK. */
  readonly confirmLabel: string;
  readonly danger?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly problem?: Problem | undefined;
  /** `data-testid` of the button that does it. */
  readonly testId?: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be taken back. The focus begins on the way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTexts('common');
  useReturnFocus();
  const once = useSinglePress();
  const busy = props.busy ?? false;
  return (
    <Modal
      opened={props.opened}
      onClose={() => (busy ? undefined : props.onClose())}
      title={props.title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {props.children}
        {props.problem === undefined ? null : <ProblemAlert problem={props.problem} />}
        <Stack className={classes['foot'] ?? ''} gap="sm">
          {props.consequence}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose} disabled={busy} data-autofocus>
              {t('cancel')}
            </Button>
            <Button
              {...(props.danger ? { color: 'red.9' } : {})}
              onClick={() => once(props.onConfirm)}
              loading={busy}
              disabled={props.disabled ?? false}
              data-testid={props.testId ?? 'confirm'}
            >
              {props.confirmLabel}
            </Button>
          </Group>
        </Stack>
      </Stack>
    </Modal>
  );
}
