'use client';

import { Button, Progress } from '@mantine/core';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { formatLocalDate } from '@kelp/std';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  ConfirmDialog,
  DataList,
  ExactTime,
  FilterBar,
  Kbd,
  Money,
  PageHeader,
  useFormats,
  useKeys,
  usePeek,
  type DataListColumn,
  useAddress,
} from '@kelp/ui';
import { stopBillingRun, type BillingRunRow, type getBillingRun, type RunClientRow } from '../contract';
import { sumsText } from './amounts';
import { useBillingRun, useRefreshBilling } from './billing-queries';
import { CompactRow } from './compact-row';
import { FinaliseDialog } from './finalise-dialog';
import { Notices } from './notices';
import { Failure, ForRecord, Loading } from './page-states';
import { progressOf, RunBadge, RunClientBadge } from './run-marks';
import { t } from './strings';
import './billing-pages.css';

const states = [
  'drafted',
  'blocked',
  'failed',
  'nothing',
  'queued',
] as const satisfies readonly RunClientRow['state'][];
const nameOf = ({ client }: RunClientRow) => client.name;
const idOfRow = ({ client, profile }: RunClientRow) => `${client.id} ${profile?.id ?? ''}`;
/** The invoice's number and what a person should know, in one line. */
const outcomeOf = ({ note, blockers, invoice }: RunClientRow): string =>
  [invoice?.number, blockers[0]?.sentence ?? note].filter(Boolean).join(': ');
const addressOf = (row: RunClientRow) =>
  row.invoice ? `/msp/billing/invoices/${row.invoice.id}` : `/msp/billing/preview/${row.client.id}`;

const columns: DataListColumn<RunClientRow>[] = [
  { key: 'client', header: t('column.client'), width: 'minmax(170px, 1fr)', primary: true, render: nameOf },
  { key: 'state', header: t('column.state'), width: '130px', render: (row) => <RunClientBadge row={row} /> },
  {
    key: 'outcome',
    header: t('column.outcome'),
    width: 'minmax(160px, 1.6fr)',
    hideBelow: 640,
    render: outcomeOf,
  },
  {
    key: 'total',
    header: t('column.total'),
    width: '130px',
    align: 'end',
    render: ({ invoice }) => invoice && <Money minor={invoice.total} currency={invoice.currency} />,
  },
];

function RunProgress({ run }: { run: BillingRunRow }) {
  const { done, all } = progressOf(run);
  const share = all === 0 ? 100 : Math.round((100 * done) / all);
  return (
    <div className="kelp-b-progress">
      <Progress.Root size="lg">
        <Progress.Section value={share} aria-label={t('run.progress')} animated={run.state === 'running'} />
      </Progress.Root>
      <span className="kelp-num" role="status">
        {t('run.done', { done, count: all })}
      </span>
    </div>
  );
}

/** One billing run while it goes on and after it: what became of each client. */
export function BillingRunPage({ id }: { id: string }) {
  return (
    <ForRecord id={id} noun="billing run">
      <Run id={id} />
    </ForRecord>
  );
}

type Dialog = 'stop' | 'finalise';

interface HeaderProps {
  run: BillingRunRow;
  /** what this person may do with the run as it stands */
  acts: readonly Dialog[];
  onAct: (act: Dialog) => void;
}

function RunHeader({ run, acts, onAct }: HeaderProps) {
  const { locale } = useFormats();
  const totals = sumsText(
    run.totals.map(({ currency, total }) => ({ currency, minor: total })),
    locale,
  );
  return (
    <PageHeader
      back={{ href: '/msp/billing/runs', label: t('run.back') }}
      title={t('run.title', { date: formatLocalDate(run.cutOff, locale, 'medium') })}
      meta={
        <>
          <RunBadge state={run.state} />
          <span>
            {t('run.startedBy', { name: run.startedBy })}, <ExactTime at={run.startedAt} />
          </span>
          {totals && <strong className="kelp-num kelp-b-strong">{totals}</strong>}
        </>
      }
      actions={
        <>
          {run.counts.drafted > 0 && (
            <Button component={Link} href={`/msp/billing/invoices?run=${run.id}`} variant="default">
              {t('run.showInvoices')}
            </Button>
          )}
          {acts.includes('stop') && (
            <Button variant="default" onClick={() => onAct('stop')}>
              {t('run.stop')}
            </Button>
          )}
          {acts.includes('finalise') && (
            <Button onClick={() => onAct('finalise')} rightSection={<Kbd keys="f" />}>
              {t('run.finaliseAll')}
            </Button>
          )}
        </>
      }
    />
  );
}

function RunClients({ query }: { query: ReturnType<typeof useBillingRun> }) {
  const router = useRouter();
  const peek = usePeek();
  const rows = query.data?.pages.flatMap((page) => page.clients.rows) ?? [];
  return (
    <DataList
      label={t('run.clients')}
      rows={rows}
      rowId={idOfRow}
      rowLabel={nameOf}
      columns={columns}
      renderCompact={(row) => (
        <CompactRow
          name={nameOf(row)}
          amount={row.invoice && <Money minor={row.invoice.total} currency={row.invoice.currency} />}
          about={outcomeOf(row)}
          mark={<RunClientBadge row={row} />}
        />
      )}
      empty={{ title: t('run.empty') }}
      hasMore={query.hasNextPage}
      loadingMore={query.isFetchingNextPage}
      loadMore={() => void query.fetchNextPage()}
      href={addressOf}
      onPeek={(row) =>
        row.blockers.length > 0 || row.note
          ? peek.toggle({
              key: idOfRow(row),
              title: nameOf(row),
              href: addressOf(row),
              content: (
                <>
                  {row.note && <p>{row.note}</p>}
                  <Notices clientId={row.client.id} blockers={row.blockers} />
                </>
              ),
            })
          : router.push(addressOf(row))
      }
    />
  );
}

/** Drafts of the run are to be finalised only while one is left; a page alone cannot tell when there are more. */
function actsOf(run: z.output<typeof getBillingRun.output>, isPartial: boolean): Dialog[] {
  const { state, abilities, counts, clients } = run;
  if (state === 'running') return abilities.includes('invoice.generate') ? ['stop'] : [];
  if (state === 'stopping' || counts.drafted === 0 || !abilities.includes('invoice.finalize')) return [];
  return isPartial || clients.rows.some(({ invoice }) => invoice?.state === 'draft') ? ['finalise'] : [];
}

function Run({ id }: { id: string }) {
  const refresh = useRefreshBilling();
  const [address, setAddress] = useAddress();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const state = states.find((one) => one === address.get('state')) ?? null;
  const query = useBillingRun(id, state);
  const run = query.data?.pages[0];
  const acts = run ? actsOf(run, query.hasNextPage || state !== null) : [];
  useKeys(
    'page',
    { f: { label: t('run.finaliseAll'), run: () => setDialog('finalise') } },
    { enabled: acts.includes('finalise') },
  );

  if (query.isPending) return <Loading />;
  if (!run) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="kelp-page-fill">
      <RunHeader run={run} acts={acts} onAct={setDialog} />
      <RunProgress run={run} />
      <FilterBar
        filters={[
          {
            key: 'state',
            label: t('run.filter'),
            multiple: false,
            options: states.map((value) => ({ value, label: `${t(`run.state.${value}`)} (${run.counts[value]})` })),
          },
        ]}
        values={{ state: state ? [state] : [] }}
        onChange={(_, [value]) => setAddress({ state: value ?? null })}
        onClear={() => setAddress({ state: null })}
      />
      <RunClients query={query} />
      <ConfirmDialog
        opened={dialog === 'stop'}
        title={t('run.stopTitle')}
        confirmLabel={t('run.stopConfirm')}
        onClose={() => setDialog(null)}
        onConfirm={async () => {
          await call(stopBillingRun, { id });
          await refresh();
        }}
      >
        <p>{t('run.stopText')}</p>
      </ConfirmDialog>
      <FinaliseDialog chosen={dialog === 'finalise' ? { runId: id } : null} onClose={() => setDialog(null)} />
    </div>
  );
}
