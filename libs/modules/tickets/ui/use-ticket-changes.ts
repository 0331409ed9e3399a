'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { errorSentence, toastError, toastSuccess, toastUndo } from '@kelp/ui';
import { listTickets, updateTicket, type TicketRow } from '../contract';
import type { TicketPatch } from './conflict';
import { t } from './strings';
import { queueKey } from './use-ticket-list';

/** What shall become of one ticket, what takes it back, and how its row looks until the server has answered. */
export interface RowChange {
  row: TicketRow;
  patch: TicketPatch;
  back: TicketPatch;
  look: Partial<TicketRow>;
}

/** A ticket that did not take the change, with the reason. */
interface Refusal {
  number: string;
  reason: string;
}

const AT_ONCE = 4;

type Looks = ReadonlyMap<string, Partial<TicketRow>>;
interface WithRows {
  rows: TicketRow[];
}
const lookAt = <P extends WithRows>(page: P, looks: Looks): P => ({
  ...page,
  rows: page.rows.map((row) => ({ ...row, ...looks.get(row.id) })),
});

/** Draws rows in every list that is in memory as they will look. */
export function drawRows(client: QueryClient, looks: Looks): void {
  for (const name of [queueKey, listTickets.name]) {
    client.setQueriesData<{ pages: WithRows[] } | WithRows>({ queryKey: [name] }, (data) => {
      if (!data) return data;
      return 'pages' in data ? { ...data, pages: data.pages.map((page) => lookAt(page, looks)) } : lookAt(data, looks);
    });
  }
}

async function sendAll(changes: readonly { row: TicketRow; patch: TicketPatch }[]): Promise<Refusal[]> {
  const waiting = [...changes];
  const refusals: Refusal[] = [];
  async function work(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { row, patch } = next;
      await call(updateTicket, { id: row.id, ...patch }).catch((error: unknown) => {
        refusals.push({ number: row.number, reason: errorSentence(error) });
      });
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return refusals;
}

/** Says which tickets were not changed, the first few by number. */
export function tellRefusals(refusals: readonly Refusal[], total = refusals.length): void {
  if (total === 0) return;
  const shown = refusals.slice(0, 5).map(({ number, reason }) => `${number}: ${reason}`);
  const more = total > shown.length ? [t('bulk.moreRefused', { count: total - shown.length })] : [];
  toastError([t('bulk.refused', { count: total }), ...shown, ...more].join(' '));
}

/**
 * Changes one or a few tickets: rows show it at once, each refusal is told with its reason, and what was done can be taken back.
 * `said` is what was done in words, for a number of tickets.
 */
export function useTicketChanges(): (changes: readonly RowChange[], said: (count: number) => string) => Promise<void> {
  const client = useQueryClient();
  const refresh = () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('ticket.') });

  return async (changes, said) => {
    if (changes.length === 0) return;
    await client.cancelQueries({ queryKey: [listTickets.name] });
    drawRows(client, new Map(changes.map(({ row, look }) => [row.id, look])));
    const refusals = await sendAll(changes);
    const refused = new Set(refusals.map(({ number }) => number));
    drawRows(client, new Map(changes.filter(({ row }) => refused.has(row.number)).map(({ row }) => [row.id, row])));
    await refresh();
    tellRefusals(refusals);
    const done = changes.filter(({ row }) => !refused.has(row.number));
    if (done.length === 0) return;
    toastUndo({
      message: said(done.length),
      onUndo: () =>
        void sendAll(done.map(({ row, back }) => ({ row, patch: back }))).then(async (failed) => {
          if (failed.length === 0) drawRows(client, new Map(done.map(({ row }) => [row.id, row])));
          await refresh();
          tellRefusals(failed);
          if (failed.length < done.length) toastSuccess(t('bulk.undone', { count: done.length - failed.length }));
        }),
    });
  };
}
