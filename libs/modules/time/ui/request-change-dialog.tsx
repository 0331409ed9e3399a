'use client';

import { call } from '@kelp/kernel/client';
import { toastError, toastSuccess } from '@kelp/ui';
import { requestTimeChanges, type ApprovalRow } from '../contract';
import { ReasonDialog } from './reason-dialog';
import { t } from './strings';

export interface RequestChangeDialogProps {
  /** Open while there are rows. */
  rows: readonly ApprovalRow[];
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** Asks what should change and sends the entries back with it. */
export function RequestChangeDialog({ rows, onClose, onDone }: RequestChangeDialogProps) {
  const only = rows.length === 1 ? rows[0] : undefined;
  const title = only
    ? t('approval.requestTitle', { person: only.person.name })
    : t('approval.requestTitleMany', { count: rows.length });

  async function send(reason: string) {
    const { done, skipped } = await call(requestTimeChanges, { ids: rows.map((row) => row.id), reason });
    toastSuccess(t('approval.sentBack', { count: done.length }));
    if (skipped[0]) toastError(t('approval.skipped', { count: skipped.length, reason: skipped[0].reason }));
    await onDone();
  }

  if (rows.length === 0) return null;
  return <ReasonDialog title={title} onSend={send} onClose={onClose} />;
}
