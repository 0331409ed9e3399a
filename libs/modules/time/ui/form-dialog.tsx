'use client';

import { Button, Modal } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { errorSentence, t as ui } from '@kelp/ui';

export interface FormDialogProps {
  opened: boolean;
  title: string;
  /** the verb, never "OK" */
  submitLabel: string;
  /** the dialog closes when this is done; what it throws is shown and the typed text stays */
  onSubmit: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** A few fields in a dialog: Enter saves, Escape leaves, and a second press while it saves does nothing. */
export function FormDialog({ opened, title, submitLabel, onSubmit, onClose, children }: FormDialogProps) {
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    setFailure(null);
    try {
      await onSubmit();
      onClose();
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': ui('close') }}>
      <form className="kelp-confirm" onSubmit={(event) => void submit(event)}>
        {children}
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure}
          </p>
        )}
        <div className="kelp-actions">
          <Button variant="default" onClick={onClose}>
            {ui('cancel')}
          </Button>
          <Button type="submit" loading={saving}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
