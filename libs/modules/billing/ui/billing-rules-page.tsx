'use client';

import { Button, Group, NumberInput, Radio, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { invalid, minorToDecimalString, parseMoney } from '@kelp/std';
import { ErrorState, PageHeader, PageLoading, SavedForm, Section, toastSuccess } from '@kelp/ui';
import { getBillingRules, saveBillingRules } from '../contract';
import { useMay } from './billing-queries';
import { CurrencyAmounts, type TypedAmount } from './currency-amounts';
import { t } from './strings';

type Rules = z.output<typeof getBillingRules.output>;

interface Form {
  approvals: TypedAmount[];
  minimums: TypedAmount[];
  defersRevenue: boolean;
  fee: 'off' | 'percent' | 'fixed';
  percent: string;
  fixed: TypedAmount[];
  graceDays: number;
  capPercent: string;
  taxCategoryId: string | null;
  exempt: { id: string; name: string }[];
}

const typed = (list: readonly { currency: string; amount: bigint }[]): TypedAmount[] =>
  list.map(({ currency, amount }) => ({ currency, text: minorToDecimalString(amount, currency) }));

const toForm = ({ approvals, minimums, defersRevenue, lateFee, exemptClients, taxCategories }: Rules): Form => ({
  approvals: typed(approvals),
  minimums: typed(minimums),
  defersRevenue,
  fee: lateFee === null ? 'off' : lateFee.percent === null ? 'fixed' : 'percent',
  percent: lateFee?.percent ?? '1.5',
  fixed: typed(lateFee?.fixed ?? []),
  graceDays: lateFee?.graceDays ?? 5,
  capPercent: lateFee?.capPercent ?? '',
  taxCategoryId: lateFee?.taxCategoryId ?? taxCategories[0]?.id ?? null,
  exempt: exemptClients,
});

const amountsOf = (rows: readonly TypedAmount[]) =>
  rows.map(({ currency, text }) => ({ currency, amount: parseMoney(text.trim(), currency) }));

function fromForm(form: Form): z.output<typeof saveBillingRules.input> {
  const { fee, taxCategoryId } = form;
  if (fee !== 'off' && !taxCategoryId) throw invalid(t('rules.chooseTax'));
  return {
    approvals: amountsOf(form.approvals),
    minimums: amountsOf(form.minimums),
    defersRevenue: form.defersRevenue,
    exemptClientIds: form.exempt.map(({ id }) => id),
    lateFee:
      fee === 'off'
        ? null
        : {
            percent: fee === 'percent' ? form.percent.trim() : null,
            fixed: fee === 'fixed' ? amountsOf(form.fixed) : [],
            graceDays: form.graceDays,
            capPercent: form.capPercent.trim() || null,
            taxCategoryId: taxCategoryId ?? '',
          },
  };
}

interface PartProps {
  form: Form;
  set: (patch: Partial<Form>) => void;
  readOnly: boolean;
}

function Exempt({ form, set, readOnly }: PartProps) {
  return (
    <Stack gap="xs">
      {form.exempt.map(({ id, name }) => (
        <Group key={id} gap="xs">
          <Text>{name}</Text>
          {!readOnly && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => set({ exempt: form.exempt.filter((one) => one.id !== id) })}
            >
              {t('rules.chargeAgain')}
            </Button>
          )}
        </Group>
      ))}
      {!readOnly && (
        <ClientSelect
          label={t('rules.exempt')}
          maw={320}
          placeholder={t('rules.exemptAdd')}
          value={null}
          exceptIds={form.exempt.map(({ id }) => id)}
          isAdding
          onChange={(client) => client && set({ exempt: [...form.exempt, { id: client.id, name: client.name }] })}
        />
      )}
    </Stack>
  );
}

function LateFee({ form, set, readOnly, taxCategories }: PartProps & Pick<Rules, 'taxCategories'>) {
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('rules.feeLead')}</Text>
      <Radio.Group
        aria-label={t('rules.fee')}
        value={form.fee}
        onChange={(value) => set({ fee: value === 'percent' || value === 'fixed' ? value : 'off' })}
      >
        <Group gap="lg">
          {(['off', 'percent', 'fixed'] as const).map((value) => (
            <Radio key={value} value={value} label={t(`rules.fee.${value}`)} disabled={readOnly} />
          ))}
        </Group>
      </Radio.Group>
      {form.fee === 'percent' && (
        <TextInput
          label={t('rules.percent')}
          inputMode="decimal"
          maw={200}
          value={form.percent}
          disabled={readOnly}
          onChange={(event) => set({ percent: event.currentTarget.value })}
        />
      )}
      {form.fee === 'fixed' && (
        <CurrencyAmounts
          label={t('rules.fixed')}
          description={t('rules.fixedHint')}
          rows={form.fixed}
          onChange={(fixed) => set({ fixed })}
          readOnly={readOnly}
        />
      )}
      {form.fee !== 'off' && (
        <>
          <NumberInput
            label={t('rules.grace')}
            maw={200}
            min={0}
            max={365}
            allowDecimal={false}
            value={form.graceDays}
            disabled={readOnly}
            onChange={(value) => set({ graceDays: Number(value) || 0 })}
          />
          <TextInput
            label={t('rules.cap')}
            description={t('rules.capHint')}
            inputMode="decimal"
            maw={320}
            value={form.capPercent}
            disabled={readOnly}
            onChange={(event) => set({ capPercent: event.currentTarget.value })}
          />
          <Select
            label={t('rules.tax')}
            maw={320}
            data={taxCategories.map(({ id, name }) => ({ value: id, label: name }))}
            value={form.taxCategoryId}
            allowDeselect={false}
            disabled={readOnly}
            onChange={(taxCategoryId) => set({ taxCategoryId })}
          />
          <Exempt form={form} set={set} readOnly={readOnly} />
        </>
      )}
    </Stack>
  );
}

function RulesForm({ rules, readOnly }: { rules: Rules; readOnly: boolean }) {
  const queries = useQueryClient();
  const [form, setForm] = useState(() => toForm(rules));
  const set = (patch: Partial<Form>) => setForm({ ...form, ...patch });

  const save = async () => {
    await call(saveBillingRules, fromForm(form));
    toastSuccess(t('rules.saved'));
    await queries.invalidateQueries({ queryKey: [getBillingRules.name] });
  };

  return (
    <SavedForm gap="xl" onSave={save} saveLabel={t('settings.save')} mayChange={!readOnly}>
      <Section title={t('rules.approvals')}>
        <CurrencyAmounts
          label={t('rules.approvalsLabel')}
          description={t('rules.approvalsHint')}
          rows={form.approvals}
          onChange={(approvals) => set({ approvals })}
          readOnly={readOnly}
        />
      </Section>
      <Section title={t('rules.minimums')}>
        <CurrencyAmounts
          label={t('rules.minimumsLabel')}
          description={t('rules.minimumsHint')}
          rows={form.minimums}
          onChange={(minimums) => set({ minimums })}
          readOnly={readOnly}
        />
      </Section>
      <Section title={t('rules.fee')}>
        <LateFee form={form} set={set} readOnly={readOnly} taxCategories={rules.taxCategories} />
      </Section>
      <Section title={t('rules.deferred')}>
        <Switch
          label={t('rules.deferredLabel')}
          description={t('rules.deferredHint')}
          checked={form.defersRevenue}
          disabled={readOnly}
          onChange={(event) => set({ defersRevenue: event.currentTarget.checked })}
        />
      </Section>
    </SavedForm>
  );
}

/** Rules for money beside contracts: approvals, smallest invoices, late fees, deferred revenue. All are off at first. */
export function BillingRulesPage() {
  const mayChange = useMay('billing_settings.update');
  const { data, error, isPending, isError, refetch } = useQuery({
    queryKey: [getBillingRules.name],
    queryFn: ({ signal }) => call(getBillingRules, {}, { signal }),
  });
  return (
    <div className="kelp-page">
      <PageHeader title={t('rules.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      {isPending && <PageLoading />}
      {isError && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack maw={720}>
          {!mayChange && <Text c="dimmed">{t('settings.readOnly')}</Text>}
          <RulesForm rules={data} readOnly={!mayChange} />
        </Stack>
      )}
    </div>
  );
}
