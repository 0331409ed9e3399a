'use client';

import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { finishFollowUp } from '../contract';
import { t } from './strings';
import { useRefreshSurveys } from './survey-queries';

/** Says that somebody has talked with the client about a low answer. */
export function FollowUpDialog({ surveyId, onClose }: { surveyId: string; onClose: () => void }) {
  const refresh = useRefreshSurveys();
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={t('followUp.title')}
      submitLabel={t('followUp.finish')}
      onSubmit={async () => {
        await call(finishFollowUp, { id: surveyId, note });
        toastSuccess(t('followUp.finished'));
        await refresh();
      }}
      onClose={onClose}
    >
      <Textarea
        label={t('followUp.note')}
        description={t('followUp.noteHint')}
        data-autofocus
        autosize
        minRows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
