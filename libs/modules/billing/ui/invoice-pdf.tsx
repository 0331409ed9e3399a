'use client';

import { Anchor, Button } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { toastError, toastSuccess } from '@kelp/ui';
import { renderInvoice, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';
import './billing-pages.css';

/** The PDF: a link when it is there, the reason and another try when it is not. */
export function InvoicePdf({ invoice }: { invoice: InvoiceDetail }) {
  const refresh = useRefreshBilling();
  const { id, pdfState, pdfError } = invoice;

  async function again() {
    try {
      await call(renderInvoice, { id });
      toastSuccess(t('invoice.pdfQueuedAgain'));
    } catch (error) {
      toastError(error);
    }
    await refresh();
  }

  if (pdfState === 'none') return <span className="kelp-muted">{t('invoice.pdfNone')}</span>;
  if (pdfState === 'queued') return <span role="status">{t('invoice.pdfQueued')}</span>;
  if (pdfState === 'ready') {
    return (
      <span>
        <Anchor href={`/api/files/invoice.pdf/${id}?show=1`} target="_blank" rel="noopener">
          {t('invoice.pdfOpen')}
        </Anchor>
        {pdfError && <span className="kelp-b-caution"> {pdfError}</span>}
      </span>
    );
  }
  return (
    <span>
      {t('invoice.pdfFailed', { reason: pdfError ?? '' })}{' '}
      <Button size="xs" variant="default" onClick={() => void again()}>
        {t('invoice.pdfAgain')}
      </Button>
    </span>
  );
}
