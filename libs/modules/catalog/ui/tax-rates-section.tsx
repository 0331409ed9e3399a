'use client';

import { Button, Table } from '@mantine/core';
import Link from 'next/link';
import { useState } from 'react';
import { addDays, formatLocalDate } from '@kelp/std';
import { EmptyState, ErrorState, Section, StatusBadge, useFormats } from '@kelp/ui';
import type { TaxCategory } from '../contract';
import { useTaxRates } from './catalog-queries';
import { t } from './strings';
import { TaxCategoryDialog, TaxRateDialog } from './tax-rate-dialog';

function CategoryRows({ category }: { category: TaxCategory }) {
  const { locale } = useFormats();
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  if (category.rates.length === 0) {
    return (
      <Table.Tr>
        <Table.Td>{category.name}</Table.Td>
        <Table.Td colSpan={5}>
          <StatusBadge tone="warning" label={t('tax.noRate')} />
        </Table.Td>
      </Table.Tr>
    );
  }
  return category.rates.map((rate) => (
    <Table.Tr key={rate.id} fw={rate.isCurrent ? 600 : undefined}>
      <Table.Td>{category.name}</Table.Td>
      <Table.Td ta="end" className="kelp-num">
        {rate.percent} %
      </Table.Td>
      <Table.Td>{rate.reason ?? rate.name}</Table.Td>
      <Table.Td>{rate.place === '*' ? t('tax.everywhere') : rate.place}</Table.Td>
      <Table.Td>{date(rate.validFrom)}</Table.Td>
      <Table.Td>{rate.validTo ? date(addDays(rate.validTo, -1)) : t('price.open')}</Table.Td>
    </Table.Tr>
  ));
}

function RatesTable({ categories }: { categories: readonly TaxCategory[] }) {
  const headers = ['tax.category', 'tax.percent', 'tax.name', 'tax.place', 'price.from', 'price.to'] as const;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={6} aria-label={t('tax.title')}>
        <Table.Thead>
          <Table.Tr>
            {headers.map((key) => (
              <Table.Th key={key} ta={key === 'tax.percent' ? 'end' : undefined}>
                {t(key)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {categories.map((category) => (
            <CategoryRows key={category.id} category={category} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Tax categories with their rates; a category without any is marked, since it stops every invoice that needs it. */
export function TaxRatesSection() {
  const { data, error, refetch } = useTaxRates(true);
  const [dialog, setDialog] = useState<'rate' | 'category' | null>(null);
  const can = (permission: string) => data?.abilities.includes(permission) ?? false;
  const actions = (
    <>
      <Button component={Link} href="/msp/services/tax" size="xs" variant="default">
        {t('tax.all')}
      </Button>
      {can('tax.create') && (
        <Button size="xs" variant="default" onClick={() => setDialog('category')}>
          {t('tax.newCategory')}
        </Button>
      )}
      {can('tax.update') && (
        <Button size="xs" variant="default" onClick={() => setDialog('rate')}>
          {t('tax.set')}
        </Button>
      )}
    </>
  );
  return (
    <Section title={t('tax.title')} actions={actions}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.categories.length === 0 && <EmptyState title={t('tax.empty')} />}
      {data && data.categories.length > 0 && <RatesTable categories={data.categories} />}
      {dialog === 'rate' && data && <TaxRateDialog categories={data.categories} onClose={() => setDialog(null)} />}
      {dialog === 'category' && <TaxCategoryDialog onClose={() => setDialog(null)} />}
    </Section>
  );
}
