'use client';

import { Group, NumberInput, Select, Switch, Table, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { addDays, formatLocalDate, parsePrice, priceToDecimalString } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats } from '@kelp/ui';
import { createService, updateService, type ServiceCard, type TaxCategory } from '../contract';
import { useHomeCurrency, useRefreshCatalog } from './catalog-queries';
import { t } from './strings';

interface Draft {
  name: string;
  billingMethod: 'fixed' | 'hourly' | 'usage';
  unit: string;
  taxCategoryId: string;
  minimumMinutes: number;
  incrementMinutes: number;
  isActive: boolean;
  price: string;
  currency: string;
  validFrom: string;
}

type Form = UseFormReturnType<Draft>;

const draftOf = (service: ServiceCard | null, categories: readonly TaxCategory[], currency: string): Draft => ({
  name: service?.name ?? '',
  billingMethod: service?.billingMethod ?? 'hourly',
  unit: service?.unit ?? '',
  taxCategoryId: service?.taxCategory.id ?? categories.find((one) => !one.isExempt)?.id ?? '',
  minimumMinutes: service?.minimumMinutes ?? 0,
  incrementMinutes: service?.incrementMinutes ?? 1,
  isActive: service?.isActive ?? true,
  price: '',
  currency: service?.prices[0]?.currency ?? currency,
  validFrom: '',
});

/** The price as it goes over the wire; nothing typed is no price. Throws the sentence for what is no price. */
function priceOf({ price, currency, validFrom }: Draft) {
  if (price.trim() === '') return undefined;
  return { currency, unitPrice: parsePrice(price, currency), ...(validFrom ? { validFrom } : {}) };
}

async function save(service: ServiceCard | null, draft: Draft): Promise<void> {
  const { name, billingMethod, unit, taxCategoryId, minimumMinutes, incrementMinutes, isActive } = draft;
  const facts = { name, taxCategoryId, minimumMinutes, incrementMinutes, ...(unit.trim() ? { unit } : {}) };
  const price = priceOf(draft);
  if (service) {
    await call(updateService, {
      id: service.id,
      version: service.version,
      ...facts,
      isActive,
      ...(price ? { price } : {}),
    });
  } else {
    await call(createService, { ...facts, billingMethod, prices: price ? [price] : [] });
  }
}

function Prices({ service }: { service: ServiceCard }) {
  const { locale } = useFormats();
  if (service.prices.length === 0) return <p className="kelp-field-error">{t('price.none')}</p>;
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  return (
    <Table withRowBorders={false} verticalSpacing={4} aria-label={t('price.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('price.price')}</Table.Th>
          <Table.Th>{t('price.from')}</Table.Th>
          <Table.Th>{t('price.to')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {service.prices.map((price) => (
          <Table.Tr key={price.id} fw={price.isCurrent ? 600 : undefined}>
            <Table.Td className="kelp-num">
              {priceToDecimalString(price.unitPrice, price.currency)} {price.currency}
            </Table.Td>
            <Table.Td>{date(price.validFrom)}</Table.Td>
            <Table.Td>{price.validTo ? date(addDays(price.validTo, -1)) : t('price.open')}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PriceFields({ form, isNew }: { form: Form; isNew: boolean }) {
  return (
    <Group grow align="flex-start">
      <TextInput
        label={t(isNew ? 'price.price' : 'price.new')}
        description={t('price.hint')}
        inputMode="decimal"
        {...form.getInputProps('price')}
      />
      <TextInput
        label={t('price.currency')}
        description={t('price.currencyHint')}
        maxLength={3}
        {...form.getInputProps('currency')}
      />
      <TextInput
        label={t('price.from')}
        description={t('price.fromHint')}
        type="date"
        {...form.getInputProps('validFrom')}
      />
    </Group>
  );
}

export interface ServiceDialogProps {
  /** What is edited; without it a new service is made. */
  service: ServiceCard | null;
  categories: readonly TaxCategory[];
  onClose: () => void;
}

/** A service with its facts, its prices so far and a new price from a date. */
export function ServiceDialog({ service, categories, onClose }: ServiceDialogProps) {
  const currency = useHomeCurrency();
  const refresh = useRefreshCatalog();
  const form: Form = useForm<Draft>({ initialValues: draftOf(service, categories, currency) });

  async function submit() {
    await save(service, form.values);
    toastSuccess(t('service.saved', { name: form.values.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(service ? 'service.editTitle' : 'service.new')}
      submitLabel={t(service ? 'save' : 'service.create')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput label={t('service.name')} required data-autofocus {...form.getInputProps('name')} />
      <Group grow align="flex-start">
        <Select
          label={t('service.method')}
          data={(['hourly', 'fixed', 'usage'] as const).map((value) => ({ value, label: t(`method.${value}`) }))}
          allowDeselect={false}
          disabled={service !== null}
          {...form.getInputProps('billingMethod')}
        />
        <TextInput
          label={t('service.unit')}
          placeholder={t(`unit.${form.values.billingMethod}`)}
          {...form.getInputProps('unit')}
        />
        <Select
          label={t('service.taxCategory')}
          data={categories.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          required
          {...form.getInputProps('taxCategoryId')}
        />
      </Group>
      {form.values.billingMethod === 'hourly' && (
        <Group grow align="flex-start">
          <NumberInput
            label={t('service.minimum')}
            min={0}
            max={1440}
            allowDecimal={false}
            {...form.getInputProps('minimumMinutes')}
          />
          <NumberInput
            label={t('service.increment')}
            min={1}
            max={1440}
            allowDecimal={false}
            {...form.getInputProps('incrementMinutes')}
          />
        </Group>
      )}
      {service && <Prices service={service} />}
      {service && <Link href={`/msp/billing/what-if?service=${service.id}`}>{t('service.whatIf')}</Link>}
      <PriceFields form={form} isNew={service === null} />
      {service && <Switch label={t('service.isActive')} {...form.getInputProps('isActive', { type: 'checkbox' })} />}
    </FormDialog>
  );
}
