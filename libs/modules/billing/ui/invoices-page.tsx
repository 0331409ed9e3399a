'use client';

import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { formatLocalDate } from '@kelp/std';
import {
  DataList,
  FilterBar,
  Kbd,
  Money,
  PageHeader,
  toastError,
  useFormats,
  useKeys,
  type DataListColumn,
  type ListFilter,
  useAddress,
} from '@kelp/ui';
import { useClientFilter } from '@kelp/clients/screens';
import { listInvoices, type InvoiceRow } from '../contract';
import { asksForMoney, isOurs } from '../domain/document-kind';
import { InvoiceBadge } from './amounts';
import { BillingNav } from './billing-nav';
import { CompactRow } from './compact-row';
import { useInvoices, useMay } from './billing-queries';
import { FinaliseDialog } from './finalise-dialog';
import { SendManyDialog } from './send-dialog';
import { t } from './strings';

const NewInvoiceDialog = lazy(() =>
  import('./new-invoice-dialog').then((file) => ({ default: file.NewInvoiceDialog })),
);

/** What the state filter asks the server for. */
const shows = {
  draft: { state: 'draft' },
  open: { isOpen: true },
  overdue: { isOverdue: true },
  paid: { state: 'final', isOpen: false },
  credit: { kind: 'credit_note' },
  opening: { kind: 'opening_balance' },
  void: { state: 'void' },
} as const;
type Show = keyof typeof shows;
const showNames = Object.keys(shows) as Show[];

const showFilter: ListFilter = {
  key: 'show',
  label: t('invoices.show'),
  multiple: false,
  options: showNames.map((value) => ({ value, label: t(`invoices.show.${value}`) })),
};
const runFilter = (runId: string): ListFilter => ({
  key: 'run',
  label: t('invoice.run'),
  multiple: false,
  options: [{ value: runId, label: t('invoice.run') }],
});

/** An address with something else than a client in it asks for none. */
const clientIn = (address: URLSearchParams) => listInvoices.input.shape.clientId.safeParse(address.get('client')).data;

const nameOf = ({ number, client }: InvoiceRow) => number ?? t('invoice.draft', { client: client.name });
const due = ({ kind, state, amountDue, currency }: InvoiceRow) =>
  state === 'final' &&
  asksForMoney(kind) && (
    <span className={amountDue === 0n ? 'kelp-muted' : undefined}>
      <Money minor={amountDue} currency={currency} />
    </span>
  );

function columnsFor(locale: string): DataListColumn<InvoiceRow>[] {
  const dateColumn = (key: 'invoiceDate' | 'dueDate', hideBelow: number): DataListColumn<InvoiceRow> => ({
    key,
    header: t(`column.${key}`),
    width: '112px',
    hideBelow,
    render: (row) => <span className="kelp-num">{formatLocalDate(row[key], locale, 'medium')}</span>,
  });
  const moneyColumn = (key: 'net' | 'tax' | 'total', hideBelow = 0): DataListColumn<InvoiceRow> => ({
    key,
    header: t(`column.${key}`),
    width: '116px',
    align: 'end',
    hideBelow,
    render: (row) => <Money minor={row[key]} currency={row.currency} />,
  });
  return [
    {
      key: 'number',
      header: t('column.number'),
      width: 'minmax(120px, 0.5fr)',
      primary: true,
      render: ({ number }) => number ?? t('state.draft'),
    },
    { key: 'client', header: t('column.client'), width: 'minmax(150px, 1fr)', render: ({ client }) => client.name },
    {
      key: 'state',
      header: t('column.state'),
      width: '124px',
      hideBelow: 560,
      render: (row) => <InvoiceBadge row={row} plain />,
    },
    dateColumn('invoiceDate', 900),
    dateColumn('dueDate', 760),
    moneyColumn('net', 1040),
    moneyColumn('tax', 1040),
    moneyColumn('total'),
    { key: 'due', header: t('column.due'), width: '116px', align: 'end', hideBelow: 640, render: due },
  ];
}

function Compact({ row, locale }: { row: InvoiceRow; locale: string }) {
  return (
    <CompactRow
      name={row.client.name}
      amount={<Money minor={row.total} currency={row.currency} />}
      about={`${row.number ?? t('state.draft')}, ${formatLocalDate(row.invoiceDate, locale, 'medium')}`}
      mark={<InvoiceBadge row={row} plain />}
    />
  );
}

/** All invoices: F finalises the chosen drafts, S sends the chosen final ones. */
export function InvoicesPage() {
  const { locale } = useFormats();
  const [address, setAddress] = useAddress();
  const [finalising, setFinalising] = useState<string[]>([]);
  const [sending, setSending] = useState<InvoiceRow[]>([]);
  const [writing, setWriting] = useState(false);
  const show = showNames.find((one) => one === address.get('show'));
  const search = address.get('search') ?? '';
  const runId = address.get('run');
  const clientId = clientIn(address);
  const client = useClientFilter(clientId);
  const query = useInvoices({
    ...(show ? shows[show] : {}),
    ...(search ? { search } : {}),
    ...(runId ? { runId } : {}),
    ...(clientId ? { clientId } : {}),
  });
  const mayFinalise = useMay('invoice.finalize');
  const maySend = useMay('invoice.send');
  const mayCreate = useMay('invoice.create');
  useKeys('page', mayCreate ? { n: { label: t('newInvoice'), run: () => setWriting(true) } } : {});
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const isFiltered = Boolean(show ?? runId ?? clientId) || search !== '';

  function finalise(chosen: readonly InvoiceRow[]) {
    const drafts = chosen.filter(({ state }) => state === 'draft').map(({ id }) => id);
    if (drafts.length === 0) toastError(t('finalise.noDraft'));
    setFinalising(drafts);
  }

  function send(chosen: readonly InvoiceRow[]) {
    const finals = chosen.filter(({ state, kind }) => state === 'final' && isOurs(kind));
    if (finals.length === 0) toastError(t('send.noFinal'));
    setSending(finals);
  }

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('invoices.title')}
        actions={
          mayCreate && (
            <Button onClick={() => setWriting(true)} rightSection={<Kbd keys="n" />}>
              {t('newInvoice')}
            </Button>
          )
        }
      />
      <BillingNav />
      <FilterBar
        filters={[showFilter, client, ...(runId ? [runFilter(runId)] : [])]}
        values={{ show: show ? [show] : [], run: runId ? [runId] : [], client: clientId ? [clientId] : [] }}
        onChange={(key, [value]) => setAddress({ [key]: value ?? null })}
        query={search}
        onQuery={(words) => setAddress({ search: words })}
        onClear={() => setAddress({ show: null, search: null, run: null, client: null })}
      />
      <DataList
        label={t('invoices.list')}
        rows={rows}
        rowId={({ id }) => id}
        rowLabel={nameOf}
        columns={columnsFor(locale)}
        renderCompact={(row) => <Compact row={row} locale={locale} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={
          isFiltered
            ? { title: t('invoices.emptyFiltered'), text: t('invoices.emptyFilteredText') }
            : { title: t('invoices.empty'), text: t('invoices.emptyText') }
        }
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={({ id }) => `/msp/billing/invoices/${id}`}
        rowKeys={{
          ...(mayFinalise ? { f: { label: t('finalise'), run: finalise } } : {}),
          ...(maySend ? { s: { label: t('send'), run: send } } : {}),
        }}
        bulkActions={(chosen) => (
          <>
            {mayFinalise && (
              <Button onClick={() => finalise(chosen)} rightSection={<Kbd keys="f" />}>
                {t('finalise')}
              </Button>
            )}
            {maySend && (
              <Button variant="default" onClick={() => send(chosen)} rightSection={<Kbd keys="s" />}>
                {t('send')}
              </Button>
            )}
          </>
        )}
      />
      <FinaliseDialog chosen={finalising.length > 0 ? { ids: finalising } : null} onClose={() => setFinalising([])} />
      {writing && (
        <Suspense>
          <NewInvoiceDialog onClose={() => setWriting(false)} />
        </Suspense>
      )}
      {sending.length > 0 && <SendManyDialog rows={sending} onClose={() => setSending([])} />}
    </div>
  );
}
