'use client';

import { Button } from '@mantine/core';
import { isAppError } from '@kelp/std';
import { useState, type FormEvent, type ReactNode } from 'react';
import { t } from '../i18n';
import { DeedButton } from './deed-button';
import { Dialog } from './dialog';
import { errorSentence } from './error-sentence';

/** A few fields in a dialog. */
export interface FormDialogProps {
  title: string;
  /** the verb, never "OK" */
  submitLabel: string;
  size?: 'md' | 'lg' | 'xl';
  danger?: boolean;
  /** there is nothing to save yet */
  isEmpty?: boolean;
  /** the dialog closes when this is done; what it throws is shown and the typed text stays */
  onSubmit: () => Promise<void>;
  /** a way out of what was refused, beside its sentence: for instance a link to the record that is in the way */
  wayOut?: ReactNode;
  /** fields that the server refused, with a sentence each, to mark them */
  onFieldErrors?: (fields: Record<string, string>) => void;
  onClose: () => void;
  children: ReactNode;
}

/** Enter saves, Escape leaves, and a second press while it saves does nothing. */
export function FormDialog(props: FormDialogProps) {
  const {
    title,
    submitLabel,
    size = 'md',
    danger = false,
    isEmpty = false,
    onSubmit,
    wayOut,
    onFieldErrors,
    onClose,
    children,
  } = props;
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // React lets it rise to the form of the page on which the dialog lies, which is not sent by it
    event.stopPropagation();
    if (saving || isEmpty) return;
    setSaving(true);
    setFailure(null);
    try {
      await onSubmit();
      onClose();
    } catch (error) {
      if (isAppError(error) && error.fields) onFieldErrors?.(error.fields);
      setFailure(errorSentence(error, onFieldErrors !== undefined));
    } finally {
      setSaving(false);
    }
  }

  return (
    <Dialog opened onClose={onClose} title={title} size={size}>
      <form className="kelp-confirm" onSubmit={(event) => void submit(event)}>
        {children}
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure} {wayOut}
          </p>
        )}
        <div className="kelp-actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <DeedButton type="submit" working={saving} disabled={isEmpty} {...(danger ? { color: 'red' } : {})}>
            {submitLabel}
          </DeedButton>
        </div>
      </form>
    </Dialog>
  );
}
