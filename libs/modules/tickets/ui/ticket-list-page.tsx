'use client';

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, type ReactNode } from 'react';
import { PageHeader, type DataListColumn, type DataListSort } from '@kelp/ui';
import type { TicketRow } from '../contract';
import { rememberTrail } from './list-trail';
import { isNarrowed, plainList, readListUrl, writeListUrl, type ListUrl } from './list-url';
import { t } from './strings';
import { ticketColumns } from './ticket-columns';
import { TicketFilters } from './ticket-filters';
import { useMe, useTicketChoices, useTicketList } from './ticket-queries';
import { ticketId, TicketTable } from './ticket-table';
import { useChangedRows } from './use-changed-rows';
import './tickets.css';

/** What rooms above tickets add to the queue. */
export interface TicketListSlots {
  /** further columns, for instance when a ticket is due */
  columns?: readonly DataListColumn<TicketRow>[];
  /** the same for a row on a phone */
  compactEnd?: (row: TicketRow) => ReactNode;
  /** is told which tickets are shown, so that the caller can ask about them */
  onRows?: (ids: readonly string[]) => void;
}

const noColumns: readonly DataListColumn<TicketRow>[] = [];

function useListUrl(): [ListUrl, (next: ListUrl, typing?: boolean) => void] {
  const path = usePathname();
  const query = useSearchParams().toString();
  const list = useMemo(() => readListUrl(new URLSearchParams(query)), [query]);
  function go(next: ListUrl, typing = false) {
    const address = path + writeListUrl(next);
    if (typing) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  }
  return [list, go];
}

function useRows(list: ListUrl, onRows: TicketListSlots['onRows']) {
  const query = useTicketList(list);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const address = `/msp/tickets${writeListUrl(list)}`;
  const ids = rows.map(ticketId).join(' ');
  useEffect(() => {
    const shown = ids === '' ? [] : ids.split(' ');
    onRows?.(shown);
    rememberTrail(window.sessionStorage, { href: address, ids: shown });
  }, [ids, address, onRows]);
  const changedIds = useChangedRows(
    address + (query.isPlaceholderData ? '~' : ''),
    rows,
    query.data?.pages.length ?? 0,
  );
  return { query, rows, changedIds };
}

function emptyText(list: ListUrl, mayCreate: boolean, onClear: () => void) {
  if (isNarrowed(list)) {
    const action = (
      <Button variant="default" onClick={onClear}>
        {t('list.clear')}
      </Button>
    );
    return { title: t('list.nothingFits'), text: t('list.nothingFitsText'), action };
  }
  return { title: t('list.empty'), text: t('list.emptyText'), ...(mayCreate ? { action: <NewTicketButton /> } : {}) };
}

function NewTicketButton() {
  return (
    <Button component={Link} href="/msp/tickets/new" leftSection={<IconPlus size={16} />} variant="default">
      {t('new.title')}
    </Button>
  );
}

/** The queue: filtered and sorted by its address, live, and worked through by keyboard. */
export function TicketListPage({ columns: extra = noColumns, compactEnd, onRows }: TicketListSlots) {
  const [list, go] = useListUrl();
  const { query, rows, changedIds } = useRows(list, onRows);
  const choices = useTicketChoices().data;
  const mayCreate = useMe().data?.permissions.includes('ticket.create') ?? false;
  const columns = useMemo(() => ticketColumns(choices, extra), [choices, extra]);
  const counted = query.data?.pages[0]?.openCount;
  const shown = counted?.isCapped ? `${counted.count}+` : (counted?.count ?? 0);

  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={list.assignee === 'me' ? t('list.mine') : t('list.title')}
        meta={counted && <span className="kelp-num">{t(`count.${list.state}`, { count: counted.count, shown })}</span>}
      />
      <TicketFilters list={list} choices={choices} onChange={go} />
      <TicketTable
        label={t('list.title')}
        rows={rows}
        columns={columns}
        compactEnd={compactEnd}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={emptyText(list, mayCreate, () => go({ ...plainList, sort: list.sort, direction: list.direction }))}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        {...(counted ? { total: counted.count, ...(counted.isCapped ? { totalCap: counted.count } : {}) } : {})}
        sort={{ key: list.sort, direction: list.direction }}
        onSort={({ key, direction }: DataListSort) => go({ ...list, sort: key as ListUrl['sort'], direction })}
        changedIds={changedIds}
      />
    </div>
  );
}
