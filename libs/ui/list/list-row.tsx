'use client';

import Link from 'next/link';
import type { CSSProperties, MouseEvent, ReactNode } from 'react';
import { t } from '../i18n';
import type { DataListColumn } from './columns';

/** One drawn row. */
export interface ListRowProps<Row> {
  row: Row;
  index: number;
  label: string;
  columns: readonly DataListColumn<Row>[];
  compact: ReactNode | null;
  href: string | undefined;
  active: boolean;
  selected: boolean;
  selectable: boolean;
  changed: boolean;
  gone: boolean;
  style: CSSProperties;
  measure: (element: HTMLElement | null) => void;
  onToggle: () => void;
  onClick: (event: MouseEvent) => void;
  onFocus: () => void;
}

function RowLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return children;
  return (
    <Link href={href} className="kelp-list-link" tabIndex={-1}>
      {children}
    </Link>
  );
}

function RowCells<Row>({
  row,
  columns,
  compact,
  href,
}: Pick<ListRowProps<Row>, 'row' | 'columns' | 'compact' | 'href'>) {
  if (compact !== null) {
    return (
      <div role="gridcell" className="kelp-list-compact">
        <RowLink href={href}>{compact}</RowLink>
      </div>
    );
  }
  return columns.map(({ key, align, primary, render }) => (
    <div key={key} role="gridcell" className="kelp-list-cell" data-align={align} data-primary={primary || undefined}>
      <RowLink href={primary ? href : undefined}>{render(row)}</RowLink>
    </div>
  ));
}

/** A row of the grid; the whole row is the target, links and controls inside keep their own meaning. */
export function ListRow<Row>(props: ListRowProps<Row>) {
  const { row, index, label, active, selected, selectable, changed, style, measure, onToggle, onClick, onFocus } =
    props;
  return (
    <div
      ref={measure}
      role="row"
      data-index={index}
      className="kelp-list-row"
      aria-rowindex={index + 2}
      {...(selectable ? { 'aria-selected': selected } : {})}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-changed={changed || undefined}
      data-gone={props.gone || undefined}
      data-compact={props.compact !== null || undefined}
      tabIndex={active ? 0 : -1}
      style={style}
      onClick={onClick}
      onFocus={onFocus}
    >
      {selectable && (
        <div role="gridcell" className="kelp-list-check">
          <label>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selected}
              onChange={onToggle}
              aria-label={t('list.selectRow', { row: label })}
            />
          </label>
        </div>
      )}
      <RowCells row={row} columns={props.columns} compact={props.compact} href={props.href} />
    </div>
  );
}
