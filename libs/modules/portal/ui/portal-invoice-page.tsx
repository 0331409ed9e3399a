'use client';

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { formatLocalDate } from '@kelp/std';
import { Money, PageHeader, Section, useFormats } from '@kelp/ui';
import type { PortalInvoice } from '../contract';
import { InvoiceState } from './invoice-cards';
import { InvoiceLines, percentText } from './invoice-lines';
import { Failure, isRecordId, Loading, NothingHere } from './page-states';
import { PayButton } from './pay-button';
import { usePortalInvoice } from './portal-queries';
import { t } from './strings';
import './portal-pages.css';

function Sums({ invoice }: { invoice: PortalInvoice }) {
  const { currency, net, taxes, total, amountDue, writtenOff, originalTotal } = invoice;
  return (
    <dl className="kelp-p-sums">
      {taxes.length > 0 && (
        <div>
          <dt>{t('invoice.net')}</dt>
          <dd>
            <Money minor={net} currency={currency} />
          </dd>
        </div>
      )}
      {originalTotal !== null && (
        <div>
          <dt>{t('invoice.originalTotal')}</dt>
          <dd>
            <Money minor={originalTotal} currency={currency} />
          </dd>
        </div>
      )}
      {taxes.map((group, at) => (
        <div key={at}>
          <dt>
            {t('invoice.namedTax', { name: group.name, rate: percentText(group.ratePpm) })}
            {group.reason && (
              <span className="kelp-muted"> {[group.reason, group.evidence].filter(Boolean).join(', ')}</span>
            )}
          </dt>
          <dd>
            <Money minor={group.tax} currency={currency} />
          </dd>
        </div>
      ))}
      <div data-strong>
        <dt>{t(originalTotal === null ? 'invoice.total' : 'invoice.openThen')}</dt>
        <dd>
          <Money minor={total} currency={currency} />
        </dd>
      </div>
      {total - writtenOff !== amountDue && (
        <div>
          <dt>{t('invoice.paid')}</dt>
          <dd>
            <Money minor={amountDue + writtenOff - total} currency={currency} />
          </dd>
        </div>
      )}
      {writtenOff !== 0n && (
        <div>
          <dt>{t('state.written_off')}</dt>
          <dd>
            <Money minor={-writtenOff} currency={currency} />
          </dd>
        </div>
      )}
      <div data-strong>
        <dt>{t('invoice.open')}</dt>
        <dd>
          <Money minor={amountDue} currency={currency} />
        </dd>
      </div>
    </dl>
  );
}

function Payments({ invoice }: { invoice: PortalInvoice }) {
  const { locale } = useFormats();
  if (invoice.payments.length === 0) return <p className="kelp-muted">{t('invoice.paymentsNone')}</p>;
  return (
    <ul className="kelp-p-lines">
      {invoice.payments.map(({ id, receivedOn, amount, reference }) => (
        <li key={id}>
          <div className="kelp-p-line">
            <div>
              <span>{t('invoice.payment', { date: formatLocalDate(receivedOn, locale, 'medium') })}</span>
              {reference && <span className="kelp-muted">{reference}</span>}
            </div>
            <Money minor={amount} currency={invoice.currency} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** One invoice as the paper says it, with the reason for each amount and what was paid. */
export function PortalInvoicePage({ id }: { id: string }) {
  return isRecordId(id) ? <Invoice id={id} /> : <NothingHere />;
}

function Invoice({ id }: { id: string }) {
  const { locale } = useFormats();
  const { data: invoice, error, isPending, refetch } = usePortalInvoice(id);
  if (isPending) return <Loading />;
  if (!invoice) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <div className="kelp-p-page">
      <PageHeader
        back={{ href: '/client-portal/invoices', label: t('back.invoices') }}
        title={t('invoice.title', { number: invoice.number })}
        meta={
          <>
            <InvoiceState row={invoice} />
            <span>
              {t('invoice.date')} {formatLocalDate(invoice.invoiceDate, locale, 'long')}
            </span>
            <span>
              {t('invoice.dueDate')} {formatLocalDate(invoice.dueDate, locale, 'long')}
            </span>
          </>
        }
        actions={
          <>
            <PayButton rows={[invoice]} />
            {invoice.hasXml && (
              <Button component="a" href={`/api/files/portal_invoice.xml/${id}`} download variant="default">
                {t('invoice.xml')}
              </Button>
            )}
            {invoice.hasPdf ? (
              <Button
                component="a"
                href={`/api/files/portal_invoice.pdf/${id}`}
                download
                variant={invoice.amountDue > 0n ? 'default' : 'filled'}
                leftSection={<IconDownload size={17} />}
              >
                {t('invoice.pdf')}
              </Button>
            ) : (
              <span className="kelp-muted">
                {t(invoice.kind === 'opening_balance' ? 'invoice.former' : 'invoice.pdfWaiting')}
              </span>
            )}
          </>
        }
      />
      <Section title={t('invoice.lines')}>
        <div className="kelp-p-panel">
          <InvoiceLines lines={invoice.lines} currency={invoice.currency} />
          <Sums invoice={invoice} />
        </div>
      </Section>
      <Section title={t('invoice.payments')}>
        <div className="kelp-p-panel kelp-p-padded">
          <Payments invoice={invoice} />
        </div>
      </Section>
      <Section title={t('invoice.address')}>
        <address className="kelp-p-address">
          <strong>{invoice.clientName}</strong>
          {invoice.billingAddress && `\n${invoice.billingAddress}`}
        </address>
      </Section>
    </div>
  );
}
