'use client';

import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createService, listServices, listTaxRates, setTaxRate, type TaxCategory } from '@kelp/catalog/contract';
import { useMe } from '@kelp/identity/screens';
import { call } from '@kelp/kernel/client';
import { invalid, parsePrice } from '@kelp/std';
import { QueryState } from '@kelp/ui';
import type { StepProps } from './step';
import { StepForm } from './step-form';
import { t } from './strings';

const isNothing = (percent: string) => /^0+([.,]0*)?$/.test(percent.trim());

async function saveRate(category: TaxCategory, percent: string, reason: string): Promise<void> {
  if (percent.trim() === '' || category.rates.length > 0) return;
  const given = percent.trim().replace(',', '.');
  await call(setTaxRate, {
    ...{ categoryId: category.id, place: '*', name: 'Tax', percent: given },
    ...(isNothing(given) ? { reason } : {}),
  });
}

async function saveService(category: TaxCategory, name: string, price: string, currency: string): Promise<void> {
  const { rows } = await call(listServices, { search: name, includeInactive: true, limit: 50 });
  if (rows.some((one) => one.name.toLowerCase() === name.trim().toLowerCase())) return;
  await call(createService, {
    ...{ name, billingMethod: 'hourly', taxCategoryId: category.id },
    prices: [{ currency, unitPrice: parsePrice(price, currency) }],
  });
}

/** What an hour costs and how it is taxed: a service with its price, and the rate of the usual tax category. */
export function BillingStep(props: StepProps) {
  const cache = useQueryClient();
  const currency = useMe().data?.tenant.currency ?? '';
  const query = useQuery({
    queryKey: [listTaxRates.name],
    queryFn: ({ signal }) => call(listTaxRates, {}, { signal }),
  });
  const [name, setName] = useState(t('billing.default'));
  const [price, setPrice] = useState('');
  const [percent, setPercent] = useState('');
  const [reason, setReason] = useState('');
  const category = query.data?.categories.find(({ isExempt }) => !isExempt);
  if (!category) return <QueryState query={query} lines={3} />;
  const known = category.rates[0];

  async function save(taxed: TaxCategory) {
    if (price.trim() === '') throw invalid('Give the price of an hour, or skip this page.');
    await saveRate(taxed, percent, reason);
    await saveService(taxed, name, price, currency);
    await cache.invalidateQueries({ predicate: ({ queryKey }) => /^(service|tax_rate)\./.test(String(queryKey[0])) });
  }

  return (
    <StepForm {...props} lead={t('billing.lead')} save={() => save(category)}>
      <TextInput
        label={t('billing.service')}
        value={name}
        maxLength={200}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('billing.price', { currency })}
        value={price}
        inputMode="decimal"
        placeholder="120.00"
        required
        autoFocus
        onChange={(event) => setPrice(event.currentTarget.value)}
      />
      {known ? (
        <p>{t('billing.known', { percent: known.percent })}</p>
      ) : (
        <TextInput
          label={t('billing.percent')}
          description={t('billing.percentHint')}
          value={percent}
          inputMode="decimal"
          onChange={(event) => setPercent(event.currentTarget.value)}
        />
      )}
      {!known && isNothing(percent) && (
        <TextInput
          label={t('billing.reason')}
          value={reason}
          maxLength={200}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </StepForm>
  );
}
