'use client';

import { Group, NumberInput, Select, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { parsePrice, priceToDecimalString } from '@kelp/std';
import { ErrorState, FormDialog, formatMinutes, PageLoading, toastSuccess, useFormats } from '@kelp/ui';
import { correctTimeBilling, timeBillingChoices, type TimeBillingChoices, type TimeEntryCard } from '../contract';
import { workDateText } from './read-time';
import { t } from './strings';
import { useRefreshTime } from './time-queries';
import './timer.css';

export interface CorrectBillingProps {
  /** Entries of one client that have the same question. */
  ids: readonly string[];
  /** Of the document that they belong on. */
  currency: string;
  onClose: () => void;
  onDone: () => Promise<void>;
}

interface Wish {
  lineId: string | null;
  serviceId: string | null;
  billable: string | number;
  rate: string;
  /** The own price that it has is taken off. */
  isRateless: boolean;
}

const nothing: Wish = { lineId: null, serviceId: null, billable: '', rate: '', isRateless: false };

/** What of the wish is told to the server; fields left empty stay as they are. */
function corrections({ lineId, serviceId, billable, rate, isRateless }: Wish, currency: string) {
  return {
    ...(isRateless ? { ownRate: null } : {}),
    ...(lineId ? { contractLineId: lineId } : {}),
    ...(serviceId ? { serviceId } : {}),
    ...(billable === '' ? {} : { billableMinutes: Number(billable) }),
    ...(rate.trim() === '' ? {} : { ownRate: { rate: parsePrice(rate, currency), currency } }),
  };
}

const ownPrice = ({ rate, currency }: { rate: string; currency: string }): string =>
  `${priceToDecimalString(rate, currency)} ${currency}`;

function EntryList({ rows }: { rows: readonly TimeEntryCard[] }) {
  const { locale } = useFormats();
  return (
    <ul className="kelp-time-corrected" aria-label={t('correct.entries')} tabIndex={0}>
      {rows.map((row) => (
        <li key={row.id}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm" truncate>
              {workDateText(row.workDate, locale)}, {row.person.name}
              {row.ticket && `, ${row.ticket.number} ${row.ticket.title}`}
            </Text>
            <Text size="sm" className="kelp-num">
              {formatMinutes(row.billableMinutes)}
            </Text>
          </Group>
          <Text size="xs" c="dimmed">
            {row.service.name}. {row.lineReason} {row.ownRate && t('correct.has', { price: ownPrice(row.ownRate) })}
          </Text>
        </li>
      ))}
    </ul>
  );
}

interface FieldsProps {
  choices: TimeBillingChoices;
  wish: Wish;
  errors: Record<string, string>;
  currency: string;
  onChange: (part: Partial<Wish>) => void;
}

function Fields({ choices: { rows, lines, services }, wish, errors, currency, onChange }: FieldsProps) {
  return (
    <>
      {lines.length > 0 && (
        <Select
          label={t('correct.line')}
          placeholder={t('correct.unchanged')}
          data={lines.map(({ id, name }) => ({ value: id, label: name }))}
          value={wish.lineId}
          onChange={(lineId) => onChange({ lineId })}
          error={errors['contractLineId']}
          clearable
        />
      )}
      <Select
        label={t('form.service')}
        placeholder={t('correct.unchanged')}
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        value={wish.serviceId}
        onChange={(serviceId) => onChange({ serviceId })}
        error={errors['serviceId']}
        searchable
        clearable
      />
      {rows.length === 1 && (
        <NumberInput
          label={t('correct.billable')}
          placeholder={String(rows[0]?.billableMinutes ?? '')}
          value={wish.billable}
          onChange={(billable) => onChange({ billable })}
          min={0}
          max={rows[0]?.minutes ?? 1440}
          allowDecimal={false}
          error={errors['billableMinutes']}
        />
      )}
      <TextInput
        label={t('correct.rate', { currency })}
        description={t('correct.rateHint')}
        placeholder={t('correct.unchanged')}
        value={wish.rate}
        onChange={(event) => onChange({ rate: event.currentTarget.value, isRateless: false })}
        error={errors['ownRate']}
        inputMode="decimal"
      />
      {rows.some(({ ownRate }) => ownRate !== null) && (
        <Switch
          label={t('correct.noRate')}
          checked={wish.isRateless}
          onChange={(event) => onChange({ isRateless: event.currentTarget.checked, rate: '' })}
        />
      )}
    </>
  );
}

/** Who pays for time, at which service and price: for entries that cannot be billed yet, approved ones too. */
export function CorrectBillingDialog({ ids, currency, onClose, onDone }: CorrectBillingProps) {
  const refresh = useRefreshTime();
  const [wish, setWish] = useState(nothing);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const input = { ids: ids.slice(0, 200) };
  const { data, isError, error, refetch } = useQuery({
    queryKey: [timeBillingChoices.name, input],
    queryFn: ({ signal }) => call(timeBillingChoices, input, { signal }),
  });
  const rows = data?.rows ?? [];

  async function save() {
    setErrors({});
    const told = corrections(wish, currency);
    let corrected = 0;
    try {
      for (const { id, version } of rows) {
        await call(correctTimeBilling, { id, version, ...told });
        corrected += 1;
      }
    } finally {
      // those before a refusal are done: they leave the list, and the rest can be tried again
      if (corrected > 0) {
        toastSuccess(t('correct.done', { count: corrected }));
        await Promise.all([refresh(), onDone()]);
      }
    }
  }

  return (
    <FormDialog
      title={t('correct.title')}
      submitLabel={t('correct.save')}
      size="lg"
      onSubmit={save}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <PageLoading />}
      {data && (
        <>
          <EntryList rows={rows} />
          <Text size="sm" c="dimmed">
            {t('correct.hint')}
          </Text>
          <Fields {...{ choices: data, wish, errors, currency }} onChange={(part) => setWish({ ...wish, ...part })} />
        </>
      )}
    </FormDialog>
  );
}
