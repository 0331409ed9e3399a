'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import {
  DataList,
  toastError,
  usePeek,
  type Chosen,
  type DataListColumn,
  type DataListProps,
  type RowKey,
} from '@kelp/ui';
import type { TicketCondition, TicketRow } from '../contract';
import { BulkDock } from './bulk-dock';
import { RowPickers, type RowPick } from './row-pickers';
import { useRefreshTickets } from './relation-queries';
import { t } from './strings';
import { CompactTicket } from './ticket-columns';
import { TicketPeek } from './ticket-peek';
import { useMe, useTicketChoices } from './ticket-queries';

export const ticketId = ({ id }: TicketRow) => id;
const hrefOf = ({ id }: TicketRow) => `/msp/tickets/${id}`;
const kinds = ['status', 'priority', 'assignee'] as const;
const bulkKinds = [...kinds, 'due'] as const;

/** As many as one list of ids asks for. */
const mostAtOnce = 200;
const TagPicker = dynamic(() => import('@kelp/tags/screens').then((screens) => screens.TagPicker), { ssr: false });
const BulkTags = dynamic(() => import('./bulk-tags'), { ssr: false });
const BulkMacro = dynamic(() => import('./bulk-macro'), { ssr: false });
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
  /** keys that rooms above add */
  moreKeys?: Record<string, RowKey<TicketRow>> | undefined;
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

/** A dialog about the chosen rows, or about all that fit. */
interface RowDialog {
  kind: 'bundle' | 'tags' | 'macro';
  rows: readonly TicketRow[];
  all?: RowPick['all'];
}
type Open = Record<RowDialog['kind'], ((rows: TicketRow[], chosen: Chosen<TicketRow>) => void) | null>;
const dialogs = ['tags', 'macro', 'bundle'] as const;

const allOf = (filter: TicketTableProps['filter'], { isAll, excluded }: Chosen<TicketRow>): Pick<RowPick, 'all'> =>
  isAll && filter ? { all: { filter: [...filter.conditions], excluded, shown: filter.shown } } : {};

/** What the permissions let open. Bundling wants tickets that could be looked at first: a filter alone names none. */
function dialogsFor(
  permissions: readonly string[],
  filter: TicketTableProps['filter'],
  open: (dialog: RowDialog) => void,
): Open {
  const may = (permission: string) => permissions.includes(permission);
  const opening = (kind: RowDialog['kind']) => (rows: TicketRow[], chosen: Chosen<TicketRow>) => {
    const tooMany = chosen.isAll || rows.length > mostAtOnce;
    const inBulk = kind !== 'bundle' && may('ticket.bulk');
    if (tooMany && !inBulk) toastError(t('list.chooseRows', { most: mostAtOnce }));
    else open({ kind, rows: [...rows], ...allOf(filter, chosen) });
  };
  return {
    tags: opening('tags'),
    macro: may('macro.use') && may('ticket.bulk') ? opening('macro') : null,
    bundle: may('ticket.bundle') ? opening('bundle') : null,
  };
}

function RowDialogs({ dialog, onClose }: { dialog: RowDialog | null; onClose: () => void }) {
  const refresh = useRefreshTickets();
  if (!dialog) return null;
  const { kind, rows, all } = dialog;
  const shown = all
    ? t('list.allTickets', { shown: all.shown })
    : t('list.tickets', { count: rows.length, number: rows[0]?.number ?? '' });
  const target = { rows, ...(all ? { all } : {}) };
  if (kind === 'bundle') return <BundleDialog ids={rows.map(ticketId)} onClose={onClose} />;
  if (kind === 'macro') return <BulkMacro target={target} shown={shown} onClose={onClose} />;
  if (all || rows.length > mostAtOnce) return <BulkTags target={target} shown={shown} onClose={onClose} />;
  return (
    <TagPicker
      entity="ticket"
      records={rows}
      name={shown}
      onClose={() => {
        onClose();
        void refresh();
      }}
    />
  );
}

/** S, P, A, U, L, M and B for the chosen rows, by key and by button; `filter` stands for the rows when all that fit are chosen. */
function rowWork(
  filter: TicketTableProps['filter'],
  mayBulk: boolean,
  pick: (pick: RowPick) => void,
  open: Open,
): Partial<DataListProps<TicketRow>> {
  const picked = (kind: RowPick['kind'], rows: TicketRow[], chosen: Chosen<TicketRow>): RowPick => ({
    kind,
    rows,
    ...allOf(filter, chosen),
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
      ...(open.tags ? { l: { label: t('key.tags'), run: open.tags } } : {}),
      ...(open.macro ? { m: { label: t('key.macro'), run: open.macro } } : {}),
      ...(open.bundle ? { b: { label: t('key.bundle'), run: open.bundle } } : {}),
    },
    bulkActions: (rows, _clear, chosen) => [
      ...(mayBulk ? bulkKinds : kinds).map((kind) => (
        <Button key={kind} variant="default" size="xs" onClick={() => pick(picked(kind, rows, chosen))}>
          {t(`key.${kind}`)}
        </Button>
      )),
      ...dialogs.map(
        (kind) =>
          open[kind] && (
            <Button key={kind} variant="default" size="xs" onClick={() => open[kind]?.(rows, chosen)}>
              {t(`key.${kind}`)}
            </Button>
          ),
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
export function TicketTable({ compactEnd, moreKeys, filter, ...list }: TicketTableProps) {
  const choices = useTicketChoices().data;
  const permissions = useMe().data?.permissions ?? [];
  const mayUpdate = permissions.includes('ticket.update');
  const peek = usePeek();
  const { close: closePeek } = peek;
  useEffect(() => closePeek, [closePeek]);
  const [pick, setPick] = useState<RowPick | null>(null);
  const [dialog, setDialog] = useState<RowDialog | null>(null);
  const open = dialogsFor(permissions, filter, setDialog);
  const work = mayUpdate ? rowWork(filter, permissions.includes('ticket.bulk'), setPick, open) : {};
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
        {...work}
        {...(moreKeys ? { rowKeys: { ...work.rowKeys, ...moreKeys } } : {})}
      />
      <BulkDock />
      <RowDialogs dialog={dialog} onClose={() => setDialog(null)} />
      <RowPickers pick={pick} choices={choices} onClose={() => setPick(null)} />
    </>
  );
}
