import type { ReactNode } from 'react';

/** One column of a list. */
export interface DataListColumn<Row> {
  key: string;
  header: string;
  /** CSS track: `120px`, `minmax(240px, 1fr)`; default `minmax(120px, 1fr)` */
  width?: string;
  align?: 'start' | 'end';
  render: (row: Row) => ReactNode;
  sortable?: boolean;
  /** the column that names the row: its content becomes the link to the record */
  primary?: boolean;
  /** left out when the list is narrower than this many pixels */
  hideBelow?: number;
}

/** By what and in which direction the server sorts. */
export interface DataListSort {
  key: string;
  direction: 'asc' | 'desc';
}

/** The sort that a press on this header asks for: first ascending, then descending, then ascending again. */
export function nextSort(current: DataListSort | undefined, key: string): DataListSort {
  return { key, direction: current?.key === key && current.direction === 'asc' ? 'desc' : 'asc' };
}

/** Columns that have room in a list of this width (pixels; 0 = not measured yet, then all). */
export function visibleColumns<Row>(columns: readonly DataListColumn<Row>[], width: number): DataListColumn<Row>[] {
  return columns.filter(({ hideBelow = 0 }) => width === 0 || width >= hideBelow);
}

/** The widths as one `grid-template-columns`, with a narrow first track for the check boxes when rows can be chosen. */
export function gridTemplate<Row>(columns: readonly DataListColumn<Row>[], selectable: boolean): string {
  const tracks = columns.map(({ width }) => width ?? 'minmax(120px, 1fr)');
  return (selectable ? ['36px', ...tracks] : tracks).join(' ');
}

/** A count that the server stopped counting at `cap`: `200+`; exact below it. */
export function cappedCount(count: number, cap: number | undefined, locale: string): string {
  const capped = cap !== undefined && count >= cap;
  return `${new Intl.NumberFormat(locale).format(capped ? cap : count)}${capped ? '+' : ''}`;
}
