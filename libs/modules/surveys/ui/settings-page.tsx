'use client';

import { Anchor } from '@mantine/core';
import Link from 'next/link';
import { useMe } from '@kelp/identity/screens';
import { PageHeader } from '@kelp/ui';
import { t } from './strings';
import { TemplatesSection } from './templates-section';
import { TriggersSection } from './triggers-section';
import './surveys.css';

/** What clients are asked, and when. */
export function SurveySettingsPage() {
  const held = useMe().data?.permissions ?? [];
  const mayChange = held.includes('survey.update');
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('results.title')}
        back={{ href: '/msp/settings', label: t('settings.back') }}
        meta={t('settings.lead')}
        actions={
          held.includes('survey.read_responses') && (
            <Anchor component={Link} href="/msp/surveys" size="sm">
              {t('settings.results')}
            </Anchor>
          )
        }
      />
      <TemplatesSection mayChange={mayChange} />
      <TriggersSection mayChange={mayChange} />
    </div>
  );
}
