'use client';

import { SubNav } from '@kelp/ui';
import { t } from './strings';

/** Clients and their people, beside each other. */
export function PartiesNav() {
  return (
    <SubNav
      label={t('nav.label')}
      places={[
        { href: '/msp/clients', label: t('list.title') },
        { href: '/msp/contacts', label: t('contacts.title') },
        { href: '/msp/interactions', label: t('interaction.list') },
      ]}
    />
  );
}
