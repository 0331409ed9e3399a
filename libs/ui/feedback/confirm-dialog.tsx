'use client';

import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { t } from '../i18n';
import { DeedButton } from './deed-button';
import { Dialog } from './dialog';
import { errorSentence } from './error-sentence';

/** A question before something that cannot be undone. */
export interface ConfirmDialogProps {
  opened: boolean;
  /** the question */
  title: string;
  /** what depends on it, and what will happen */
  children?: ReactNode;
  /** the verb, never "OK" */
  confirmLabel: string;
  danger?: boolean;
  /** the dialog closes when this is done; what it throws is shown and the dialog stays */
  onConfirm: () => Promise<void> | void;
  onClose: () => void;
}

/** Asks once; a second press while it works does nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, confirmLabel, danger = false, onConfirm, onClose } = props;
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function confirm() {
    setWorking(true);
    setFailure(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setWorking(false);
    }
  }

  return (
    <Dialog opened={opened} onClose={onClose} title={title} size="md">
      <div className="kelp-confirm">
        {children}
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure}
          </p>
        )}
        <div className="kelp-actions">
          <Button variant="default" onClick={onClose} data-autofocus={danger ? true : undefined}>
            {t('cancel')}
          </Button>
          <DeedButton
            onClick={() => void confirm()}
            working={working}
            data-autofocus={danger ? undefined : true}
            {...(danger ? { color: 'red' } : {})}
          >
            {confirmLabel}
          </DeedButton>
        </div>
      </div>
    </Dialog>
  );
}
