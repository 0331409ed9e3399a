'use client';

import { useElementSize, useMediaQuery, useMergedRef } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react';
import { PHONE } from '../theme/breakpoints';
import { gridTemplate, visibleColumns } from './columns';
import { BulkBar, ListFoot } from './list-foot';
import { ListHead } from './list-head';
import type { DataListProps } from './list-props';
import { ListRow } from './list-row';
import { ListStateView } from './list-states';
import { useListKeys } from './use-list-keys';
import { useListState, type ListState } from './use-list-state';

const ROW_HEIGHT = 36;
const HEIGHTS = { compact: 30, normal: ROW_HEIGHT, roomy: 46 };
const COMPACT_HEIGHT = 68;
const LOAD_AHEAD = 12;
const CONTROLS = 'a, button, input, label, select, textarea';

/** Virtual rows; the focused one is always drawn, so that it never loses the focus by scrolling away. */
function useVirtualRows(count: number, activeAt: number, compact: boolean, height: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => (compact ? COMPACT_HEIGHT : height),
    overscan: 8,
    scrollPaddingStart: compact ? 0 : ROW_HEIGHT,
    initialRect: { width: 0, height: 800 },
    rangeExtractor: (range: Range) => {
      const drawn = defaultRangeExtractor(range);
      return activeAt < 0 || drawn.includes(activeAt) ? drawn : [...drawn, activeAt].sort((a, b) => a - b);
    },
  });
  return { scroller, virtual };
}

/** Takes the focus of the page along when a key moves the focused row. */
function useFollowFocus<Row>(
  { peeking, onPeek }: DataListProps<Row>,
  state: ListState<Row>,
  { scroller, virtual }: ReturnType<typeof useVirtualRows>,
) {
  const wanted = useRef(false);
  const { activeAt, activeRow } = state;
  useEffect(() => {
    if (!wanted.current || activeAt < 0) return;
    wanted.current = false;
    virtual.scrollToIndex(activeAt, { align: 'auto' });
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${activeAt}"]`);
    row?.focus({ preventScroll: true });
    if (peeking && activeRow) onPeek?.(activeRow);
  });
  const follow = (act: (step: number) => void) => (step: number) => {
    wanted.current = true;
    act(step);
  };
  return { ...state, move: follow(state.move), extendBy: follow(state.extendBy) };
}

/** A dense, virtual, keyboard-first list. It fills the height that its parent gives it. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { rows, label, columns, renderCompact, href, onOpen, sort, onSort, changedIds, hasMore, loadingMore } = props;
  const router = useRouter();
  const phone = useMediaQuery(PHONE, false, { getInitialValueInEffect: true });
  const compact = phone && renderCompact !== undefined;
  const { ref: sizeRef, width } = useElementSize();
  const selectable = props.bulkActions !== undefined || props.rowKeys !== undefined;
  const shownColumns = visibleColumns(columns, width);

  const ownState = useListState(props);
  const rowsView = useVirtualRows(rows.length, ownState.activeAt, compact, HEIGHTS[props.density ?? 'normal']);
  const state = useFollowFocus(props, ownState, rowsView);
  const { scroller, virtual } = rowsView;
  const { measure } = virtual;
  useEffect(() => measure(), [measure, props.density, compact]);
  // what stands where no rows are is no part of the grid, and a grid without a row is none
  const isGrid = !compact || rows.length > 0;
  const items = virtual.getVirtualItems();
  const lastDrawn = items[items.length - 1]?.index ?? 0;

  const open = (row: Row) => (onOpen ? onOpen(row) : href && router.push(href(row)));
  useListKeys(props, state, open);
  useLoadAhead(props, lastDrawn);

  function clickRow(event: MouseEvent, index: number, row: Row) {
    if (event.target instanceof Element && event.target.closest(CONTROLS)) return;
    if (selectable && event.shiftKey) state.extendToRow(props.rowId(row));
    else if (selectable && (event.ctrlKey || event.metaKey)) state.toggle(props.rowId(row));
    else open(row);
    state.focus(index);
  }

  function moveByArrow(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || (event.target instanceof Element && event.target.matches(CONTROLS))) return;
    event.preventDefault();
    state.move(step);
  }

  return (
    <div
      className="kelp-list"
      data-density={props.density}
      style={{ '--kelp-cols': gridTemplate(shownColumns, selectable) } as CSSProperties}
    >
      <div ref={useMergedRef(scroller, sizeRef)} className="kelp-list-scroll">
        <div
          {...(isGrid ? { role: 'grid', 'aria-label': label, 'aria-rowcount': hasMore ? -1 : rows.length + 1 } : {})}
          {...(isGrid && selectable ? { 'aria-multiselectable': true } : {})}
          aria-busy={props.status === 'loading' || loadingMore || false}
          onKeyDown={moveByArrow}
        >
          {!compact && (
            <ListHead
              columns={shownColumns}
              sort={sort}
              onSort={onSort}
              selectable={selectable}
              allSelected={state.isEveryRow}
              someSelected={state.selectedRows.length > 0}
              onToggleAll={state.toggleEvery}
            />
          )}
          <div
            {...(isGrid ? { role: 'rowgroup' } : {})}
            className="kelp-list-body"
            style={{ height: virtual.getTotalSize() }}
          >
            {items.map(({ index, start }) => {
              const row = rows[index];
              const id = state.order[index];
              if (row === undefined || id === undefined) return null;
              return (
                <ListRow
                  key={id}
                  row={row}
                  index={index}
                  label={props.rowLabel(row)}
                  columns={shownColumns}
                  compact={compact ? renderCompact(row) : null}
                  href={href?.(row)}
                  active={index === state.activeAt}
                  selected={state.isSelected(id)}
                  selectable={selectable}
                  changed={changedIds?.has(id) ?? false}
                  gone={props.goneIds?.has(id) ?? false}
                  style={{ transform: `translateY(${start}px)` }}
                  measure={compact ? virtual.measureElement : () => undefined}
                  onToggle={() => state.toggle(id)}
                  onClick={(event) => clickRow(event, index, row)}
                  onFocus={() => state.focus(index)}
                />
              );
            })}
          </div>
        </div>
        <ListStateView {...props} />
      </div>
      <BulkBar state={state} actions={props.bulkActions} everything={props.everything} hasMore={hasMore} />
      <ListFoot {...props} />
    </div>
  );
}

/** Asks for the next page shortly before the reader reaches the end. */
function useLoadAhead<Row>({ rows, hasMore, loadingMore, loadMore }: DataListProps<Row>, lastDrawn: number) {
  const due = Boolean(hasMore && !loadingMore && rows.length > 0 && lastDrawn >= rows.length - LOAD_AHEAD);
  const latest = useRef(loadMore);
  useEffect(() => {
    latest.current = loadMore;
  });
  useEffect(() => {
    if (due) latest.current?.();
  }, [due, rows.length]);
}
