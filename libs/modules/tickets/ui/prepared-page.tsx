'use client';

import { Badge, Button, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog, EmptyState, ErrorState, PageHeader, PageLoading, toastSuccess, useReady } from '@kelp/ui';
import { t } from './prepared-strings';
import './prepared-work.css';

interface Named {
  id: string;
  name: string;
}

interface PreparedPageProps<Row extends Named> {
  title: string;
  lead: string;
  query: { data: { rows: readonly Row[] } | undefined; isPending: boolean; error: unknown; refetch: () => unknown };
  /** beside the name: whose it is, or that it rests */
  badge?: (row: Row) => string | null;
  line: (row: Row) => string;
  mayCreate: boolean;
  mayChange: (row: Row) => boolean;
  mayDelete?: (row: Row) => boolean;
  /** further buttons of a row */
  actions?: (row: Row) => ReactNode;
  empty: string;
  editor: (row: Row | null, close: () => void) => ReactNode;
  remove: (row: Row) => Promise<unknown>;
  deleteText: (row: Row) => string;
}

type Step<Row> = { kind: 'edit'; row: Row | null } | { kind: 'delete'; row: Row };

/** A settings page of one kind of prepared work: its list, with what can be done to each row. */
export function PreparedPage<Row extends Named>(props: PreparedPageProps<Row>) {
  const { title, lead, query, mayCreate, empty, editor, remove, deleteText } = props;
  const isReady = useReady();
  const [step, setStep] = useState<Step<Row> | null>(null);
  const close = () => setStep(null);
  const rows = query.data?.rows ?? [];
  const create = mayCreate && (
    <Button size="xs" disabled={!isReady} onClick={() => setStep({ kind: 'edit', row: null })}>
      {t('new')}
    </Button>
  );
  return (
    <div className="kelp-page kelp-prepared-page">
      <PageHeader
        title={title}
        back={{ href: '/msp/settings', label: t('settings') }}
        meta={lead}
        {...(create ? { actions: create } : {})}
      />
      {query.isPending && <PageLoading lines={4} />}
      {query.error !== null && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && rows.length === 0 && <EmptyState title={t('nothing')} text={empty} />}
      <ul className="kelp-prepared-list">
        {rows.map((row) => (
          <PreparedRow key={row.id} row={row} page={props} onStep={setStep} />
        ))}
      </ul>
      {step?.kind === 'edit' && editor(step.row, close)}
      {step?.kind === 'delete' && (
        <ConfirmDialog
          opened
          danger
          title={t('delete.title', { name: step.row.name })}
          confirmLabel={t('delete')}
          onConfirm={async () => {
            await remove(step.row);
            toastSuccess(t('delete.done', { name: step.row.name }));
          }}
          onClose={close}
        >
          <p>{deleteText(step.row)}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

interface PreparedRowProps<Row extends Named> {
  row: Row;
  page: PreparedPageProps<Row>;
  onStep: (step: Step<Row>) => void;
}

function PreparedRow<Row extends Named>({ row, page, onStep }: PreparedRowProps<Row>) {
  const badge = page.badge?.(row);
  const mayDelete = (page.mayDelete ?? page.mayChange)(row);
  return (
    <li>
      <div className="kelp-prepared-words">
        <Group gap="xs">
          <strong>{row.name}</strong>
          {badge && <Badge>{badge}</Badge>}
        </Group>
        <p>{page.line(row)}</p>
      </div>
      <Group gap="xs">
        {page.actions?.(row)}
        {mayDelete && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('deleteLabel', { name: row.name })}
            onClick={() => onStep({ kind: 'delete', row })}
          >
            {t('delete')}
          </Button>
        )}
        {page.mayChange(row) && (
          <Button
            size="xs"
            variant="default"
            aria-label={t('editLabel', { name: row.name })}
            onClick={() => onStep({ kind: 'edit', row })}
          >
            {t('edit')}
          </Button>
        )}
      </Group>
    </li>
  );
}
