'use client';

import { Button, TextInput } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import {
  DataList,
  Facts,
  FilterBar,
  Kbd,
  PageHeader,
  useFormats,
  useKeys,
  usePeek,
  type DataListColumn,
  useAddress,
} from '@kelp/ui';
import type { ToBillRow } from '../contract';
import { Amount, sumsText } from './amounts';
import { BillingNav } from './billing-nav';
import { useMay, useToBill } from './billing-queries';
import { GenerateDialog, type Scope } from './generate-dialog';
import { NoticeMark, Notices } from './notices';
import { t } from './strings';
import './billing-pages.css';

const idOfRow = ({ client, profile }: ToBillRow) => `${client.id} ${profile?.id ?? ''}`;
/** Names of rows: the profile stands beside the client only where a client has several. */
function namesOf(rows: readonly ToBillRow[]): (row: ToBillRow) => string {
  const counts = new Map<string, number>();
  for (const { client } of rows) counts.set(client.id, (counts.get(client.id) ?? 0) + 1);
  return ({ client, profile }) =>
    profile && (counts.get(client.id) ?? 0) > 1 ? `${client.name}, ${profile.name}` : client.name;
}

const amountColumn = (key: 'fixed' | 'time' | 'net' | 'tax' | 'total', hideBelow = 0): DataListColumn<ToBillRow> => ({
  key,
  header: t(`column.${key}`),
  width: '112px',
  align: 'end',
  hideBelow,
  render: (row) => <Amount minor={row[key]} currency={row.currency} />,
});

const columnsFor = (nameOf: (row: ToBillRow) => string): DataListColumn<ToBillRow>[] => [
  { key: 'client', header: t('column.client'), width: 'minmax(190px, 1.4fr)', primary: true, render: nameOf },
  {
    key: 'look',
    header: t('column.look'),
    width: 'minmax(200px, 2.4fr)',
    hideBelow: 560,
    render: (row) => <NoticeMark blockers={row.blockers} warnings={row.warnings} />,
  },
  {
    key: 'drafts',
    header: '',
    width: 'minmax(100px, 0.8fr)',
    hideBelow: 1180,
    render: ({ draftCount }) =>
      draftCount > 0 && <span className="kelp-muted">{t('toBill.drafts', { count: draftCount })}</span>,
  },
  {
    key: 'lines',
    header: t('column.lines'),
    width: '64px',
    align: 'end',
    hideBelow: 1040,
    render: (row) => row.lineCount,
  },
  amountColumn('fixed', 900),
  amountColumn('time', 900),
  amountColumn('net', 760),
  amountColumn('tax', 760),
  amountColumn('total'),
];

function Compact({ row, name }: { row: ToBillRow; name: string }) {
  return (
    <>
      <span className="kelp-b-compact">
        <strong>{name}</strong>
        <Amount minor={row.total} currency={row.currency} />
      </span>
      <NoticeMark blockers={row.blockers} warnings={row.warnings} />
    </>
  );
}

/** A client at a glance: what keeps it from being billed, and what the amount is made of. */
function Glance({ row }: { row: ToBillRow }) {
  const { client, currency, blockers, warnings, lineCount } = row;
  const parts = ['fixed', 'time', 'net', 'tax', 'total'] as const;
  return (
    <>
      <Notices clientId={client.id} blockers={blockers} warnings={warnings} currency={currency} />
      <Facts
        facts={[
          { key: 'lines', label: t('column.lines'), value: lineCount },
          ...parts.map((key) => ({
            key,
            label: t(`column.${key}`),
            value: <Amount minor={row[key]} currency={currency} />,
          })),
        ]}
      />
    </>
  );
}

/** What is due, client by client: X chooses, P previews, G generates drafts. */
export function ToBillPage() {
  const router = useRouter();
  const peek = usePeek();
  const { locale } = useFormats();
  const [address, setAddress] = useAddress();
  const [scope, setScope] = useState<Scope | null>(null);
  const [chosenIds, setChosenIds] = useState<string[]>([]);
  const cutOff = address.get('before');
  const search = address.get('search') ?? '';
  const query = useToBill({ cutOff, search });
  const mayGenerate = useMay('invoice.generate');
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const nameOf = namesOf(rows);
  const shownCutOff = cutOff ?? query.data?.pages[0]?.cutOff ?? '';

  const previewOf = ({ client }: ToBillRow) => `/msp/billing/preview/${client.id}${cutOff ? `?before=${cutOff}` : ''}`;
  const clientsOf = (chosen: readonly ToBillRow[]) => [...new Set(chosen.map(({ client }) => client.id))];
  const generate = (chosen: readonly ToBillRow[] | null) =>
    shownCutOff && setScope({ cutOff: shownCutOff, clientIds: chosen && clientsOf(chosen) });
  const chosenRows = rows.filter((row) => chosenIds.includes(idOfRow(row)));
  useKeys(
    'page',
    { 'Shift+G': { label: t('generate'), run: () => generate(chosenRows.length > 0 ? chosenRows : null) } },
    { enabled: mayGenerate && rows.length > 0 },
  );

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('toBill.title')}
        meta={
          rows.length > 0 && (
            <>
              <span>{t(query.hasNextPage ? 'toBill.sumMore' : 'toBill.sum', { count: rows.length })}</span>
              <strong className="kelp-num kelp-b-strong">
                {sumsText(
                  rows.map(({ currency, total }) => ({ currency, minor: total })),
                  locale,
                )}
              </strong>
            </>
          )
        }
        actions={
          mayGenerate && (
            <Button onClick={() => generate(null)} disabled={rows.length === 0} rightSection={<Kbd keys="shift+g" />}>
              {t('generate')}
            </Button>
          )
        }
      />
      <BillingNav />
      <FilterBar
        filters={[]}
        values={{}}
        onChange={() => undefined}
        query={search}
        onQuery={(words) => setAddress({ search: words })}
        onClear={() => setAddress({ search: null })}
      >
        <span className="kelp-muted kelp-b-desk" aria-hidden="true">
          {t('toBill.chooseDate')}
        </span>
        <TextInput
          type="date"
          aria-label={t('toBill.chooseDate')}
          value={shownCutOff}
          onChange={(event) => setAddress({ before: event.currentTarget.value || null })}
        />
      </FilterBar>
      <DataList
        label={t('toBill.list')}
        rows={rows}
        rowId={idOfRow}
        rowLabel={nameOf}
        columns={columnsFor(nameOf)}
        renderCompact={(row) => <Compact row={row} name={nameOf(row)} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={{ title: t('toBill.empty'), text: t('toBill.emptyText') }}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        href={previewOf}
        onPeek={(row) =>
          peek.toggle({
            key: idOfRow(row),
            title: nameOf(row),
            href: previewOf(row),
            content: <Glance row={row} />,
          })
        }
        rowKeys={{ p: { label: t('preview'), run: ([first]) => first && router.push(previewOf(first)) } }}
        onSelectionChange={setChosenIds}
        bulkActions={(chosen) =>
          mayGenerate && (
            <Button onClick={() => generate(chosen)} rightSection={<Kbd keys="shift+g" />}>
              {t('generate.chosen', { count: clientsOf(chosen).length })}
            </Button>
          )
        }
      />
      <GenerateDialog scope={scope} onClose={() => setScope(null)} />
    </div>
  );
}
