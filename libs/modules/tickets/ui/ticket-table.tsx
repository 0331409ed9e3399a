'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { DataList, toastError, usePeek, type Chosen, type DataListColumn, type DataListProps } from '@kelp/ui';
import type { TicketCondition, TicketRow } from '../contract';
import { BulkDock } from './bulk-dock';
import { RowPickers, type RowPick } from './row-pickers';
import { t } from './strings';
import { CompactTicket } from './ticket-columns';
import { TicketPeek } from './ticket-peek';
import { useMe, useTicketChoices } from './ticket-queries';

export const ticketId = ({ id }: TicketRow) => id;
const hrefOf = ({ id }: TicketRow) => `/msp/tickets/${id}`;
const kinds = ['status', 'priority', 'assignee'] as const;
const bulkKinds = [...kinds, 'due'] as const;

/** As many as one list of ids asks for. */
const mostBundled = 200;
const BundleDialog = dynamic(() => import('./bundle-dialog'), { ssr: false });

type Given = Pick<
  DataListProps<TicketRow>,
  | 'columns'
  | 'status'
  | 'error'
  | 'onRetry'
  | 'empty'
  | 'hasMore'
  | 'loadingMore'
  | 'loadMore'
  | 'total'
  | 'totalCap'
  | 'sort'
  | 'onSort'
  | 'changedIds'
  | 'goneIds'
  | 'density'
  | 'listKey'
  | 'onSelectionChange'
  | 'footer'
>;

interface TicketTableProps extends Given {
  label: string;
  rows: readonly TicketRow[];
  /** what stands at the end of a row on a phone */
  compactEnd?: ((row: TicketRow) => ReactNode) | undefined;
  /** the filter behind the rows, when all that fit it can be chosen, loaded or not; `shown` says how many those are */
  filter?: { conditions: readonly TicketCondition[]; shown: string };
}

/** Cells of these columns open their chooser at a click. */
function editable(columns: readonly DataListColumn<TicketRow>[], pick: (pick: RowPick) => void) {
  return columns.map((column) => {
    const kind = kinds.find((one) => one === column.key);
    if (!kind) return column;
    return {
      ...column,
      render: (row: TicketRow) => (
        <button
          type="button"
          tabIndex={-1}
          className="kelp-cell-edit"
          title={t(`key.${kind}`)}
          onClick={() => pick({ kind, rows: [row] })}
        >
          {column.render(row)}
        </button>
      ),
    };
  });
}

type Bundle = (rows: TicketRow[], chosen: Chosen<TicketRow>) => void;

/** Puts the chosen rows under a master; a filter alone names no tickets that could be looked at first. */
const bundleRows =
  (open: (ids: readonly string[]) => void): Bundle =>
  (rows, { isAll }) =>
    isAll || rows.length > mostBundled
      ? toastError(t('bundle.chooseRows', { most: mostBundled }))
      : open(rows.map(ticketId));

/** S, P, A, U and B for the chosen rows, by key and by button; `filter` stands for the rows when all that fit are chosen. */
function rowWork(
  filter: TicketTableProps['filter'],
  mayBulk: boolean,
  pick: (pick: RowPick) => void,
  bundle: Bundle | null,
): Partial<DataListProps<TicketRow>> {
  const picked = (kind: RowPick['kind'], rows: TicketRow[], { isAll, excluded }: Chosen<TicketRow>): RowPick => ({
    kind,
    rows,
    ...(isAll && filter ? { all: { filter: [...filter.conditions], excluded, shown: filter.shown } } : {}),
  });
  const key = (kind: RowPick['kind']) => ({
    label: t(`key.${kind}`),
    run: (rows: TicketRow[], chosen: Chosen<TicketRow>) => pick(picked(kind, rows, chosen)),
  });
  return {
    rowKeys: {
      s: key('status'),
      p: key('priority'),
      a: key('assignee'),
      ...(mayBulk ? { u: key('due') } : {}),
      ...(bundle ? { b: { label: t('key.bundle'), run: bundle } } : {}),
    },
    bulkActions: (rows, _clear, chosen) => [
      ...(mayBulk ? bulkKinds : kinds).map((kind) => (
        <Button key={kind} variant="default" size="xs" onClick={() => pick(picked(kind, rows, chosen))}>
          {t(`key.${kind}`)}
        </Button>
      )),
      bundle && (
        <Button key="bundle" variant="default" size="xs" onClick={() => bundle(rows, chosen)}>
          {t('key.bundle')}
        </Button>
      ),
    ],
    ...(filter && mayBulk
      ? {
          everything: {
            offer: t('bulk.everything', { shown: filter.shown }),
            taken: (excluded) => t('bulk.everythingTaken', { shown: filter.shown, excluded }),
          },
        }
      : {}),
  };
}

/** Rows of tickets with everything that can be done to them: open, peek, choose, and S, P, A for one, many or all. */
export function TicketTable({ compactEnd, filter, ...list }: TicketTableProps) {
  const choices = useTicketChoices().data;
  const permissions = useMe().data?.permissions ?? [];
  const mayUpdate = permissions.includes('ticket.update');
  const peek = usePeek();
  const { close: closePeek } = peek;
  useEffect(() => closePeek, [closePeek]);
  const [pick, setPick] = useState<RowPick | null>(null);
  const [bundled, setBundled] = useState<readonly string[] | null>(null);
  const bundle = permissions.includes('ticket.bundle') ? bundleRows(setBundled) : null;
  const { columns } = list;
  const cells = useMemo(() => (mayUpdate ? editable(columns, setPick) : columns), [columns, mayUpdate]);

  return (
    <>
      <DataList<TicketRow>
        {...list}
        columns={cells}
        rowId={ticketId}
        rowLabel={({ number, title }) => `${number} ${title}`}
        renderCompact={(row) => <CompactTicket row={row} choices={choices} due={compactEnd?.(row)} />}
        href={hrefOf}
        peeking={peek.current?.key.startsWith('ticket:') ?? false}
        onPeek={(row) =>
          peek.toggle({
            key: `ticket:${row.id}`,
            title: `${row.number} ${row.title}`,
            href: hrefOf(row),
            content: <TicketPeek id={row.id} />,
          })
        }
        {...(mayUpdate ? rowWork(filter, permissions.includes('ticket.bulk'), setPick, bundle) : {})}
      />
      <BulkDock />
      {bundled && <BundleDialog ids={bundled} onClose={() => setBundled(null)} />}
      <RowPickers pick={pick} choices={choices} onClose={() => setPick(null)} />
    </>
  );
}
