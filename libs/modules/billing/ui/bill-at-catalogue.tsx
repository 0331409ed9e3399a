'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { billUsageAtCatalogue } from '@kelp/contracts/contract';
import { call } from '@kelp/kernel/client';
import { toastError, toastSuccess } from '@kelp/ui';
import { useRefreshBilling } from './billing-queries';
import { t } from './strings';

interface Props {
  clientId: string;
  meterId: string;
  /** The first day that is not part of it. */
  until: string;
}

/** Decides that usage outside contracts, up to the day of the list, is billed at the price of its service. */
export function BillAtCatalogue({ clientId, meterId, until }: Props) {
  const refresh = useRefreshBilling();
  const [isWorking, setWorking] = useState(false);

  async function decide() {
    setWorking(true);
    try {
      const { events } = await call(billUsageAtCatalogue, { clientId, meterId, until });
      toastSuccess(t('notice.atCatalogue', { events }));
      await refresh();
    } catch (error) {
      toastError(error);
    } finally {
      setWorking(false);
    }
  }

  return (
    <Button size="compact-xs" variant="default" loading={isWorking} onClick={() => void decide()}>
      {t('notice.billAtCatalogue')}
    </Button>
  );
}
