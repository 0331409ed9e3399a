'use client';

import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { getTenant, updateTenant } from '@kelp/tenants/contract';
import { currencyChoices, QueryState, zoneNames } from '@kelp/ui';
import type { StepProps } from './step';
import { StepForm } from './step-form';
import { t } from './strings';

type Facts = Partial<Record<'name' | 'zone' | 'currency', string>>;

/** Name, time zone and currency of the workspace, as they were chosen when it was made. */
export function CompanyStep(props: StepProps) {
  const [patch, setPatch] = useState<Facts>({});
  const query = useQuery({ queryKey: [getTenant.name], queryFn: ({ signal }) => call(getTenant, {}, { signal }) });
  if (!query.data) return <QueryState query={query} lines={4} />;
  const { version, ...saved } = query.data;
  const facts = { ...saved, ...patch };
  return (
    <StepForm
      {...props}
      lead={t('company.lead')}
      save={async () => {
        if (Object.keys(patch).length > 0) await call(updateTenant, { version, ...patch });
      }}
    >
      <TextInput
        label={t('company.name')}
        value={facts.name}
        maxLength={200}
        required
        onChange={(event) => setPatch({ ...patch, name: event.currentTarget.value })}
      />
      <Select
        label={t('company.zone')}
        data={zoneNames()}
        value={facts.zone}
        searchable
        allowDeselect={false}
        limit={100}
        onChange={(zone) => zone && setPatch({ ...patch, zone })}
      />
      <Select
        label={t('company.currency')}
        data={currencyChoices()}
        value={facts.currency}
        searchable
        allowDeselect={false}
        limit={200}
        onChange={(currency) => currency && setPatch({ ...patch, currency })}
      />
    </StepForm>
  );
}
