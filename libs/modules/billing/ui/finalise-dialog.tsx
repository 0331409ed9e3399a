'use client';

import { formatMoney } from '@kelp/std';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { finaliseInvoice, finaliseInvoices, type InvoiceRow } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';

/** One draft, several, or all of a run. */
export type ToFinalise = { invoice: InvoiceRow } | { ids: string[] } | { runId: string };

/** Finalises in portions of the server's size until nothing is left, and says what became of them. */
async function finaliseMany(chosen: { ids: string[] } | { runId: string }): Promise<void> {
  let count = 0;
  const skipped: { reason: string }[] = [];
  for (;;) {
    const done = await call(finaliseInvoices, chosen);
    count += done.finalised.length;
    skipped.push(...done.skipped);
    // What is skipped stays a draft; without progress the rest would be asked for ever.
    if (done.remaining === 0 || done.finalised.length === 0) break;
  }
  if (count > 0) toastSuccess(t('finalise.doneMany', { count }));
  if (count === 0 && skipped.length === 0) toastError(t('finalise.noDraft'));
  if (skipped[0]) toastError(t('finalise.skipped', { count: skipped.length, reason: skipped[0].reason }));
}

/** Says what finalising means before it happens, since it can't be taken back. */
export function FinaliseDialog({ chosen, onClose }: { chosen: ToFinalise | null; onClose: () => void }) {
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  if (!chosen) return null;
  const words = wordsFor(chosen, locale);

  async function finalise(wanted: ToFinalise) {
    try {
      if ('invoice' in wanted) {
        const { number } = await call(finaliseInvoice, { id: wanted.invoice.id, version: wanted.invoice.version });
        toastSuccess(t('finalise.done', { number }));
      } else await finaliseMany(wanted);
    } finally {
      await refresh();
    }
  }

  return (
    <ConfirmDialog
      opened
      title={words.title}
      confirmLabel={words.confirm}
      onConfirm={() => finalise(chosen)}
      onClose={onClose}
    >
      <p>{words.text}</p>
    </ConfirmDialog>
  );
}

function wordsFor(chosen: ToFinalise, locale: string) {
  if ('invoice' in chosen) {
    const { total, currency } = chosen.invoice;
    return {
      title: t('finalise.title', { total: formatMoney(total, currency, locale) }),
      text: t('finalise.text'),
      confirm: t('finalise.confirm'),
    };
  }
  if ('runId' in chosen)
    return { title: t('run.finaliseTitle'), text: t('run.finaliseText'), confirm: t('finalise.confirm') };
  const count = chosen.ids.length;
  return {
    title: t('finalise.titleMany', { count }),
    text: t('finalise.textMany', { count }),
    confirm: t('finalise.confirmMany', { count }),
  };
}
