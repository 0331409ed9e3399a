'use client';

import { useRouter } from 'next/navigation';
import { formatLocalDate } from '@kelp/std';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, toastSuccess, useFormats } from '@kelp/ui';
import { startBillingRun } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';

export interface Scope {
  cutOff: string;
  /** null: every client with something due */
  clientIds: string[] | null;
}

/** Says what a billing run will do, starts it and goes to its progress. */
export function GenerateDialog({ scope, onClose }: { scope: Scope | null; onClose: () => void }) {
  const router = useRouter();
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  if (!scope) return null;
  const { cutOff, clientIds } = scope;
  const what = clientIds ? t('generate.what', { count: clientIds.length }) : t('generate.all');

  async function start() {
    const run = await call(startBillingRun, { cutOff, ...(clientIds ? { clientIds } : {}) });
    await refresh();
    if (run.id === null) return toastSuccess(t('generate.nothing'));
    if (!run.isNew) toastSuccess(t('generate.running'));
    router.push(`/msp/billing/runs/${run.id}`);
  }

  return (
    <ConfirmDialog
      opened
      title={t('generate.title', { what })}
      confirmLabel={t('generate.confirm')}
      onConfirm={start}
      onClose={onClose}
    >
      <p>{t('generate.text', { date: formatLocalDate(cutOff, locale, 'long') })}</p>
    </ConfirmDialog>
  );
}
