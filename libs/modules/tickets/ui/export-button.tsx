'use client';

import { ExportButton as CsvButton } from '@kelp/ui';
import { exportColumn, exportTickets, fieldReference } from '../contract';
import { filterText, type ListUrl } from './list-url';

/** Takes what is on screen along as CSV: this filter, this order, these columns. */
export function ExportButton({ list, columns }: { list: ListUrl; columns: readonly string[] }) {
  const known = columns.filter((key) => exportColumn.safeParse(key).success || fieldReference.safeParse(key).success);
  const { sort, direction } = list;
  return <CsvButton query={exportTickets} input={{ filter: filterText(list), sort, direction, columns: known }} />;
}
