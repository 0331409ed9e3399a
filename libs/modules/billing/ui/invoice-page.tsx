'use client';

import { ActionIcon } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { formatLocalDate, formatMoney } from '@kelp/std';
import { ExactTime, Facts, PageHeader, Section, useFormats, type Fact } from '@kelp/ui';
import { changeDraft, type InvoiceDetail, type InvoiceLineCard } from '../contract';
import { asksForMoney, isOurs } from '../domain/document-kind';
import { InvoiceBadge } from './amounts';
import { useInvoice, useRefreshBilling } from './billing-queries';
import { call } from '@kelp/kernel/client';
import { DocumentSums } from './document-sums';
import { DraftApproval } from './approval-section';
import { DraftLines } from './draft-lines';
import { EInvoiceSection } from './e-invoice-section';
import { ExplainedLines } from './explained-lines';
import { InvoiceActions } from './invoice-actions';
import { InvoicePdf } from './invoice-pdf';
import { Failure, ForRecord, Loading } from './page-states';
import { RemindersSection } from './reminders-section';
import { SettledSection } from './settled-section';
import { t } from './strings';
import { TaxWaiting } from './tax-waiting';
import { Transactions } from './transactions';
import './billing-pages.css';

const DisputeDialog = lazy(() => import('./dispute-dialog').then((file) => ({ default: file.DisputeDialog })));

const documentHref = (id: string) => `/msp/billing/invoices/${id}`;

/** The documents that belong with this one. */
function relatedFacts({ credits, creditReason, corrects, creditNotes, corrections }: InvoiceDetail): Fact[] {
  const link = (document: { id: string; number: string | null }) => (
    <Link key={document.id} href={documentHref(document.id)}>
      {document.number ?? t('state.draft')}
    </Link>
  );
  const fact = (key: string, label: string, value: Fact['value']): Fact => ({ key, label, value });
  return [
    ...(credits ? [fact('credits', t('invoice.credits'), link(credits))] : []),
    ...(creditReason ? [fact('reason', t('void.reason'), creditReason)] : []),
    ...(corrects ? [fact('corrects', t('invoice.corrects'), link(corrects))] : []),
    ...(creditNotes.length > 0
      ? [fact('notes', t('invoice.creditNotes'), <span className="kelp-b-links">{creditNotes.map(link)}</span>)]
      : []),
    ...(corrections.length > 0
      ? [fact('corrections', t('invoice.correctedBy'), <span className="kelp-b-links">{corrections.map(link)}</span>)]
      : []),
  ];
}

/** Numbers of purchase orders, with what is left of those that the invoice takes from. */
const orderWords = ({ poNumbers, orders, currency }: InvoiceDetail, locale: string): string =>
  poNumbers
    .map((number) => {
      const order = orders.find((one) => one.number === number);
      return order
        ? t('invoice.orderLeft', { number, remaining: formatMoney(order.remaining, currency, locale) })
        : number;
    })
    .join(', ');

/** Of a document of ours: to whom it was sent, and its paper. */
function paperFacts(invoice: InvoiceDetail): Fact[] {
  const { sentAt, sentTo, template } = invoice;
  const sent = sentAt ? (
    <span>
      <ExactTime at={sentAt} /> {sentTo}
    </span>
  ) : (
    t('invoice.sentNever')
  );
  return [
    { key: 'sent', label: t('invoice.sent'), value: sent },
    { key: 'pdf', label: t('invoice.pdf'), value: <InvoicePdf invoice={invoice} /> },
    { key: 'template', label: t('invoice.template'), value: template.name },
  ];
}

/** Of an invoice of another system: when it was taken over, and what it was over. */
function formerFacts({ originalTotal, currency, finalisedAt }: InvoiceDetail, locale: string): Fact[] {
  return [
    { key: 'former', label: t('invoice.former'), value: t('invoice.formerText') },
    ...(finalisedAt ? [{ key: 'taken', label: t('invoice.takenOver'), value: <ExactTime at={finalisedAt} /> }] : []),
    ...(originalTotal === null
      ? []
      : [{ key: 'original', label: t('invoice.originalTotal'), value: formatMoney(originalTotal, currency, locale) }]),
  ];
}

function factsOf(invoice: InvoiceDetail, locale: string, changeDate?: (date: string) => Promise<void>): Fact[] {
  const { client, profile, billingAddress, runId, voidedAt, voidReason } = invoice;
  const day = (date: string) => <span className="kelp-num">{formatLocalDate(date, locale, 'medium')}</span>;
  return [
    { key: 'client', label: t('column.client'), value: <Link href={`/msp/clients/${client.id}`}>{client.name}</Link> },
    { key: 'profile', label: t('invoice.profile'), value: profile.name },
    ...(invoice.poNumbers.length > 0
      ? [{ key: 'orders', label: t('invoice.orders'), value: orderWords(invoice, locale) }]
      : []),
    {
      key: 'address',
      label: t('invoice.address'),
      value: <span className="kelp-b-address">{billingAddress || t('invoice.addressNone')}</span>,
    },
    {
      key: 'date',
      label: t('column.invoiceDate'),
      value: day(invoice.invoiceDate),
      ...(changeDate
        ? { edit: { kind: 'date', value: invoice.invoiceDate, save: (date) => (date ? changeDate(date) : undefined) } }
        : {}),
    },
    ...(asksForMoney(invoice.kind) ? [{ key: 'due', label: t('column.dueDate'), value: day(invoice.dueDate) }] : []),
    ...relatedFacts(invoice),
    ...(isOurs(invoice.kind) ? paperFacts(invoice) : formerFacts(invoice, locale)),
    ...(runId
      ? [
          {
            key: 'run',
            label: t('invoice.run'),
            value: <Link href={`/msp/billing/runs/${runId}`}>{t('invoice.runOpen')}</Link>,
          },
        ]
      : []),
    ...(voidedAt
      ? [
          {
            key: 'voided',
            label: t('invoice.voided'),
            value: (
              <span>
                <ExactTime at={voidedAt} /> {voidReason}
              </span>
            ),
          },
        ]
      : []),
  ];
}

/** One invoice: its lines with their reasons, sums, bookings, and what can be done with it. */
export function InvoicePage({ id }: { id: string }) {
  return (
    <ForRecord id={id} noun="invoice">
      <Invoice id={id} />
    </ForRecord>
  );
}

function Invoice({ id }: { id: string }) {
  const { locale } = useFormats();
  const refresh = useRefreshBilling();
  const [disputed, setDisputed] = useState<InvoiceLineCard | null>(null);
  const { data: invoice, error, isPending, refetch } = useInvoice(id);
  if (isPending) return <Loading />;
  if (!invoice) return <Failure error={error} onRetry={() => void refetch()} />;
  const { number, client, currency, lines, net, taxes, total, paid, amountDue, state } = invoice;
  const { kind, creditUsed, writtenOff } = invoice;
  const isFinal = state === 'final';
  const mayEdit = state === 'draft' && invoice.abilities.includes('invoice.update');
  const mayDispute = isFinal && amountDue > 0n && invoice.abilities.includes('invoice.remind');

  async function changeDate(invoiceDate: string) {
    await call(changeDraft, { id, version: invoice?.version, invoiceDate });
    await refresh();
  }

  return (
    <div className="kelp-page">
      <PageHeader
        back={{ href: '/msp/billing/invoices', label: t('invoice.back') }}
        {...(number ? { number } : {})}
        title={number ? client.name : t('invoice.draft', { client: client.name })}
        meta={<InvoiceBadge row={invoice} />}
        actions={<InvoiceActions invoice={invoice} />}
      />
      <div className="kelp-b-split">
        <div className="kelp-b-main">
          <TaxWaiting invoice={invoice} />
          {state === 'draft' && kind === 'invoice' && <DraftApproval invoiceId={id} />}
          {mayEdit ? (
            <DraftLines invoice={invoice} />
          ) : (
            <Section title={t('invoice.lines')}>
              <ExplainedLines
                lines={lines}
                currency={currency}
                {...(mayDispute
                  ? {
                      rowActions: (line) => (
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={t('dispute.title', { line: line.description })}
                          onClick={() => setDisputed(line)}
                        >
                          <IconFlag size={16} />
                        </ActionIcon>
                      ),
                    }
                  : {})}
              />
              <DocumentSums
                currency={currency}
                net={net}
                taxes={taxes}
                total={total}
                {...(isFinal && asksForMoney(kind) ? { paid, creditUsed, writtenOff, due: amountDue } : {})}
              />
            </Section>
          )}
          <SettledSection invoice={invoice} />
          {isFinal && asksForMoney(kind) && <RemindersSection invoice={invoice} />}
          <Transactions invoice={invoice} />
          {disputed && (
            <Suspense>
              <DisputeDialog invoiceId={id} line={disputed} onClose={() => setDisputed(null)} />
            </Suspense>
          )}
        </div>
        <aside className="kelp-b-aside">
          <Section title={t('invoice.facts')}>
            <Facts facts={factsOf(invoice, locale, mayEdit ? changeDate : undefined)} />
          </Section>
          <EInvoiceSection invoice={invoice} />
        </aside>
      </div>
    </div>
  );
}
