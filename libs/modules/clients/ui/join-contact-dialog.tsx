'use client';

import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { joinClient, listContacts } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';

/** Lets a contact of another client, or of none, belong to this client too. */
export function JoinContactDialog({ clientId, onClose }: { clientId: string; onClose: () => void }) {
  const refresh = useRefreshClients();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const asked = search.trim() === chosen?.name ? '' : search.trim();
  const input = { limit: 20, ...(asked ? { search: asked } : {}) };
  const found = useQuery({
    queryKey: [listContacts.name, input],
    queryFn: ({ signal }) => call(listContacts, input, { signal }),
    placeholderData: keepPreviousData,
  }).data;
  const rows = (found?.rows ?? []).filter((contact) => contact.clientId !== clientId);
  const named = rows.map(({ id, fullName, clientName }) => ({
    id,
    name: clientName ? `${fullName} (${clientName})` : fullName,
  }));
  const all = chosen && !named.some(({ id }) => id === chosen.id) ? [chosen, ...named] : named;

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
        data={all.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen?.id ?? null}
        onChange={(id) => setChosen(all.find((one) => one.id === id) ?? null)}
        searchable
        required
        searchValue={search}
        onSearchChange={setSearch}
        filter={({ options }) => options}
        nothingFoundMessage={t('contact.nothingFits')}
      />
    </FormDialog>
  );
}
