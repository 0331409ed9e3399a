'use client';

import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { Dialog, toastError, toastSuccess } from '@kelp/ui';
import { assignInvoiceTemplate, type InvoiceTemplateCard } from '../contract';
import { chosenTemplate } from './chosen-template';
import { t } from './strings';

interface Named {
  id: string;
  name: string;
}

export interface TemplateClientsProps {
  template: InvoiceTemplateCard;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Which clients get this template instead of the default; each change holds at once. */
export function TemplateClients({ template, onClose, onChanged }: TemplateClientsProps) {
  const [working, setWorking] = useState(false);

  async function assign(client: Named, isChosen: boolean) {
    setWorking(true);
    try {
      await call(assignInvoiceTemplate, { clientId: client.id, ...(isChosen ? chosenTemplate(template) : {}) });
      toastSuccess(t(isChosen ? 'template.assigned' : 'template.unassigned', { client: client.name }));
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
        <ClientSelect
          label={t('template.addClient')}
          placeholder={t('template.findClient')}
          value={null}
          exceptIds={template.clients.map(({ id }) => id)}
          isAdding
          onChange={(client) => client && void assign(client, true)}
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
