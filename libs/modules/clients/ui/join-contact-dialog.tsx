'use client';

import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog, toastSuccess, useSearchSelect } from '@kelp/ui';
import { joinClient, listContacts } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';

/** Lets a contact of another client, or of none, belong to this client too. */
export function JoinContactDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const refresh = useRefreshClients();
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const { asked, props: choices } = useSearchSelect(chosen);
  const input = { limit: 20, ...(asked ? { search: asked } : {}) };
  const { data, isPlaceholderData } = useQuery({
    queryKey: [listContacts.name, input],
    queryFn: ({ signal }) => call(listContacts, input, { signal }),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows
    .filter((contact) => contact.clientId !== clientId)
    .map(({ id, fullName, clientName }) => ({ id, name: clientName ? `${fullName} (${clientName})` : fullName }));

  async function submit() {
    if (!chosen) throw invalid(t('contact.nothingFits'));
    await call(joinClient, { contactId: chosen.id, clientId });
    toastSuccess(t('contacts.joined', { name: chosen.name }));
    await refresh();
  }

  return (
    <FormDialog title={t('contacts.join')} submitLabel={t('contacts.join')} onSubmit={submit} onClose={onClose}>
      <Select
        label={t('contact.fullName')}
        description={t('contacts.joinHint')}
        data-autofocus
        {...choices({ found, isLate: isPlaceholderData, onChange: setChosen })}
        required
        nothingFoundMessage={t('contact.nothingFits')}
      />
    </FormDialog>
  );
}
