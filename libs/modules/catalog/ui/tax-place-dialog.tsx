'use client';

import { Group, Select, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createTaxPlace, updateTaxPlace, type TaxPlaceCard, type TaxPlaceKind } from '../contract';
import { t } from './strings';
import { useRefreshTax } from './tax-queries';

const kinds = ['country', 'region', 'county', 'city', 'district'] as const;

const draftOf = (place: TaxPlaceCard | null) => ({
  code: place?.code ?? '',
  name: place?.name ?? '',
  kind: (place?.kind ?? 'country') as TaxPlaceKind,
  parentId: place?.parentId ?? null,
  aliases: place?.aliases ?? [],
  postalCodes: place?.postalCodes ?? [],
});

/** A place that addresses are found in; code and surroundings stay once it is made. */
export function TaxPlaceDialog({
  place,
  places,
  onClose,
}: {
  /** null: a new one */
  place: TaxPlaceCard | null;
  places: readonly TaxPlaceCard[];
  onClose: () => void;
}) {
  const refresh = useRefreshTax();
  const form = useForm({ initialValues: draftOf(place) });
  const { kind } = form.values;
  const around = places.filter((one) => kinds.indexOf(one.kind) < kinds.indexOf(kind));

  async function submit() {
    const { name, aliases, postalCodes, parentId, ...fixed } = form.values;
    if (place) await call(updateTaxPlace, { id: place.id, version: place.version, name, aliases, postalCodes });
    else {
      await call(createTaxPlace, {
        ...{ ...fixed, name, aliases, postalCodes },
        parentId: kind === 'country' ? null : parentId,
      });
    }
    toastSuccess(t('place.saved', { name }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(place ? 'place.edit' : 'place.new')}
      submitLabel={t('save')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <Select
          label={t('place.kind')}
          data={kinds.map((value) => ({ value, label: t(`place.kind.${value}`) }))}
          allowDeselect={false}
          disabled={place !== null}
          {...form.getInputProps('kind')}
        />
        <Select
          label={t('place.parent')}
          data={around.map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))}
          disabled={place !== null || kind === 'country'}
          searchable
          {...form.getInputProps('parentId')}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput label={t('service.name')} required data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t('place.code')}
          description={t('place.codeHint')}
          required
          disabled={place !== null}
          {...form.getInputProps('code')}
        />
      </Group>
      <TagsInput label={t('place.aliases')} description={t('place.aliasesHint')} {...form.getInputProps('aliases')} />
      <TagsInput
        label={t('place.postalCodes')}
        description={t('place.postalCodesHint')}
        {...form.getInputProps('postalCodes')}
      />
    </FormDialog>
  );
}
