'use client';

import { Stack, Switch, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { checkInvoiceForEInvoice, getClientEInvoice, saveClientEInvoice } from '../contract';
import { EInvoiceFields } from './e-invoice-fields';
import { t } from './strings';

type Details = z.output<typeof getClientEInvoice.output>;

const rows = [
  ['legalName', 'vatId', 'registrationId'],
  ['street', 'city'],
  ['postalCode', 'country', 'buyerReference'],
  ['endpointScheme', 'endpoint'],
] as const;

interface FormProps {
  client: { id: string; name: string };
  details: Details;
  onClose: () => void;
}

function Form({ client, details, onClose }: FormProps) {
  const queries = useQueryClient();
  const { version, fallback, ...initial } = details;
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});

  async function submit() {
    setErrors({});
    await call(saveClientEInvoice, { clientId: client.id, version, ...values });
    toastSuccess(t('eInvoice.clientSaved', { client: client.name }));
    await queries.invalidateQueries({ queryKey: [getClientEInvoice.name] });
    await queries.invalidateQueries({ queryKey: [checkInvoiceForEInvoice.name] });
  }

  const { isAttached, ...texts } = values;
  return (
    <FormDialog
      title={t('eInvoice.clientTitle', { client: client.name })}
      submitLabel={t('settings.save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text c="dimmed" size="sm">
          {t('eInvoice.clientHint')}
        </Text>
        <EInvoiceFields
          values={texts}
          names={rows}
          fallback={fallback}
          errors={errors}
          onChange={(name, value) => setValues({ ...values, [name]: value })}
        />
        <Switch
          label={t('eInvoice.attach')}
          description={t('eInvoice.attachHint')}
          checked={isAttached}
          onChange={(event) => setValues({ ...values, isAttached: event.currentTarget.checked })}
        />
      </Stack>
    </FormDialog>
  );
}

/** What a client is called in e-invoices, and whether the XML goes with its mails. */
export function EInvoiceDialog({ client, onClose }: Omit<FormProps, 'details'>) {
  const { data } = useQuery({
    queryKey: [getClientEInvoice.name, client.id],
    queryFn: ({ signal }) => call(getClientEInvoice, { clientId: client.id }, { signal }),
    staleTime: 0,
  });
  return data ? <Form client={client} details={data} onClose={onClose} /> : null;
}
