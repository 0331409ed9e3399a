'use client';

import { call } from '@kelp/kernel/client';
import { Facts, type Fact } from '@kelp/ui';
import { updateClient } from '../contract';
import { useRefreshClients, type Client } from './client-queries';
import { ClientStage } from './clients-page';
import { t } from './strings';

type Patch = {
  lifecycle?: Client['lifecycle'];
  url?: string | null;
  zone?: string | null;
  currency?: string | null;
  notes?: string;
};

/** Saves some facts of the client as it was seen; a change by somebody else meanwhile is refused with the fields that differ. */
export function useSaveClient({
  id,
  version,
}: Client): (patch: Patch & { name?: string; isInactive?: boolean }) => Promise<void> {
  const refresh = useRefreshClients();
  return async (patch) => {
    try {
      await call(updateClient, { id, version, ...patch });
    } finally {
      // after a refusal too: the person sees what stands now
      await refresh();
    }
  };
}

function Unset({ text }: { text: string }) {
  return <span className="kelp-muted">{text}</span>;
}

/** The facts of a client, each edited where it stands. */
export function ClientFacts({ client }: { client: Client }) {
  const save = useSaveClient(client);
  const mayUpdate = client.abilities.includes('client.update');
  const text = (key: 'url' | 'zone' | 'currency', unset: string): Fact => ({
    key,
    label: t(`field.${key}`),
    value: client[key] ?? <Unset text={unset} />,
    ...(mayUpdate
      ? {
          edit: {
            kind: 'text',
            value: client[key] ?? '',
            save: (value: string) => save({ [key]: value.trim() || null }),
          },
        }
      : {}),
  });
  const stages = (['prospect', 'active', 'former'] as const).map((value) => ({
    value,
    label: t(`lifecycle.${value}`),
  }));
  const facts: Fact[] = [
    {
      key: 'lifecycle',
      label: t('field.lifecycle'),
      value: <ClientStage client={client} />,
      ...(mayUpdate
        ? {
            hotkey: 's',
            edit: {
              kind: 'select',
              value: client.lifecycle,
              options: stages,
              save: (value: string | null) => (value ? save({ lifecycle: value as Client['lifecycle'] }) : undefined),
            },
          }
        : {}),
    },
    text('url', t('none')),
    text('zone', t('workspaceDefault')),
    text('currency', t('workspaceDefault')),
    {
      key: 'domains',
      label: t('client.domains'),
      value: client.domains.join(', ') || <Unset text={t('client.noDomains')} />,
    },
    {
      key: 'notes',
      label: t('field.notes'),
      value: client.notes || <Unset text={t('none')} />,
      ...(mayUpdate
        ? { edit: { kind: 'text', value: client.notes, save: (value: string) => save({ notes: value }) } }
        : {}),
    },
  ];
  return <Facts facts={facts} title={t('client.keys')} />;
}
