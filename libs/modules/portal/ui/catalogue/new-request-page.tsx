'use client';

import { Select, Stack } from '@mantine/core';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ClientField, ContactField, useClientName } from '@kelp/tickets/screens';
import { EmptyState, PageHeader, QueryState, toastSuccess } from '@kelp/ui';
import { createServiceRequest } from '../../requests/contract';
import { PriceLine } from '../requests/price-line';
import { ServiceForm } from '../requests/service-form';
import { useRefreshCatalogue, useServiceForm, useServiceForms } from './catalogue-queries';
import { t } from './strings';
import '../portal-pages.css';
import '../requests/requests.css';

type Named = { id: string; name: string } | null;

/** Staff ask for a service in place of a client: whose it is, which service, and the questions of its form. */
export function NewServiceRequestPage() {
  const clientInAddress = useSearchParams().get('client');
  const nameInAddress = useClientName(clientInAddress).data;
  const [client, setClient] = useState<Named>(null);
  const [contact, setContact] = useState<Named>(null);
  const [formId, setFormId] = useState<string | null>(null);
  useEffect(() => {
    if (clientInAddress && nameInAddress) setClient({ id: clientInAddress, name: nameInAddress });
  }, [clientInAddress, nameInAddress]);
  const forms = useServiceForms(client?.id ?? null);

  function choose(chosen: Named) {
    setClient(chosen);
    setContact(null);
    setFormId(null);
  }

  return (
    <div className="kelp-page">
      <PageHeader title={t('ask.title')} back={{ href: '/msp/service-requests', label: t('requests') }} />
      <Stack gap="md" maw={560}>
        <ClientField label={t('column.client')} value={client} onChange={choose} />
        {client && <ContactField label={t('ask.contact')} value={contact} onChange={setContact} clientId={client.id} />}
        {client && <QueryState query={forms} lines={2} />}
        {client && forms.data?.rows.length === 0 && <EmptyState title={t('ask.none')} text={t('ask.noneText')} />}
        {client && forms.data && forms.data.rows.length > 0 && (
          <Select
            label={t('ask.service')}
            data={forms.data.rows.map(({ id, name }) => ({ value: id, label: name }))}
            value={formId}
            onChange={setFormId}
            searchable
          />
        )}
        {client && formId && <Questions formId={formId} clientId={client.id} contactId={contact?.id ?? null} />}
      </Stack>
    </div>
  );
}

function Questions({ formId, clientId, contactId }: { formId: string; clientId: string; contactId: string | null }) {
  const router = useRouter();
  const refresh = useRefreshCatalogue();
  const query = useServiceForm(formId, clientId);
  const form = query.data;

  async function send(answers: Record<string, unknown>) {
    if (!form) return;
    const { id, versionId } = form;
    const { ticketId } = await call(createServiceRequest, { id, versionId, clientId, contactId, answers });
    toastSuccess(t(ticketId ? 'ask.done' : 'ask.waits'));
    await refresh();
    router.push(ticketId ? `/msp/tickets/${ticketId}` : '/msp/service-requests?state=submitted');
  }

  return (
    <>
      <QueryState query={query} lines={4} />
      {form && (
        <>
          {form.description && <p className="kelp-rq-prose">{form.description}</p>}
          {form.price && <PriceLine price={form.price} />}
          <ServiceForm
            key={`${clientId} ${form.versionId}`}
            form={form}
            onSend={send}
            onChanged={() => void query.refetch()}
          />
        </>
      )}
    </>
  );
}
