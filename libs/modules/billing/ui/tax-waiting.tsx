'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { toastError, ToneMark } from '@kelp/ui';
import { changeDraft, type InvoiceDetail } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';
import './billing-pages.css';

/** That a draft waits for its tax, and the way to ask again. */
export function TaxWaiting({ invoice }: { invoice: InvoiceDetail }) {
  const refresh = useRefreshBilling();
  const [asking, setAsking] = useState(false);
  if (invoice.taxState !== 'pending_tax') return null;
  const mayAsk = invoice.abilities.includes('invoice.update');

  async function ask() {
    setAsking(true);
    try {
      const { id, version, invoiceDate } = invoice;
      await call(changeDraft, { id, version, invoiceDate });
      await refresh();
    } catch (failure) {
      toastError(failure);
    } finally {
      setAsking(false);
    }
  }

  return (
    <section className="kelp-b-notices" data-tone="warning" aria-label={t('taxWaiting.title')}>
      <strong>
        <ToneMark tone="warning" /> {t('taxWaiting.title')}
      </strong>
      <p>{t('taxWaiting.text')}</p>
      {mayAsk && (
        <Button size="xs" variant="default" loading={asking} onClick={() => void ask()}>
          {t('taxWaiting.again')}
        </Button>
      )}
    </section>
  );
}
