'use client';

import { Button, Group, Stack, type StackProps } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { errorSentence } from './error-sentence';
import { useReady } from './use-ready';

export interface SavedFormProps extends Pick<StackProps, 'gap' | 'maw' | 'children'> {
  /** Saves the whole; what it throws is shown as a sentence. */
  onSave: () => Promise<void>;
  saveLabel: string;
  /** Takes back what was typed; without it there is no second button. */
  onDiscard?: () => void;
  discardLabel?: string;
  /** Nothing was changed, so there is nothing to save. */
  isClean?: boolean;
  /** Readers see the same facts without buttons. */
  mayChange: boolean;
}

/** A form that is saved as a whole, once at a time, with its buttons and what went wrong at the end. */
export function SavedForm(props: SavedFormProps) {
  const { onSave, saveLabel, onDiscard, discardLabel, isClean = false, mayChange, children, ...layout } = props;
  const isReady = useReady();
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isSaving || isClean || !mayChange) return;
    setSaving(true);
    setFailure(null);
    try {
      await onSave();
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <Stack {...layout}>
        {children}
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure}
          </p>
        )}
        {mayChange && (
          <Group gap="xs">
            <Button type="submit" loading={isSaving} disabled={!isReady || isClean}>
              {saveLabel}
            </Button>
            {onDiscard && (
              <Button variant="default" onClick={onDiscard} disabled={isClean}>
                {discardLabel}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );
}
