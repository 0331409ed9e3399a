'use client';

import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ClientField } from '@kelp/tickets/screens';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { assignHeldDomain } from '../contract';
import { useRefreshMailboxes } from './mailbox-queries';
import { t } from './strings';

export interface AssignDomainProps {
  domain: string;
  mayCreate: boolean;
  onClose: () => void;
}

/** Newco, out of newco.test: a beginning that the person puts right. */
const nameOf = (domain: string) => {
  const [first = ''] = domain.split('.');
  return first.charAt(0).toUpperCase() + first.slice(1);
};

/** Gives a mail domain to a client, or to a new one, with all mail of it that waits. */
export function AssignDomainDialog({ domain, mayCreate, onClose }: AssignDomainProps) {
  const [way, setWay] = useState<'old' | 'new'>('old');
  const [client, setClient] = useState<{ id: string; name: string } | null>(null);
  const [name, setName] = useState(nameOf(domain));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const refresh = useRefreshMailboxes();

  async function assign() {
    const whose = way === 'new' ? { newClient: name } : { clientId: client?.id ?? '' };
    const { count } = await call(assignHeldDomain, { domain, ...whose });
    toastSuccess(t('held.assignDone', { count, client: way === 'new' ? name.trim() : (client?.name ?? '') }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('held.assignTitle', { domain })}
      submitLabel={t(way === 'new' ? 'held.assignNew' : 'held.assign')}
      onSubmit={assign}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <p>{t('held.assignText')}</p>
      {mayCreate && (
        <SegmentedControl
          aria-label={t('held.client')}
          data={[
            { value: 'old', label: t('held.way.old') },
            { value: 'new', label: t('held.way.new') },
          ]}
          value={way}
          onChange={(next) => setWay(next === 'new' ? 'new' : 'old')}
        />
      )}
      {way === 'old' ? (
        <ClientField
          label={t('held.client')}
          value={client}
          onChange={setClient}
          error={faults['clientId']}
          autoFocus
        />
      ) : (
        <TextInput
          label={t('held.newClient')}
          required
          maxLength={200}
          value={name}
          error={faults['newClient']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </FormDialog>
  );
}
