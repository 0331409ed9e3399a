'use client';

import { Select } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog } from '@kelp/ui';
import { createDraft } from '../contract';
import { useRefreshBilling } from './billing-queries';
import { useProfileChoices } from './choices';
import { t } from './strings';

/** Begins an invoice by hand: a draft without lines, which are added on its page. */
export function NewInvoiceDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshBilling();
  const [clientId, setClientId] = useState<string | null>(null);
  const [profileId, setProfileId] = useState<string | null>(null);
  const profiles = useProfileChoices(clientId).data?.profiles ?? [];

  async function submit() {
    if (!clientId) throw invalid(t('newInvoice.chooseClient'));
    const draft = await call(createDraft, {
      clientId,
      ...(profileId ? { billingProfileId: profileId } : {}),
      lines: [],
    });
    await refresh();
    router.push(`/msp/billing/invoices/${draft.id}`);
  }

  return (
    <FormDialog title={t('newInvoice.title')} submitLabel={t('newInvoice.create')} onSubmit={submit} onClose={onClose}>
      <ClientSelect
        required
        value={clientId}
        onChange={(client) => {
          setClientId(client?.id ?? null);
          setProfileId(null);
        }}
        data-autofocus
      />
      {profiles.length > 1 && (
        <Select
          label={t('invoice.profile')}
          data={profiles.map(({ id, name, currency }) => ({ value: id, label: `${name} (${currency})` }))}
          value={profileId ?? profiles[0]?.id ?? null}
          allowDeselect={false}
          onChange={setProfileId}
        />
      )}
      <p className="kelp-muted">{t('newInvoice.text')}</p>
    </FormDialog>
  );
}
