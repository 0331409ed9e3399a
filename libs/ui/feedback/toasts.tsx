'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { t } from '../i18n';
import { Kbd } from '../keys/kbd';
import { errorSentence } from './error-sentence';
import { undoStack } from './undo-stack';

const READING_MS = 5000;
let undoCount = 0;
const closeButtonProps = { 'aria-label': t('close') };

/** Says that something was done, for five seconds. */
export function toastSuccess(message: string): void {
  notifications.show({
    message,
    color: 'green',
    icon: <IconCheck size={16} />,
    autoClose: READING_MS,
    closeButtonProps,
  });
}

/** Shows what was thrown, or a sentence; stays until it is closed, since nobody should miss a failure. */
export function toastError(error: unknown): void {
  notifications.show({
    message: errorSentence(error),
    color: 'red',
    icon: <IconAlertTriangle size={16} />,
    autoClose: false,
    closeButtonProps,
  });
}

/** A change that can be taken back. */
export interface UndoToast {
  message: string;
  onUndo: () => void;
  /** runs when the time is over or the toast is closed, if nobody took it back */
  onExpire?: () => void;
  /** how long it can be taken back; 10 by default */
  seconds?: number;
}

/** Says what was done and offers to take it back, by button or Mod+Z. */
export function toastUndo({ message, onUndo, onExpire, seconds = 10 }: UndoToast): void {
  undoCount += 1;
  const id = `undo-${undoCount}`;
  const forget = undoStack.push(() => {
    onUndo();
    notifications.hide(id);
  });
  const undo = () => {
    if (!forget()) return;
    onUndo();
    notifications.hide(id);
  };
  notifications.show({
    id,
    color: 'gray',
    icon: <IconArrowBackUp size={16} />,
    autoClose: seconds * 1000,
    closeButtonProps,
    message: (
      <span className="kelp-undo">
        <span>{message}</span>
        <Button variant="default" size="xs" onClick={undo}>
          {t('undo')} <Kbd keys="mod+z" />
        </Button>
      </span>
    ),
    onClose: () => {
      if (forget()) onExpire?.();
    },
  });
}
