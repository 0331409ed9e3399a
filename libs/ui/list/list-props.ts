import type { ReactNode } from 'react';
import type { DataListColumn, DataListSort } from './columns';

/** What is chosen: the loaded rows among it, and whether it is every row that fits, loaded or not, but for the excluded ones. */
export interface Chosen<Row> {
  rows: Row[];
  isAll: boolean;
  excluded: readonly string[];
}

/** A key that acts on the chosen rows, or on the focused one when none is chosen. */
export interface RowKey<Row> {
  label: string;
  run: (rows: Row[], chosen: Chosen<Row>) => void;
}

/** What an empty list says; `filtered` lists offer to clear the filters through `action`. */
export interface EmptyText {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}

/** A list of records. Rows, paging, sorting and filtering come from the server through these props. */
export interface DataListProps<Row> {
  /** what is listed, for people who cannot see it: "Tickets" */
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** the row in a few words, for its check box: "#1042 Printer offline" */
  rowLabel: (row: Row) => string;
  columns: readonly DataListColumn<Row>[];
  /** the row on a phone, two or three short lines; without it the columns are shown there too */
  renderCompact?: (row: Row) => ReactNode;
  status?: 'loading' | 'ready' | 'error';
  /** what was thrown, when `status` is error */
  error?: unknown;
  onRetry?: () => void;
  empty: EmptyText;
  /** how many there are in all, if the server counted */
  total?: number;
  /** the number at which the server stopped counting: shown as "200+" */
  totalCap?: number;
  hasMore?: boolean;
  loadingMore?: boolean;
  loadMore?: () => void;
  sort?: DataListSort;
  onSort?: (sort: DataListSort) => void;
  /** the page of a row: makes the primary column a link, and Enter goes there */
  href?: (row: Row) => string;
  /** instead of `href`: what Enter or a click does */
  onOpen?: (row: Row) => void;
  /** Space: look at the row beside the list; with `peeking` it follows the focus */
  onPeek?: (row: Row) => void;
  peeking?: boolean;
  /** buttons for the chosen rows; rows can be chosen only when this or `rowKeys` is given */
  bulkActions?: (rows: Row[], clear: () => void, chosen: Chosen<Row>) => ReactNode;
  /** offers to choose every row that fits, also those that are not loaded; the words of the offer and, when taken, of what is chosen */
  everything?: { offer: string; taken: (excluded: number) => string };
  /** a new value takes the choice back: what was chosen belonged to another list */
  listKey?: string;
  density?: 'compact' | 'normal' | 'roomy';
  /** rows that belong to the list no more and are about to leave it */
  goneIds?: ReadonlySet<string>;
  /** further keys: `s` status, `p` priority, `a` assign */
  rowKeys?: Record<string, RowKey<Row>>;
  onSelectionChange?: (ids: string[]) => void;
  /** rows that changed under the reader's eyes a moment ago */
  changedIds?: ReadonlySet<string>;
  /** a line below the rows */
  footer?: ReactNode;
}
