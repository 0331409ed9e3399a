'use client';

import { Button, Group } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { formatLocalDate } from '@kelp/std';
import { EmptyState, ErrorState, PageHeader, Section, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { removeTaxRate, type TaxCategory, type TaxRateCard } from '../contract';
import { taxChanges, type TaxChange } from '../domain/tax-changes';
import { useRefreshCatalog, useTaxRates } from './catalog-queries';
import { t } from './strings';
import { TaxPlacesSection } from './tax-places-section';
import { useTaxPlaces } from './tax-queries';
import { TaxSettingsSection } from './tax-settings-section';
import { TaxTimeline } from './tax-timeline';
import './tax-page.css';

const TaxRateDialog = dynamic(() => import('./tax-rate-dialog').then((one) => one.TaxRateDialog));
const TaxCategoryDialog = dynamic(() => import('./tax-rate-dialog').then((one) => one.TaxCategoryDialog));
const TaxHolidayDialog = dynamic(() => import('./tax-holiday-dialog').then((one) => one.TaxHolidayDialog));

/** A place by its name; codes without a place, and everywhere, as they are. */
function usePlaceName(): (code: string) => string {
  const places = useTaxPlaces().data?.places ?? [];
  return (code) => (code === '*' ? t('tax.everywhere') : (places.find((one) => one.code === code)?.name ?? code));
}

function Changes({ changes }: { changes: readonly TaxChange[] }) {
  const { locale } = useFormats();
  const placeName = usePlaceName();
  if (changes.length === 0) return <p className="kelp-muted">{t('tax.noChanges')}</p>;
  const shown = (rate: TaxRateCard) => (rate.bands ? t('tax.byAmount') : `${rate.percent} %`);
  return (
    <ul className="kelp-tax-changes">
      {changes.map(({ rate, category, before }) => (
        <li key={rate.id}>
          <strong>{formatLocalDate(rate.validFrom, locale, 'medium')}</strong>{' '}
          {t(before ? 'tax.changes' : 'tax.begins', {
            tax: `${category}, ${rate.name}`,
            place: placeName(rate.place),
            before: before ? shown(before) : '',
            after: shown(rate),
          })}
          {rate.isHoliday && <span className="kelp-muted"> {rate.reason}</span>}
        </li>
      ))}
    </ul>
  );
}

function Rates({ categories, mayChange }: { categories: readonly TaxCategory[]; mayChange: boolean }) {
  const refresh = useRefreshCatalog();
  const placeName = usePlaceName();

  async function remove(rate: TaxRateCard) {
    try {
      await call(removeTaxRate, { id: rate.id });
      toastSuccess(t('tax.takenBack'));
      await refresh();
    } catch (failure) {
      toastError(failure);
    }
  }

  return categories.map((category) => (
    <Section key={category.id} title={category.name}>
      <TaxTimeline
        category={category}
        placeName={placeName}
        onRemove={mayChange ? (rate) => void remove(rate) : null}
      />
    </Section>
  ));
}

/** Everything that decides tax: rates by place with their dates, what changes when, places, and how it is counted. */
export function TaxPage() {
  const { data, error, refetch } = useTaxRates(true);
  const [dialog, setDialog] = useState<'rate' | 'category' | 'holiday' | null>(null);
  const can = (permission: string) => data?.abilities.includes(permission) ?? false;
  const close = () => setDialog(null);
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('tax.page')}
        back={{ href: '/msp/services', label: t('service.title') }}
        actions={
          <Group gap="xs">
            {can('tax.create') && (
              <Button variant="default" onClick={() => setDialog('category')}>
                {t('tax.newCategory')}
              </Button>
            )}
            {can('tax.update') && (
              <>
                <Button variant="default" onClick={() => setDialog('holiday')}>
                  {t('tax.holiday')}
                </Button>
                <Button onClick={() => setDialog('rate')}>{t('tax.set')}</Button>
              </>
            )}
          </Group>
        }
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Section title={t('tax.whatChanges')}>
            <Changes changes={taxChanges(data.categories)} />
          </Section>
          {data.categories.length === 0 && <EmptyState title={t('tax.empty')} />}
          <Rates categories={data.categories} mayChange={can('tax.update')} />
          <TaxPlacesSection />
          <TaxSettingsSection mayChange={can('tax.update')} />
        </>
      )}
      {dialog === 'rate' && data && <TaxRateDialog categories={data.categories} onClose={close} />}
      {dialog === 'holiday' && data && <TaxHolidayDialog categories={data.categories} onClose={close} />}
      {dialog === 'category' && <TaxCategoryDialog onClose={close} />}
    </div>
  );
}
