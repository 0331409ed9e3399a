'use client';

import type { ReactNode } from 'react';
import { SavedForm } from '@kelp/ui';
import type { StepProps } from './step';
import { t } from './strings';

/** The fields of a page with its two ways on: save and go on, or skip. What was refused is said and the typed text stays. */
export function StepForm({
  lead,
  save,
  isLast = false,
  onDone,
  onSkip,
  children,
}: Pick<StepProps, 'onDone' | 'onSkip'> & {
  lead: string;
  save: () => Promise<void>;
  isLast?: boolean;
  children: ReactNode;
}) {
  return (
    <SavedForm
      mayChange
      maw={520}
      saveLabel={t(isLast ? 'finish' : 'next')}
      discardLabel={t('skip')}
      onDiscard={onSkip}
      onSave={async () => {
        await save();
        await onDone();
      }}
    >
      <p className="kelp-welcome-lead">{lead}</p>
      {children}
    </SavedForm>
  );
}
