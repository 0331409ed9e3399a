'use client';

import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Section, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { checkInvoiceForEInvoice, makeEInvoice, type InvoiceDetail } from '../contract';
import { useMay } from './billing-queries';
import { t } from './strings';

const EInvoiceDialog = lazy(() => import('./e-invoice-dialog').then((file) => ({ default: file.EInvoiceDialog })));

/** The e-invoice of a document: its file, or the rules that it breaks with what mends them. Nothing where the workspace makes none. */
export function EInvoiceSection({ invoice }: { invoice: InvoiceDetail }) {
  const { id, client, state: documentState, version } = invoice;
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const mayChange = useMay('billing_settings.update');
  const { data } = useQuery({
    queryKey: [checkInvoiceForEInvoice.name, id, version],
    queryFn: ({ signal }) => call(checkInvoiceForEInvoice, { id }, { signal }),
    meta: { topics: ['invoice'] },
  });
  if (!data || (data.mode === 'off' && data.state === null)) return null;
  const { state, problems, mayMake } = data;

  async function make() {
    try {
      const made = await call(makeEInvoice, { id });
      if (made.problems.length === 0) toastSuccess(t('eInvoice.making'));
      else toastError(made.problems[0]?.sentence ?? '');
    } catch (error) {
      toastError(error);
    }
    await queries.invalidateQueries({ queryKey: [checkInvoiceForEInvoice.name] });
  }

  const isFine = problems.length === 0;
  return (
    <Section title={t('eInvoice.one')}>
      <Stack gap="xs">
        {state === 'ready' && (
          <Anchor href={`/api/files/e_invoice.file/${id}`} download>
            {t('eInvoice.download')}
          </Anchor>
        )}
        {state === 'queued' && <span role="status">{t('eInvoice.queued')}</span>}
        {state !== 'ready' && state !== 'queued' && (
          <StatusBadge
            tone={isFine ? 'success' : data.mode === 'block' ? 'danger' : 'warning'}
            label={t(isFine ? 'eInvoice.fine' : 'eInvoice.faulty', { count: problems.length })}
          />
        )}
        {problems.map(({ rule, sentence }, at) => (
          <Text size="sm" key={at}>
            {sentence} <span className="kelp-muted">{rule}</span>
          </Text>
        ))}
        <Group gap="xs">
          {mayMake && documentState === 'final' && isFine && (
            <Button size="xs" onClick={() => void make()}>
              {t('eInvoice.make')}
            </Button>
          )}
          {mayChange && (
            <Button size="xs" variant="default" onClick={() => setOpen(true)}>
              {t('eInvoice.details')}
            </Button>
          )}
        </Group>
      </Stack>
      {isOpen && (
        <Suspense>
          <EInvoiceDialog client={client} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Section>
  );
}
