'use client';

import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { EmptyState, FormDialog, PageHeader, QueryState, StatusBadge } from '@kelp/ui';
import { createPolicy } from '../../contract';
import { useMay } from '../people-queries';
import { t } from '../strings';
import { usePolicies, usePolicyCatalogue, useRefreshPolicies } from './policy-queries';
import { WhySection } from './why-section';
import './policies.css';

/** The packs with whether each is in force and for how many; below, why somebody sees something. */
export function PoliciesPage() {
  const may = useMay();
  const query = usePolicies();
  const [isNew, setNew] = useState(false);
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('policies.title')}
        back={{ href: '/msp/settings', label: t('people.back') }}
        meta={t('policies.lead')}
        actions={
          may('policy.create') && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setNew(true)}>
              {t('policies.new')}
            </Button>
          )
        }
      />
      <QueryState query={query} lines={4} />
      {query.data?.rows.length === 0 && <EmptyState title={t('policies.none')} text={t('policies.noneText')} />}
      <ul className="kelp-policies">
        {(query.data?.rows ?? []).map(({ id, name, description, published, draft, assignments }) => (
          <li key={id}>
            <Link href={`/msp/settings/policies/${id}`}>
              <strong>{name}</strong>
            </Link>{' '}
            <StatusBadge
              plain
              tone={published === null ? 'neutral' : 'success'}
              label={t(published === null ? 'policies.notInForce' : 'policies.inForce')}
            />{' '}
            {draft !== null && <StatusBadge plain tone="info" label={t('policies.draft')} />}
            <p>
              {description && `${description} · `}
              {t('policies.count', { count: assignments })}
            </p>
          </li>
        ))}
      </ul>
      <WhySection />
      {isNew && <NewPolicyDialog onClose={() => setNew(false)} />}
    </div>
  );
}

function NewPolicyDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshPolicies();
  const templates = usePolicyCatalogue().data?.templates ?? [];
  const [name, setName] = useState('');
  const [template, setTemplate] = useState<string | null>(null);
  const [faults, setFaults] = useState<Record<string, string>>({});
  const chosen = templates.find(({ key }) => key === template);
  return (
    <FormDialog
      title={t('policies.new')}
      submitLabel={t('policies.make')}
      onFieldErrors={setFaults}
      onClose={onClose}
      onSubmit={async () => {
        const { id } = await call(createPolicy, { name, description: '', template });
        await refresh();
        router.push(`/msp/settings/policies/${id}`);
      }}
    >
      <Select
        label={t('policies.from')}
        description={chosen?.description ?? t('policies.fromHint')}
        placeholder={t('policies.fromNothing')}
        data={templates.map(({ key, name: label }) => ({ value: key, label }))}
        clearable
        data-autofocus
        value={template}
        onChange={(key) => {
          setTemplate(key);
          setName(templates.find((one) => one.key === key)?.name ?? '');
        }}
      />
      <TextInput
        label={t('roles.name')}
        required
        maxLength={80}
        value={name}
        error={faults['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
