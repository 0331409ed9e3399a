'use client';

import { Button, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createClient, createContact, listClients } from '@kelp/clients/contract';
import { call } from '@kelp/kernel/client';
import { QueryState } from '@kelp/ui';
import type { StepProps } from './step';
import { StepForm } from './step-form';
import { t } from './strings';

const newest = { includeInactive: false, sort: 'since', direction: 'desc', limit: 50 } as const;

/** The clients, the newest first. */
function useClients() {
  return useQuery({
    queryKey: [listClients.name, 'welcome'],
    queryFn: ({ signal }) => call(listClients, newest, { signal }),
  });
}

/** The first client. Whoever comes back to it finds it, and goes on without a name. */
export function ClientStep(props: StepProps) {
  const cache = useQueryClient();
  const known = useClients().data?.rows[0];
  const [name, setName] = useState('');
  const [domain, setDomain] = useState('');
  return (
    <StepForm
      {...props}
      lead={t('client.lead')}
      save={async () => {
        if (known && name.trim() === '') return;
        await call(createClient, { name, domains: domain.trim() ? [domain.trim()] : [] });
        await cache.invalidateQueries({ queryKey: [listClients.name] });
      }}
    >
      {known && <p>{t('client.known', { name: known.name })}</p>}
      <TextInput
        label={t('client.name')}
        value={name}
        maxLength={200}
        required={!known}
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('client.domain')}
        description={t('client.domainHint')}
        value={domain}
        maxLength={200}
        onChange={(event) => setDomain(event.currentTarget.value)}
      />
    </StepForm>
  );
}

/** Somebody at the client; waits for a client. */
export function ContactStep(props: StepProps) {
  const query = useClients();
  const [chosen, setChosen] = useState<string | null>(null);
  const [fullName, setFullName] = useState('');
  const [email, setEmail] = useState('');
  if (!query.data) return <QueryState query={query} lines={3} />;
  const clients = query.data.rows;
  const clientId = chosen ?? clients[0]?.id;
  if (!clientId)
    return (
      <div className="kelp-welcome-blocked">
        <p>{t('contact.blocked')}</p>
        <Button onClick={() => props.onBackTo('client')}>{t('contact.back')}</Button>
        <Button variant="default" onClick={props.onSkip}>
          {t('skip')}
        </Button>
      </div>
    );
  return (
    <StepForm
      {...props}
      lead={t('contact.lead')}
      save={async () => {
        await call(createContact, { fullName, email: email.trim() || null, clientId });
      }}
    >
      <Select
        label={t('contact.client')}
        data={clients.map(({ id, name }) => ({ value: id, label: name }))}
        value={clientId}
        allowDeselect={false}
        searchable
        onChange={setChosen}
      />
      <TextInput
        label={t('contact.name')}
        value={fullName}
        maxLength={200}
        required
        autoFocus
        onChange={(event) => setFullName(event.currentTarget.value)}
      />
      <TextInput
        label={t('contact.email')}
        type="email"
        value={email}
        maxLength={254}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
    </StepForm>
  );
}
