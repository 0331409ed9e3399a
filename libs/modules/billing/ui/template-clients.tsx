'use client';

import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { listClients } from '@kelp/clients/contract';
import { call } from '@kelp/kernel/client';
import { Dialog, toastError, toastSuccess } from '@kelp/ui';
import { assignInvoiceTemplate, type InvoiceTemplateCard } from '../contract';
import { chosenTemplate } from './chosen-template';
import { t } from './strings';

export interface TemplateClientsProps {
  template: InvoiceTemplateCard;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Which clients get this template instead of the default; each change holds at once. */
export function TemplateClients({ template, onClose, onChanged }: TemplateClientsProps) {
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words, 200);
  const [working, setWorking] = useState(false);
  const input = { includeInactive: false, limit: 20, ...(search ? { search } : {}) };
  const found = useQuery({
    queryKey: [listClients.name, input],
    queryFn: ({ signal }) => call(listClients, input, { signal }),
    placeholderData: keepPreviousData,
  });
  const taken = new Set(template.clients.map(({ id }) => id));
  const offered = (found.data?.rows ?? []).filter(({ id }) => !taken.has(id));

  async function assign(client: { id: string; name: string }, isChosen: boolean) {
    setWorking(true);
    try {
      await call(assignInvoiceTemplate, { clientId: client.id, ...(isChosen ? chosenTemplate(template) : {}) });
      toastSuccess(t(isChosen ? 'template.assigned' : 'template.unassigned', { client: client.name }));
      setWords('');
      await onChanged();
    } catch (error) {
      toastError(error);
    } finally {
      setWorking(false);
    }
  }

  return (
    <Dialog opened onClose={onClose} title={t('template.clientsTitle', { name: template.name })}>
      <Stack gap="sm">
        <Text c="dimmed">{t('template.clientsHint')}</Text>
        <Select
          label={t('template.addClient')}
          placeholder={t('template.findClient')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          searchable
          searchValue={words}
          onSearchChange={setWords}
          filter={({ options }) => options}
          onChange={(id) => {
            const client = offered.find((one) => one.id === id);
            if (client) void assign(client, true);
          }}
          nothingFoundMessage={t('template.noClient')}
          disabled={working}
          data-autofocus
        />
        {template.clients.length === 0 && <Text c="dimmed">{t('template.noClients')}</Text>}
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {template.clients.map((client) => (
            <Group component="li" key={client.id} justify="space-between" py={4}>
              <span>{client.name}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={working}
                aria-label={t('template.removeClient', { client: client.name })}
                onClick={() => void assign(client, false)}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          ))}
        </ul>
      </Stack>
    </Dialog>
  );
}
