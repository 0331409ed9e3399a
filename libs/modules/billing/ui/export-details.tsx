'use client';

import { Button, Group } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { call, exportHref } from '@kelp/kernel/client';
import { ConfirmDialog, formatBytes, Money, StatusBadge, toastSuccess, useFormats, type Tone } from '@kelp/ui';
import { cancelAccountingExport, downloadAccountingFile } from '../contract';
import { useExport, useRefreshExports } from './export-queries';
import { Failure, Loading } from './page-states';
import { t, wordFor } from './strings';

const tones: Record<'exported' | 'error' | 'cancelled', Tone> = {
  ...{ exported: 'success', error: 'warning', cancelled: 'neutral' },
};

function Files({ id, files }: { id: string; files: readonly { name: string; size: number }[] }) {
  const { locale } = useFormats();
  return files.map(({ name, size }) => (
    <Button
      key={name}
      component="a"
      size="compact-sm"
      variant="default"
      download
      href={exportHref(downloadAccountingFile, { id, name })}
    >
      {name} ({formatBytes(size, locale)})
    </Button>
  ));
}

/** An export's files, the state of each entry, and the way to take it back. */
export function ExportDetails({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useExport(id);
  const refresh = useRefreshExports();
  const [asks, setAsks] = useState(false);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Group gap="xs" my="xs">
        <Files id={id} files={data.files} />
        {data.state === 'exported' && data.abilities.includes('accounting_export.run') && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsks(true)}>
            {t('export.cancel')}
          </Button>
        )}
      </Group>
      <table className="kelp-b-sources">
        <tbody>
          {data.documents.map((document) => (
            <tr key={document.entryId}>
              <td>
                {document.invoiceId ? (
                  <Link href={`/msp/billing/invoices/${document.invoiceId}`}>{document.reference}</Link>
                ) : (
                  document.reference
                )}
                <span className="kelp-muted"> {wordFor('export.kind', document.kind)}</span>
              </td>
              <td>{document.client.name}</td>
              <td>
                <StatusBadge plain tone={tones[document.state]} label={t(`export.state.${document.state}`)} />
                {document.problem && <span className="kelp-b-sub">{document.problem}</span>}
              </td>
              <td className="kelp-b-end">
                <Money minor={document.debit} currency={document.currency} />
              </td>
            </tr>
          ))}
          {data.isCut && (
            <tr>
              <td colSpan={4}>{t('report.cut')}</td>
            </tr>
          )}
        </tbody>
      </table>
      <ConfirmDialog
        opened={asks}
        title={t('export.cancelTitle')}
        confirmLabel={t('export.cancel')}
        danger
        onConfirm={async () => {
          await call(cancelAccountingExport, { id });
          toastSuccess(t('export.cancelled'));
          await refresh();
        }}
        onClose={() => setAsks(false)}
      >
        {t('export.cancelText')}
      </ConfirmDialog>
    </>
  );
}
