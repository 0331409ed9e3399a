'use client';

import { Alert } from '@mantine/core';
import { useClientMailTroubles } from './mailbox-queries';
import { t } from './strings';

/** Says which contacts of a client get no mail, and why; nothing when all do. */
export function ClientMailTroubles({ clientId }: { clientId: string }) {
  const { data } = useClientMailTroubles(clientId);
  if (!data || data.rows.length === 0) return null;
  return (
    <Alert color="red" variant="light" title={t('supp.title')}>
      {data.rows.map((row) => (
        <div key={row.id}>
          {t('supp.client', { name: row.contact?.name ?? row.address, reason: t(`supp.${row.reason}`) })} ({row.address}
          )
        </div>
      ))}
    </Alert>
  );
}
