'use client';

import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { t } from '../i18n';

export interface ExportButtonProps {
  /** the contract of the query that answers with pages of CSV */
  query: { name: string };
  /** what is on screen: filter, order, columns */
  input: object;
}

/** Takes what is on screen along as CSV. */
export function ExportButton({ query, input }: ExportButtonProps) {
  return (
    <ActionIcon
      component="a"
      href={`/api/exports/${query.name}?input=${encodeURIComponent(JSON.stringify(input))}`}
      download
      variant="default"
      size={30}
      aria-label={t('list.export')}
      title={t('list.export')}
    >
      <IconDownload size={16} />
    </ActionIcon>
  );
}
