'use client';

import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { chooseDeskPack, deskPacks, type DeskPack } from '@kelp/tickets/contract';
import type { StepProps } from './step';
import { StepForm } from './step-form';
import { t } from './strings';

/** How the desk begins. */
export function TicketingStep(props: StepProps) {
  const [pack, setPack] = useState<DeskPack>('it_support');
  return (
    <StepForm
      {...props}
      isLast
      lead={t('ticketing.lead')}
      save={async () => {
        await call(chooseDeskPack, { pack });
      }}
    >
      <Radio.Group label={t('ticketing.pack')} value={pack} onChange={(value) => setPack(value as DeskPack)}>
        <Stack gap="sm" mt={6}>
          {deskPacks.map((one) => (
            <Radio key={one} value={one} label={t(`pack.${one}`)} description={t(`pack.${one}.text`)} />
          ))}
        </Stack>
      </Radio.Group>
    </StepForm>
  );
}
