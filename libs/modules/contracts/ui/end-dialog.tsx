'use client';

import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '@kelp/std';
import { FormDialog } from '@kelp/ui';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

export interface EndDialogProps {
  title: string;
  /** The first day without service as it stands; null = until further notice. */
  endsOn: string | null;
  /** Takes the first day without service. */
  onEnd: (endsOn: string | null) => Promise<void>;
  onClose: () => void;
}

/** Asks for the last day of service; an empty date takes an end away that was set before. */
export function EndDialog({ title, endsOn, onEnd, onClose }: EndDialogProps) {
  const refresh = useRefreshContracts();
  const [lastDay, setLastDay] = useState(endsOn ? addDays(endsOn, -1) : '');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const isOpenAgain = lastDay === '' && endsOn !== null;

  async function submit() {
    await onEnd(lastDay === '' ? null : addDays(lastDay, 1));
    await refresh();
  }

  return (
    <FormDialog
      title={title}
      submitLabel={t(isOpenAgain ? 'end.takeAway' : 'end.save')}
      danger={!isOpenAgain}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('end.lastDay')}
        type="date"
        required={endsOn === null}
        data-autofocus
        value={lastDay}
        onChange={(event) => setLastDay(event.currentTarget.value)}
        error={errors['endsOn']}
      />
      <Text size="sm">{t(endsOn === null ? 'end.hint' : 'end.hintAgain')}</Text>
    </FormDialog>
  );
}
