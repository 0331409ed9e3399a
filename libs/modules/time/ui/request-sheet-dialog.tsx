'use client';

import { call } from '@kelp/kernel/client';
import { toastSuccess } from '@kelp/ui';
import { requestSheetChanges } from '../contract';
import { ReasonDialog } from './reason-dialog';
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
  const [only] = sheets;
  const title =
    only && sheets.length === 1
      ? t('approval.requestTitle', { person: only.person.name })
      : t('sheet.requestMany', { count: sheets.length });

  async function send(reason: string) {
    for (const { id } of sheets) await call(requestSheetChanges, { id, reason, entryIds: [...entryIds] });
    toastSuccess(t('sheet.sentBack', { count: sheets.length }));
    await onDone();
  }

  return <ReasonDialog title={title} onSend={send} onClose={onClose} />;
}
