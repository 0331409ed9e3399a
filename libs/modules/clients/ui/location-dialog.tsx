'use client';

import { Group, Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { notFound } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { addLocation, getClient, updateLocation, type ContactCard, type LocationCard } from '../contract';
import { useRefreshClients } from './client-queries';
import { t } from './strings';
import { useRecordForm, type Shown } from './use-record-form';

const blank = { name: '', line1: '', line2: '', city: '', region: '', postalCode: '', country: '', siteContactId: '' };
type LocationValues = typeof blank;

const shownOf = (location: LocationCard): Shown<LocationValues> => {
  const { name, line1, line2, city, region, postalCode, country, version } = location;
  const siteContactId = location.siteContactId ?? '';
  return { values: { name, line1, line2, city, region, postalCode, country, siteContactId }, version };
};

interface FieldsProps {
  form: UseFormReturnType<LocationValues>;
  people: readonly ContactCard[];
}

/** Nobody is told as null. */
const sent = <T extends Partial<LocationValues>>(values: T) => ({
  ...values,
  ...(values.siteContactId === undefined ? {} : { siteContactId: values.siteContactId || null }),
});

function LocationFields({ form, people }: FieldsProps) {
  const own = form.values.siteContactId;
  const offered = people.filter(({ id, isInactive }) => !isInactive || id === own);
  const field = (key: Exclude<keyof LocationValues, 'siteContactId'>, maxLength: number) => (
    <TextInput label={t(`location.${key}`)} maxLength={maxLength} autoComplete="off" {...form.getInputProps(key)} />
  );
  return (
    <>
      <TextInput
        label={t('location.name')}
        required
        maxLength={200}
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      {field('line1', 200)}
      {field('line2', 200)}
      <Group grow align="flex-start">
        {field('postalCode', 20)}
        {field('city', 100)}
      </Group>
      <Group grow align="flex-start">
        {field('region', 100)}
        {field('country', 100)}
      </Group>
      <Select
        label={t('location.siteContact')}
        data={offered.map(({ id, fullName }) => ({ value: id, label: fullName }))}
        value={own || null}
        onChange={(id) => form.setFieldValue('siteContactId', id ?? '')}
        error={form.errors['siteContactId']}
        searchable
        clearable
      />
    </>
  );
}

/** A further location; the first one becomes the default by itself. */
export function NewLocationDialog({ clientId, people, onClose }: Omit<LocationDialogProps, 'location'>) {
  const refresh = useRefreshClients();
  const form = useForm({ initialValues: blank });

  async function submit() {
    await call(addLocation, { clientId, ...sent(form.values), isDefault: false });
    toastSuccess(t('locations.saved', { name: form.values.name.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('locations.add')}
      submitLabel={t('locations.add')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <LocationFields form={form} people={people} />
    </FormDialog>
  );
}

export interface LocationDialogProps {
  clientId: string;
  /** The contacts of the client. */
  people: readonly ContactCard[];
  location: LocationCard;
  onClose: () => void;
}

/** Changes name and address of a location. */
export function LocationDialog({ clientId, people, location, onClose }: LocationDialogProps) {
  const refresh = useRefreshClients();
  const { form, submit } = useRecordForm(
    shownOf(location),
    async (patch, version) => {
      await call(updateLocation, { id: location.id, version, ...sent(patch) });
      toastSuccess(t('locations.saved', { name: form.getValues().name.trim() }));
      await refresh();
    },
    async () => {
      const { locations } = await call(getClient, { id: clientId });
      const now = locations.find(({ id }) => id === location.id);
      if (!now) throw notFound('location');
      return shownOf(now);
    },
  );
  return (
    <FormDialog
      title={t('locations.editTitle')}
      submitLabel={t('save')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <LocationFields form={form} people={people} />
    </FormDialog>
  );
}
