'use client';

import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { PageHeader, visibleColumns, type DataListColumn, type DataListSort, type RowKey } from '@kelp/ui';
import type { TicketRow } from '../contract';
import { DisplayMenu } from './display-menu';
import { ExportButton } from './export-button';
import { useTicketFields } from './filter-queries';
import { rememberTrail } from './list-trail';
import {
  isNarrowed,
  plainList,
  readListUrl,
  stateOf,
  valuesOf,
  writeListUrl,
  writeViewQuery,
  type ListUrl,
} from './list-url';
import { t } from './strings';
import { chosenColumns, furtherColumns, ticketColumns } from './ticket-columns';
import { TicketFilters } from './ticket-filters';
import { useMe, useTicketChoices } from './ticket-queries';
import { ticketId, TicketTable } from './ticket-table';
import { useChangedRows } from './use-changed-rows';
import { useTicketList } from './use-ticket-list';
import { hrefOfView, useSavedViews } from './view-queries';
import { ViewsMenu } from './views-menu';
import './queue.css';
import './tickets.css';

/** What rooms above tickets add to the queue. */
export interface TicketListSlots {
  /** further columns, for instance when a ticket is due */
  columns?: readonly DataListColumn<TicketRow>[];
  /** the same for a row on a phone */
  compactEnd?: (row: TicketRow) => ReactNode;
  /** is told which tickets are shown, so that the caller can ask about them */
  onRows?: (ids: readonly string[]) => void;
  /** further keys for the chosen rows */
  rowKeys?: Record<string, RowKey<TicketRow>>;
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

/** An address that says nothing opens with the person's own view, one that names a board alone with the view of the board. */
function useDefaultView() {
  const query = useSearchParams().toString();
  const router = useRouter();
  const views = useSavedViews().data?.rows;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current || !views) return;
    asked.current = true;
    const list = readListUrl(new URLSearchParams(query));
    const [only, ...more] = list.conditions;
    const board = only?.field === 'board' && more.length === 0 && !only.isNot ? only.values : [];
    const isPlain = query === '' || query === writeViewQuery({ ...plainList, conditions: list.conditions });
    if (!isPlain) return;
    const view =
      board.length === 1
        ? views.find(({ boardIds }) => boardIds.includes(board[0] ?? ''))
        : list.conditions.length === 0
          ? views.find(({ isMyDefault }) => isMyDefault)
          : undefined;
    if (view) router.replace(hrefOfView(view));
  }, [query, router, views]);
}

function useRows(list: ListUrl, onRows: TicketListSlots['onRows']) {
  const chosen = useRef<ReadonlySet<string>>(new Set());
  const { query, rows, goneIds } = useTicketList(list, (id) => chosen.current.has(id));
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
  const onSelectionChange = useCallback((selected: string[]) => {
    chosen.current = new Set(selected);
  }, []);
  return { query, rows, changedIds, goneIds, onSelectionChange };
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

function useTitle(list: ListUrl): string {
  const view = useSavedViews().data?.rows.find(({ id }) => id === list.view);
  if (view) return view.name;
  return valuesOf(list, 'assignee').join() === 'me' ? t('list.mine') : t('list.title');
}

/** The columns of the list, those of them that a list of this width has room for, and every column there is with these first. */
function useColumns(list: ListUrl, extra: readonly DataListColumn<TicketRow>[], width: number) {
  const choices = useTicketChoices().data;
  const fields = useTicketFields();
  const wanted = list.columns?.join() ?? '';
  return useMemo(() => {
    const usual = ticketColumns(
      choices,
      extra.map((column) => (column.key === 'due' ? { ...column, sortable: true } : column)),
    );
    const further = furtherColumns(fields);
    const columns = chosenColumns(usual, further, wanted === '' ? null : wanted.split(','));
    const shown = visibleColumns(columns, width);
    const keys = shown.map(({ key }) => key);
    const rest = [...usual, ...further].filter(({ key }) => !keys.includes(key));
    return { columns, keys, all: [...shown, ...rest] };
  }, [choices, extra, fields, wanted, width]);
}

/** The queue: filtered and sorted by its address, live, and worked through by keyboard. */
export function TicketListPage({ columns: extra = noColumns, compactEnd, onRows, rowKeys }: TicketListSlots) {
  useDefaultView();
  const [list, go] = useListUrl();
  const { query, rows, changedIds, goneIds, onSelectionChange } = useRows(list, onRows);
  const choices = useTicketChoices().data;
  const permissions = useMe().data?.permissions ?? [];
  const { ref, width } = useElementSize();
  const { columns, keys, all } = useColumns(list, extra, width);
  const counted = query.data?.pages[0]?.openCount;
  const shown = counted?.isCapped ? `${counted.count.toLocaleString()}+` : String(counted?.count ?? 0);

  return (
    <div className="kelp-page-fill" ref={ref}>
      <PageHeader
        title={useTitle(list)}
        meta={
          counted && <span className="kelp-num">{t(`count.${stateOf(list)}`, { count: counted.count, shown })}</span>
        }
        actions={<ViewsMenu list={list} onChange={go} />}
      />
      <TicketFilters list={list} choices={choices} onChange={go}>
        <DisplayMenu list={list} columns={all} shown={keys} onChange={go} />
        {permissions.includes('ticket.export') && <ExportButton list={list} columns={keys} />}
      </TicketFilters>
      <TicketTable
        label={t('list.title')}
        rows={rows}
        columns={columns}
        compactEnd={compactEnd}
        moreKeys={rowKeys}
        density={list.density}
        listKey={writeViewQuery({ ...list, sort: plainList.sort, direction: plainList.direction })}
        // one row for each bundle counts masters, while the filter finds their children too
        {...(list.isBundled ? {} : { filter: { conditions: list.conditions, shown } })}
        status={query.isPending ? 'loading' : query.data === undefined ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={emptyText(list, permissions.includes('ticket.create'), () =>
          go({ ...list, conditions: plainList.conditions, view: null }),
        )}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        {...(counted ? { total: counted.count, ...(counted.isCapped ? { totalCap: counted.count } : {}) } : {})}
        sort={{ key: list.sort, direction: list.direction }}
        onSort={({ key, direction }: DataListSort) => go({ ...list, sort: key as ListUrl['sort'], direction })}
        changedIds={changedIds}
        goneIds={goneIds}
        onSelectionChange={onSelectionChange}
      />
    </div>
  );
}
