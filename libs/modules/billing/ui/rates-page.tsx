'use client';

import { Stack } from '@mantine/core';
import { RateRulesSection } from '@kelp/contracts/screens';
import { PageHeader } from '@kelp/ui';
import { ProbeSection } from './probe-section';
import { t } from './strings';

/** Special rates of the workspace in their order, and the probe of any rate. */
export function RatesPage() {
  return (
    <div className="kelp-page">
      <PageHeader title={t('rates.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      <Stack maw={860} gap="xl">
        <RateRulesSection />
        <ProbeSection />
      </Stack>
    </div>
  );
}
