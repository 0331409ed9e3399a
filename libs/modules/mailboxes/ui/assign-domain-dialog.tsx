'use client';

import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ClientField } from '@kelp/tickets/screens';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { assignHeldDomain } from '../contract';
import { useRefreshMailboxes } from './mailbox-queries';
import { t } from './strings';

/** Gives a mail domain to a client, with all mail of it that waits. */
export function AssignDomainDialog({ domain, onClose }: { domain: string; onClose: () => void }) {
  const [client, setClient] = useState<{ id: string; name: string } | null>(null);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const refresh = useRefreshMailboxes();

  async function assign() {
    const { count } = await call(assignHeldDomain, { domain, clientId: client?.id ?? '' });
    toastSuccess(t('held.assignDone', { count, client: client?.name ?? '' }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('held.assignTitle', { domain })}
      submitLabel={t('held.assign')}
      onSubmit={assign}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <p>{t('held.assignText')}</p>
      <ClientField label={t('held.client')} value={client} onChange={setClient} error={faults['clientId']} autoFocus />
    </FormDialog>
  );
}
