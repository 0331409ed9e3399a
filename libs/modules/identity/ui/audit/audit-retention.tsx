'use client';

import { Select, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { RelativeTime, SavedForm, Section, toastSuccess } from '@kelp/ui';
import { getAuditSettings, setAuditRetention } from '../../contract';
import { useMay } from '../people-queries';
import { t } from '../strings';
import { useProof } from '../use-proof';

const choices = [12, 24, 36, 60, 84, 120] as const;

/** How long the trail is kept, and how far its chain is sealed. */
export function AuditRetention() {
  const query = useQuery({
    queryKey: [getAuditSettings.name],
    queryFn: ({ signal }) => call(getAuditSettings, {}, { signal }),
    meta: { topics: ['audit_log'] },
  });
  const { data } = query;
  if (!data) return null;
  return (
    <Section title={t('audit.kept')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('audit.sealed', { sealed: data.sealed, waiting: data.waiting })}{' '}
        {data.sealedAt && (
          <>
            {t('audit.sealedAt')} <RelativeTime at={data.sealedAt} />
          </>
        )}
      </Text>
      <Retention key={String(data.keptMonths)} keptMonths={data.keptMonths} />
    </Section>
  );
}

function Retention({ keptMonths }: { keptMonths: number | null }) {
  const may = useMay();
  const queries = useQueryClient();
  const { withProof, proofDialog } = useProof();
  const [months, setMonths] = useState(String(keptMonths ?? 'ever'));
  const offered = [...new Set([...choices, ...(keptMonths === null ? [] : [keptMonths])])].sort((a, b) => a - b);

  async function save() {
    await withProof(() => call(setAuditRetention, { keptMonths: months === 'ever' ? null : Number(months) }));
    toastSuccess(t('audit.keptSaved'));
    await queries.invalidateQueries({ queryKey: [getAuditSettings.name] });
  }

  return (
    <>
      <SavedForm
        gap="sm"
        maw={420}
        mayChange={may('audit_log.set_retention')}
        isClean={months === String(keptMonths ?? 'ever')}
        onSave={save}
        saveLabel={t('audit.keep')}
      >
        <Select
          label={t('audit.keptFor')}
          description={t('audit.keptHint')}
          data={[
            { value: 'ever', label: t('audit.ever') },
            ...offered.map((count) => ({ value: String(count), label: t('audit.months', { count }) })),
          ]}
          allowDeselect={false}
          readOnly={!may('audit_log.set_retention')}
          value={months}
          onChange={(value) => setMonths(value ?? 'ever')}
        />
      </SavedForm>
      {proofDialog}
    </>
  );
}
