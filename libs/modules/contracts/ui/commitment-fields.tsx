'use client';

import { Group, MultiSelect, Switch, TextInput } from '@mantine/core';
import type { ServiceCard } from '@kelp/catalog/contract';
import { t } from './strings';
import { PriceField, type TermsFieldsProps } from './terms-fields';

/** The least amount of a period. */
export function MinimumPriceField({ currency, ...props }: TermsFieldsProps) {
  return <PriceField {...props} label={t('minimum.price', { currency })} hint={t('minimum.priceHint')} />;
}

interface MinimumProps extends TermsFieldsProps {
  prorates: boolean;
  onProrates: (prorates: boolean) => void;
}

/** The least amount of a contract, and whether a part of a period has only its part of it. */
export function MinimumFields({ prorates, onProrates, ...props }: MinimumProps) {
  return (
    <>
      <MinimumPriceField {...props} />
      <Switch
        label={t('minimum.prorates')}
        checked={prorates}
        onChange={(event) => onProrates(event.currentTarget.checked)}
      />
    </>
  );
}

interface BundleProps {
  /** Service id → weight as typed; empty = the prices of the catalogue decide. */
  members: Record<string, string>;
  services: readonly ServiceCard[];
  error: string | undefined;
  onChange: (members: Record<string, string>) => void;
}

/** The services that a fee is shared over on invoices, in the order in which they were chosen. */
export function BundleFields({ members, services, error, onChange }: BundleProps) {
  const chosen = Object.keys(members);
  return (
    <>
      <MultiSelect
        label={t('bundle.members')}
        description={t('bundle.hint')}
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        error={error}
        searchable
        onChange={(ids) => onChange(Object.fromEntries(ids.map((id) => [id, members[id] ?? ''])))}
      />
      {chosen.length > 1 && (
        <Group align="flex-start">
          {chosen.map((id) => (
            <TextInput
              key={id}
              label={t('bundle.weight', { service: services.find((one) => one.id === id)?.name ?? '' })}
              placeholder={t('bundle.byPrice')}
              inputMode="decimal"
              w={200}
              value={members[id] ?? ''}
              onChange={(event) => onChange({ ...members, [id]: event.currentTarget.value })}
            />
          ))}
        </Group>
      )}
    </>
  );
}

/** The members for the wire. */
export const membersOf = (members: Record<string, string>) =>
  Object.entries(members).map(([serviceId, weight]) => ({ serviceId, weight: weight.trim() || null }));
