'use client';

import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { t } from '../i18n';
import { nextSort, type DataListColumn, type DataListSort } from './columns';

/** The sticky head of a list. */
export interface ListHeadProps<Row> {
  columns: readonly DataListColumn<Row>[];
  sort: DataListSort | undefined;
  onSort: ((sort: DataListSort) => void) | undefined;
  selectable: boolean;
  allSelected: boolean;
  someSelected: boolean;
  onToggleAll: () => void;
}

function SortMark({ direction }: { direction: DataListSort['direction'] | undefined }) {
  if (direction === 'asc') return <IconArrowUp size={13} aria-hidden="true" />;
  if (direction === 'desc') return <IconArrowDown size={13} aria-hidden="true" />;
  return <IconSelector size={13} aria-hidden="true" className="kelp-list-unsorted" />;
}

function HeadCell<Row>({
  column,
  sort,
  onSort,
}: { column: DataListColumn<Row> } & Pick<ListHeadProps<Row>, 'sort' | 'onSort'>) {
  const direction = sort?.key === column.key ? sort.direction : undefined;
  const sortable = column.sortable && onSort;
  return (
    <div
      role="columnheader"
      className="kelp-list-cell"
      data-align={column.align}
      {...(direction ? { 'aria-sort': direction === 'asc' ? ('ascending' as const) : ('descending' as const) } : {})}
    >
      {sortable ? (
        <button type="button" className="kelp-list-sort" onClick={() => onSort(nextSort(sort, column.key))}>
          <span>{column.header}</span>
          <SortMark direction={direction} />
        </button>
      ) : (
        <span>{column.header}</span>
      )}
    </div>
  );
}

/** Column names, sort buttons, and the box that chooses every loaded row. */
export function ListHead<Row>(props: ListHeadProps<Row>) {
  const { columns, sort, onSort, selectable, allSelected, someSelected, onToggleAll } = props;
  return (
    <div role="rowgroup" className="kelp-list-head">
      <div role="row" aria-rowindex={1} className="kelp-list-row">
        {selectable && (
          <div role="columnheader" className="kelp-list-check">
            <label>
              <input
                type="checkbox"
                checked={allSelected}
                ref={(box) => {
                  if (box) box.indeterminate = someSelected && !allSelected;
                }}
                onChange={onToggleAll}
                aria-label={t('list.selectAll')}
              />
            </label>
          </div>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}
