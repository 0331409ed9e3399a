'use client';

import { Button } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { DataList, usePeek, type DataListProps } from '@kelp/ui';
import type { TicketRow } from '../contract';
import { RowPickers, type RowPick } from './row-pickers';
import { t } from './strings';
import { CompactTicket } from './ticket-columns';
import { TicketPeek } from './ticket-peek';
import { useMe, useTicketChoices } from './ticket-queries';

export const ticketId = ({ id }: TicketRow) => id;
const hrefOf = ({ id }: TicketRow) => `/msp/tickets/${id}`;
const kinds = ['status', 'priority', 'assignee'] as const;

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
  | 'footer'
>;

interface TicketTableProps extends Given {
  label: string;
  rows: readonly TicketRow[];
  /** what stands at the end of a row on a phone */
  compactEnd?: ((row: TicketRow) => ReactNode) | undefined;
}

/** Rows of tickets with everything that can be done to them: open, peek, choose, and S, P, A for one or many. */
export function TicketTable({ compactEnd, ...list }: TicketTableProps) {
  const choices = useTicketChoices().data;
  const mayUpdate = useMe().data?.permissions.includes('ticket.update') ?? false;
  const peek = usePeek();
  const { close: closePeek } = peek;
  useEffect(() => closePeek, [closePeek]);
  const [pick, setPick] = useState<RowPick | null>(null);
  const picker = (kind: RowPick['kind']) => ({
    label: t(`key.${kind}`),
    run: (rows: TicketRow[]) => setPick({ kind, rows }),
  });
  const rowWork: Partial<DataListProps<TicketRow>> = {
    rowKeys: { s: picker('status'), p: picker('priority'), a: picker('assignee') },
    bulkActions: (rows) =>
      kinds.map((kind) => (
        <Button key={kind} variant="default" size="xs" onClick={() => setPick({ kind, rows })}>
          {t(`key.${kind}`)}
        </Button>
      )),
  };

  return (
    <>
      <DataList<TicketRow>
        {...list}
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
        {...(mayUpdate ? rowWork : {})}
      />
      <RowPickers pick={pick} choices={choices} onClose={() => setPick(null)} />
    </>
  );
}
