'use client';

import { SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { groupBy } from '@kelp/std';
import { PageHeader, SavedForm, Section, toastSuccess, useAddress } from '@kelp/ui';
import { accountingTarget, saveAccountingMappings, type MappingRow } from '../contract';
import { useRefreshExports, useMappings } from './export-queries';
import { Failure, Loading } from './page-states';
import { t, wordFor } from './strings';
import './billing-pages.css';

type Target = (typeof accountingTarget.options)[number];
const keyOf = ({ kind, key }: Pick<MappingRow, 'kind' | 'key'>) => `${kind} ${key}`;

const labelOf = ({ kind, key, name }: MappingRow): string => {
  if (kind === 'account') return wordFor('mapping.account', key);
  return kind === 'item' && key === 'other' ? t('mapping.other') : name;
};

function Form({ target, rows, mayChange }: { target: Target; rows: readonly MappingRow[]; mayChange: boolean }) {
  const refresh = useRefreshExports();
  const [values, setValues] = useState(() => new Map(rows.map((row) => [keyOf(row), row.value])));
  const [clients, setClients] = useState<MappingRow[]>([]);
  const known = new Set(rows.map(keyOf));
  const all = [...rows, ...clients.filter((row) => !known.has(keyOf(row)))];

  async function save() {
    const changed = all.filter((row) => (values.get(keyOf(row)) ?? '') !== row.value);
    await call(saveAccountingMappings, {
      target,
      rows: changed.map((row) => ({ kind: row.kind, key: row.key, value: values.get(keyOf(row)) ?? '' })),
    });
    toastSuccess(t('settings.saved'));
    await refresh();
  }

  return (
    <SavedForm gap="xl" onSave={save} saveLabel={t('settings.save')} mayChange={mayChange}>
      {[...groupBy(all, ({ kind }) => kind)].map(([kind, own]) => (
        <div key={kind} id={kind}>
          <Section title={t(`mapping.${kind}`)}>
            <p className="kelp-muted kelp-b-lead">{t(`mapping.${kind}Text`)}</p>
            <Stack gap="xs">
              {own.map((row) => (
                <TextInput
                  key={row.key}
                  label={labelOf(row)}
                  disabled={!mayChange}
                  value={values.get(keyOf(row)) ?? ''}
                  onChange={(event) => setValues(new Map(values).set(keyOf(row), event.currentTarget.value))}
                />
              ))}
            </Stack>
          </Section>
        </div>
      ))}
      {mayChange && (
        <AddClient
          onAdd={(row) => setClients(all.some((one) => keyOf(one) === keyOf(row)) ? clients : [...clients, row])}
        />
      )}
    </SavedForm>
  );
}

/** Most clients are called the same over there: only those are added that are not. */
function AddClient({ onAdd }: { onAdd: (row: MappingRow) => void }) {
  return (
    <ClientSelect
      aria-label={t('mapping.addClient')}
      placeholder={t('mapping.addClient')}
      value={null}
      isAdding
      onChange={(client) => client && onAdd({ kind: 'client', key: client.id, name: client.name, value: '' })}
    />
  );
}

/** What our accounts, services, taxes, clients and ways of payment are called in the system that keeps the books. */
export function MappingPage() {
  const [address, setAddress] = useAddress();
  const target = accountingTarget.options.find((one) => one === address.get('target')) ?? 'journal';
  const { data, error, isPending, refetch } = useMappings(target);
  const mayChange = data?.abilities.includes('accounting_export.map') ?? false;
  return (
    <div className="kelp-page">
      <PageHeader title={t('mapping.title')} back={{ href: '/msp/billing/exports', label: t('export.title') }} />
      <SegmentedControl
        aria-label={t('export.target')}
        data={accountingTarget.options.map((value) => ({ value, label: t(`export.target.${value}`) }))}
        value={target}
        onChange={(value) => setAddress({ target: value })}
        style={{ alignSelf: 'flex-start' }}
      />
      <p className="kelp-muted kelp-b-lead">{t(`mapping.lead.${target}`)}</p>
      {isPending && <Loading />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack maw={560}>
          <Form key={target} target={target} rows={data.rows} mayChange={mayChange} />
        </Stack>
      )}
    </div>
  );
}
