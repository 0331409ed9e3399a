'use client';

import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { exportColumn, exportTickets, fieldReference } from '../contract';
import { filterText, type ListUrl } from './list-url';
import { t } from './strings';

/** The address of the file with what is on screen: this filter, this order, these columns. */
export function exportHref(list: ListUrl, columns: readonly string[]): string {
  const known = columns.filter((key) => exportColumn.safeParse(key).success || fieldReference.safeParse(key).success);
  const input = { filter: filterText(list), sort: list.sort, direction: list.direction, columns: known };
  return `/api/exports/${exportTickets.name}?input=${encodeURIComponent(JSON.stringify(input))}`;
}

/** Takes what is on screen along as CSV. */
export function ExportButton({ list, columns }: { list: ListUrl; columns: readonly string[] }) {
  return (
    <ActionIcon
      component="a"
      href={exportHref(list, columns)}
      download
      variant="default"
      size={30}
      aria-label={t('export.csv')}
      title={t('export.csv')}
    >
      <IconDownload size={16} />
    </ActionIcon>
  );
}
