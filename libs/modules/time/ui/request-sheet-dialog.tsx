'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { requestSheetChanges } from '../contract';
import { t } from './strings';

interface Props {
  sheets: readonly { id: string; person: { name: string } }[];
  /** Only these of its entries; of all that wait without any. */
  entryIds?: readonly string[];
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** Asks what should change and sends the sheets back with it. */
export function RequestSheetDialog({ sheets, entryIds = [], onClose, onDone }: Props) {
  const [reason, setReason] = useState('');
  const [only] = sheets;
  const title =
    only && sheets.length === 1
      ? t('approval.requestTitle', { person: only.person.name })
      : t('sheet.requestMany', { count: sheets.length });

  async function send() {
    for (const { id } of sheets) await call(requestSheetChanges, { id, reason, entryIds: [...entryIds] });
    toastSuccess(t('sheet.sentBack', { count: sheets.length }));
    await onDone();
  }

  return (
    <FormDialog title={title} submitLabel={t('approval.send')} onSubmit={send} onClose={onClose}>
      <TextInput
        label={t('approval.reason')}
        description={t('approval.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={1000}
        required
        data-autofocus
      />
    </FormDialog>
  );
}
