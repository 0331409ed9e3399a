'use client';

import { Group, MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import type { ServiceCard } from '@kelp/catalog/contract';
import type { HoursDraft } from './hours-draft';
import { t } from './strings';
import { HourlyFields, PriceField, type TermsFieldsProps } from './terms-fields';

interface HoursProps {
  hours: HoursDraft;
  set: (part: Partial<HoursDraft>) => void;
  services: readonly ServiceCard[];
  errors: Record<string, string>;
}

/** Whose time it takes, and how much a minute of each counts. */
export function CoveredFields({ hours, set, services, errors }: HoursProps) {
  const chosen = Object.keys(hours.weights);
  const nameOf = (id: string) => services.find((one) => one.id === id)?.name ?? '';
  return (
    <>
      <MultiSelect
        label={t('hours.covers')}
        description={t('hours.coversHint')}
        data={services
          .filter((one) => one.billingMethod === 'hourly')
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={(ids) => set({ weights: Object.fromEntries(ids.map((id) => [id, hours.weights[id] ?? '1'])) })}
        error={errors['coveredServices']}
        required
        searchable
      />
      {chosen.length > 1 && (
        <Group align="flex-start">
          {chosen.map((id) => (
            <TextInput
              key={id}
              label={t('hours.weight', { service: nameOf(id) })}
              inputMode="decimal"
              w={200}
              value={hours.weights[id] ?? '1'}
              onChange={(event) => set({ weights: { ...hours.weights, [id]: event.currentTarget.value } })}
            />
          ))}
        </Group>
      )}
    </>
  );
}

function RolloverFields({ hours, set, errors }: Omit<HoursProps, 'services'>) {
  return (
    <>
      <Select
        label={t('hours.rollover')}
        data={(['none', 'carried_first', 'base_first'] as const).map((value) => ({
          value,
          label: t(`rollover.${value}`),
        }))}
        allowDeselect={false}
        value={hours.rollover}
        onChange={(rollover) => rollover && set({ rollover })}
      />
      {hours.rollover !== 'none' && (
        <Group grow align="flex-start">
          <TextInput
            label={t('hours.periods')}
            description={t('hours.periodsHint')}
            inputMode="numeric"
            value={hours.rolloverPeriods}
            onChange={(event) => set({ rolloverPeriods: event.currentTarget.value })}
            error={errors['rolloverPeriods']}
          />
          <TextInput
            label={t('hours.cap')}
            description={t('hours.capHint')}
            inputMode="decimal"
            value={hours.rolloverCap}
            onChange={(event) => set({ rolloverCap: event.currentTarget.value })}
            error={errors['rolloverCap']}
          />
        </Group>
      )}
    </>
  );
}

interface FeeProps extends TermsFieldsProps {
  included: string;
  onIncluded: (hours: string) => void;
}

/** The fee of a period and the hours it buys. */
function FeeAndHours({ currency, included, onIncluded, ...props }: FeeProps) {
  return (
    <Group grow align="flex-start">
      <PriceField {...props} label={t('terms.price', { currency })} hint={t('hours.priceHint')} />
      <TextInput
        label={t('hours.included')}
        description={t('hours.hint')}
        inputMode="decimal"
        required
        value={included}
        onChange={(event) => onIncluded(event.currentTarget.value)}
        error={props.errors['includedMinutes']}
      />
    </Group>
  );
}

/** Fee, hours, what becomes of unused ones, and the rate beyond them. */
export function BucketFields(props: TermsFieldsProps & HoursProps) {
  const { draft, currency, errors, onChange, hours, set } = props;
  const terms = { draft, currency, errors, onChange };
  return (
    <>
      <FeeAndHours {...terms} included={hours.included} onIncluded={(included) => set({ included })} />
      <RolloverFields hours={hours} set={set} errors={errors} />
      <Switch
        label={t('hours.prorates')}
        checked={hours.proratesIncluded}
        onChange={(event) => set({ proratesIncluded: event.currentTarget.checked })}
      />
      <CoveredFields {...props} />
      <HourlyFields {...terms} rateHint={t('hours.beyondHint')} />
    </>
  );
}

/** Whose time prepaid blocks pay for, and the rate of work that no block has left. */
export function PrepaidFields(props: TermsFieldsProps & HoursProps) {
  const { draft, currency, errors, onChange } = props;
  return (
    <>
      <CoveredFields {...props} />
      <HourlyFields {...{ draft, currency, errors, onChange }} rateHint={t('hours.restHint')} />
    </>
  );
}

interface BucketChangeProps extends TermsFieldsProps {
  hours: HoursDraft;
  set: (part: Partial<HoursDraft>) => void;
  errors: Record<string, string>;
  /** The services whose time it takes. */
  covered: readonly { id: string; name: string }[];
}

/** What can change of a bucket from a date: fee, hours, what becomes of unused ones, weights, and the rate beyond them. */
export function BucketChangeFields({ hours, set, covered, ...props }: BucketChangeProps) {
  return (
    <>
      <FeeAndHours
        {...props}
        included={props.draft.included ?? ''}
        onIncluded={(included) => props.onChange({ included })}
      />
      <RolloverFields hours={hours} set={set} errors={props.errors} />
      <Switch
        label={t('hours.prorates')}
        checked={hours.proratesIncluded}
        onChange={(event) => set({ proratesIncluded: event.currentTarget.checked })}
      />
      <Group align="flex-start">
        {covered.map(({ id, name }) => (
          <TextInput
            key={id}
            label={t('hours.weight', { service: name })}
            inputMode="decimal"
            w={220}
            value={hours.weights[id] ?? '1'}
            error={props.errors['weights']}
            onChange={(event) => set({ weights: { ...hours.weights, [id]: event.currentTarget.value } })}
          />
        ))}
      </Group>
      <HourlyFields {...props} rateHint={t('hours.beyondHint')} />
    </>
  );
}
