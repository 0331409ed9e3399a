'use client';

import { Button, Progress } from '@mantine/core';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  ErrorState,
  ExactTime,
  Facts,
  formatBytes,
  PageHeader,
  PageLoading,
  toastError,
  useFormats,
} from '@kelp/ui';
import {
  deleteImport,
  mapImport,
  runImport,
  stopImport,
  undoImport,
  type ImportDetails,
  type RowState,
} from '../contract';
import { isWorking, useImport, useImportChoices, useRefreshImports } from './import-queries';
import { ImportBadge } from './import-state';
import { MappingSection } from './mapping-section';
import { RowsSection } from './rows-section';
import { t } from './strings';
import './imports.css';

const sum = ({ counts }: ImportDetails, ...states: RowState[]) =>
  states.reduce((all, state) => all + (counts[state] ?? 0), 0);

const order: RowState[] = [
  'creates',
  'updates',
  'skips',
  'created',
  'updated',
  'skipped',
  'problem',
  'broken',
  'failed',
  'undone',
  'kept',
  'waiting',
];

const countsOf = (job: ImportDetails) =>
  order
    .filter((state) => (job.counts[state] ?? 0) > 0)
    .map((state) => `${job.counts[state] ?? 0} ${t(`row.${state}`).toLowerCase()}`)
    .join(', ');

const separators: Record<string, string> = {
  ',': t('delimiter.comma'),
  ';': t('delimiter.semicolon'),
  '\t': t('delimiter.tab'),
  '|': t('delimiter.bar'),
};
const separatorOf = ({ delimiter }: ImportDetails) => separators[delimiter ?? ''];

const factsOf = (job: ImportDetails, locale: string) => [
  { key: 'state', label: t('column.state'), value: <ImportBadge state={job.state} /> },
  { key: 'kind', label: t('column.kind'), value: t(`kind.${job.kind}`) },
  { key: 'system', label: t('column.system'), value: t(`system.${job.system}`) },
  {
    key: 'file',
    label: t('column.file'),
    value: [formatBytes(job.fileSize, locale), job.encoding, separatorOf(job)].filter(Boolean).join(', '),
  },
  { key: 'by', label: t('column.by'), value: job.by },
  ...(job.total > 0 ? [{ key: 'counts', label: t('column.rows'), value: countsOf(job) }] : []),
  ...(job.finishedAt
    ? [{ key: 'finished', label: t('column.finished'), value: <ExactTime at={job.finishedAt} /> }]
    : []),
];

function Actions({ job, onOpen }: { job: ImportDetails; onOpen: (open: Open) => void }) {
  const refresh = useRefreshImports();
  const { id, state } = job;
  const act = (work: () => Promise<unknown>) =>
    void work()
      .catch(toastError)
      .finally(() => void refresh());
  const good = sum(job, 'creates', 'updates');
  const mayUndo = job.abilities.includes('import.undo') && sum(job, 'created', 'updated') > 0;
  return (
    <>
      {['unreadable', 'mapping', 'checked', 'undone'].includes(state) && (
        <Button variant="default" onClick={() => onOpen('delete')}>
          {t('delete')}
        </Button>
      )}
      {isWorking(state) && state !== 'reading' && (
        <Button variant="default" disabled={job.isStopping} onClick={() => act(() => call(stopImport, { id }))}>
          {t('stop')}
        </Button>
      )}
      {state === 'checked' && (
        <>
          <Button variant="default" onClick={() => act(() => call(mapImport, { id }))}>
            {t('mapAgain')}
          </Button>
          <Button disabled={good === 0} onClick={() => act(() => call(runImport, { id }))}>
            {t('run', { count: good })}
          </Button>
        </>
      )}
      {(state === 'finished' || state === 'stopped') && mayUndo && (
        <Button variant="default" onClick={() => onOpen('undo')}>
          {t('undo')}
        </Button>
      )}
    </>
  );
}

type Open = 'undo' | 'delete' | null;

function Dialogs({ job, open, onClose }: { job: ImportDetails; open: Open; onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshImports();
  if (open === null) return null;
  const isUndo = open === 'undo';
  return (
    <ConfirmDialog
      opened
      danger
      title={t(isUndo ? 'undo.title' : 'delete.title', { file: job.fileName })}
      confirmLabel={t(isUndo ? 'undo' : 'delete')}
      onConfirm={async () => {
        await call(isUndo ? undoImport : deleteImport, { id: job.id });
        if (!isUndo) router.push('/msp/settings/imports');
        await refresh();
      }}
      onClose={onClose}
    >
      <p>{t(isUndo ? 'undo.text' : 'delete.text')}</p>
    </ConfirmDialog>
  );
}

/** How far the worker is: rows that wait against all. */
function Working({ job }: { job: ImportDetails }) {
  const left = job.state === 'undoing' ? sum(job, 'created', 'updated') : sum(job, 'waiting');
  const done = job.total - left;
  const words = {
    reading: t('working.reading'),
    checking: t('working.checking', { done, total: job.total }),
    running: t('working.running', { done, total: job.total }),
    undoing: t('working.undoing', { done, total: job.total }),
  };
  return (
    <div role="status">
      <p>{words[job.state as keyof typeof words]}</p>
      <Progress value={job.total === 0 ? 0 : (done / job.total) * 100} aria-label={t(`state.${job.state}`)} />
    </div>
  );
}

function SameFile({ job }: { job: ImportDetails }) {
  const [earlier] = job.sameFile;
  if (!earlier) return null;
  return (
    <p role="status">
      {t('sameFile')}{' '}
      <Link href={`/msp/settings/imports/${earlier.id}`}>
        <ExactTime at={earlier.createdAt} />
      </Link>
    </p>
  );
}

/** One import, from its mapping to its undoing. */
export function ImportPage({ id }: { id: string }) {
  const query = useImport(id);
  const { locale } = useFormats();
  const fields = useImportChoices().data?.kinds;
  const [open, setOpen] = useState<Open>(null);
  const job = query.data;
  const back = { href: '/msp/settings/imports', label: t('title') };
  if (!job)
    return (
      <div className="kelp-page">
        <PageHeader title={t('title')} back={back} />
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <PageLoading />}
      </div>
    );
  const own = fields?.find(({ key }) => key === job.kind);
  const hasReport = !['reading', 'unreadable', 'mapping', 'checking'].includes(job.state);
  return (
    <div className="kelp-page">
      <PageHeader title={job.fileName} back={back} actions={<Actions job={job} onOpen={setOpen} />} />
      {job.problem && (
        <p role="alert" className="kelp-field-error">
          {job.problem}
        </p>
      )}
      <SameFile job={job} />
      <Facts facts={factsOf(job, locale)} />
      {isWorking(job.state) && <Working job={job} />}
      {job.state === 'mapping' && own && <MappingSection job={job} fields={own.fields} hasDates={own.hasDates} />}
      {hasReport && <RowsSection job={job} />}
      <Dialogs job={job} open={open} onClose={() => setOpen(null)} />
    </div>
  );
}
