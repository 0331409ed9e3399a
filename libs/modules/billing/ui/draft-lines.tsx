'use client';

import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, EmptyState, Kbd, Section, toastSuccess, useKeys } from '@kelp/ui';
import { removeDraftLine, type InvoiceDetail, type InvoiceLineCard } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { DocumentSums } from './document-sums';
import { ExplainedLines } from './explained-lines';
import { t } from './strings';

const LineDialog = lazy(() => import('./line-dialog').then((file) => ({ default: file.LineDialog })));

/** The lines of a draft, which can be added (A), changed and removed. */
export function DraftLines({ invoice }: { invoice: InvoiceDetail }) {
  const refresh = useRefreshBilling();
  const [open, setOpen] = useState<InvoiceLineCard | 'new' | null>(null);
  const [going, setGoing] = useState<InvoiceLineCard | null>(null);
  const { lines, currency, net, taxes, total } = invoice;
  useKeys('page', { a: { label: t('line.add'), run: () => setOpen('new') } });
  const add = (
    <Button variant="default" onClick={() => setOpen('new')} rightSection={<Kbd keys="a" />}>
      {t('line.add')}
    </Button>
  );
  const rowActions = (line: InvoiceLineCard) => (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('line.change', { line: line.description })}
        onClick={() => setOpen(line)}
      >
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('line.remove', { line: line.description })}
        onClick={() => setGoing(line)}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </>
  );

  return (
    <Section title={t('invoice.lines')} actions={lines.length > 0 && add}>
      {lines.length === 0 ? (
        <EmptyState title={t('line.none')} text={t('line.noneText')} action={add} />
      ) : (
        <>
          <ExplainedLines lines={lines} currency={currency} rowActions={rowActions} />
          <DocumentSums currency={currency} net={net} taxes={taxes} total={total} />
        </>
      )}
      {open && (
        <Suspense>
          <LineDialog invoice={invoice} line={open === 'new' ? null : open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      <ConfirmDialog
        opened={going !== null}
        danger
        title={t('line.removeTitle')}
        confirmLabel={t('line.removeConfirm')}
        onClose={() => setGoing(null)}
        onConfirm={async () => {
          await call(removeDraftLine, { id: invoice.id, version: invoice.version, position: going?.position ?? 0 });
          toastSuccess(t('line.removed'));
          await refresh();
        }}
      >
        <p>
          {t(going?.kind === 'manual' ? 'line.removeText' : 'line.removeSources', { line: going?.description ?? '' })}
        </p>
      </ConfirmDialog>
    </Section>
  );
}
