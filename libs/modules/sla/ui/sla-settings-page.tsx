'use client';

import { Text } from '@mantine/core';
import { useMe } from '@kelp/identity/screens';
import { PageHeader } from '@kelp/ui';
import { CalendarsSection } from './calendars-section';
import { HolidaysSection } from './holidays-section';
import { PoliciesSection } from './policies-section';
import { useMay } from './sla-settings-queries';
import { ZoneDataSection } from './zone-data-section';
import { t } from './strings';
import './sla-settings.css';

/** What clients are promised, and the hours in which time counts. */
export function SlaSettingsPage() {
  const may = useMay();
  const isKnown = useMe().isSuccess;
  const mayChange = may('sla_policy.update') || may('business_hours.update');
  return (
    <div className="kelp-page kelp-sla-page">
      <PageHeader
        title={t('settings.title')}
        back={{ href: '/msp/settings', label: t('settings.back') }}
        meta={t(mayChange || !isKnown ? 'settings.lead' : 'settings.readOnly')}
      />
      <PoliciesSection />
      {may('business_hours.read') && <CalendarsSection />}
      {may('business_hours.read') && <HolidaysSection />}
      {may('business_hours.read') && <ZoneDataSection />}
      <Text c="dimmed" size="sm" maw="72ch">
        {t('settings.clocks')}
      </Text>
    </div>
  );
}
