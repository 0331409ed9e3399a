'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Notice } from '../contract';
import { useMay, useRefreshBilling } from './billing-queries';
import { t } from './strings';

const CorrectBillingDialog = dynamic(() => import('@kelp/time/screens').then((one) => one.CorrectBillingDialog));

/** Notices about approved time that no list of approvals shows any more. */
const aboutTime = ['contract_line_ambiguous', 'contract_terms_missing', 'rate_missing'];

/** Decides who pays for the time that a notice names, or at which price. Nothing for those who may not. */
export function CorrectTime({ notice, currency }: { notice: Notice; currency: string }) {
  const may = useMay('time_entry.update_all');
  const refresh = useRefreshBilling();
  const [opened, setOpened] = useState(false);
  const ids = notice.evidence.flatMap(({ kind, id }) => (kind === 'time_entry' ? [id] : []));
  if (!may || ids.length === 0 || !aboutTime.includes(notice.code)) return null;
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
        {t('notice.correctTime')}
      </Button>
      {opened && (
        <CorrectBillingDialog ids={ids} currency={currency} onClose={() => setOpened(false)} onDone={refresh} />
      )}
    </>
  );
}
