'use client';

import { Anchor, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { PageHeader, QueryState, SavedForm, Section } from '@kelp/ui';
import { addPortalDomain, getPortalDomain } from '../../contract';
import { t } from '../strings';
import { DomainRecords } from './domain-records';
import { DomainState } from './domain-state';
import './portal-domain.css';

function AddDomain({ mayChange, onAdded }: { mayChange: boolean; onAdded: () => Promise<void> }) {
  const [host, setHost] = useState('');
  return (
    <SavedForm
      gap="md"
      maw={460}
      mayChange={mayChange}
      isClean={host.trim() === ''}
      saveLabel={t('domain.add')}
      onSave={async () => {
        await call(addPortalDomain, { host });
        await onAdded();
      }}
    >
      <Text>{t(mayChange ? 'domain.none' : 'domain.noneReadOnly')}</Text>
      {mayChange && (
        <TextInput
          label={t('domain.host')}
          description={t('domain.hostHint')}
          placeholder="portal.example.com"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          value={host}
          onChange={(event) => setHost(event.currentTarget.value)}
        />
      )}
    </SavedForm>
  );
}

/** The own domain of the client portal: claimed, proved by a record in the DNS, taken away. */
export function PortalDomainPage({ mayChange }: { mayChange: boolean }) {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: [getPortalDomain.name],
    queryFn: ({ signal }) => call(getPortalDomain, {}, { signal }),
    meta: { topics: ['portal_domain'] },
    refetchInterval: ({ state }) => (state.data?.domain?.isChecking ? 2_000 : false),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: [getPortalDomain.name] });
  const { domain = null, target = '' } = query.data ?? {};
  return (
    <div className="kelp-page">
      <PageHeader title={t('domain.title')} back={{ href: '/msp/settings', label: t('back') }} />
      <QueryState query={query} />
      {query.data && (
        <Stack gap="xl" maw={760}>
          <Text c="dimmed">{t('domain.lead')}</Text>
          {!domain && <AddDomain mayChange={mayChange} onAdded={refresh} />}
          {domain && <DomainState domain={domain} mayChange={mayChange} onChanged={refresh} />}
          {domain && <DomainRecords domain={domain} target={target} />}
          {domain?.isVerified && (
            <Section title={t('domain.address')}>
              <Anchor href={domain.address} target="_blank" rel="noreferrer">
                {domain.address}
              </Anchor>
            </Section>
          )}
        </Stack>
      )}
    </div>
  );
}
