'use client';

import { FileInput, Group, SimpleGrid, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, invalid } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { addExemption, changeExemption, type ExemptionCard } from '../contract';
import { useTaxCategories } from './choices';
import { t } from './strings';
import { useRefreshClientTax } from './tax-queries';

/** Stores the file and gives its id. Throws a sentence when the server does not take it. */
async function upload(file: File): Promise<string> {
  const response = await fetch(`/api/uploads?filename=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
  });
  const answer = (await response.json()) as { data?: { id: string }; detail?: string };
  if (!response.ok || !answer.data) throw invalid(answer.detail ?? t('exemption.fileFailed'));
  return answer.data.id;
}

const draftOf = (exemption: ExemptionCard | null) => ({
  certificate: exemption?.certificate ?? '',
  reason: exemption?.reason ?? '',
  reasonCode: exemption?.reasonCode ?? '',
  categoryId: exemption?.category?.id ?? null,
  place: exemption?.place ?? '',
  validFrom: exemption?.validFrom ?? '',
  last: exemption?.validTo ? addDays(exemption.validTo, -1) : '',
});

/** A certificate with its dates and its file. */
export function ExemptionDialog({
  clientId,
  exemption,
  onClose,
}: {
  clientId: string;
  /** null: a new one */
  exemption: ExemptionCard | null;
  onClose: () => void;
}) {
  const refresh = useRefreshClientTax();
  const categories = useTaxCategories().data?.categories ?? [];
  const [file, setFile] = useState<File | null>(null);
  const form = useForm({ initialValues: draftOf(exemption) });

  async function save() {
    const { last, place, validFrom, reason, ...fixed } = form.values;
    const validTo = last ? addDays(last, 1) : null;
    const withFile = file ? { uploadId: await upload(file) } : {};
    const dates = { reason, validFrom, validTo, ...withFile };
    if (exemption) await call(changeExemption, { id: exemption.id, version: exemption.version, ...dates });
    else await call(addExemption, { clientId, ...fixed, place: place || null, ...dates });
    toastSuccess(t('exemption.saved'));
    await refresh();
  }

  return (
    <FormDialog
      title={t(exemption ? 'exemption.change' : 'exemption.add')}
      submitLabel={t('exemption.save')}
      size="lg"
      onSubmit={save}
      onFieldErrors={(fields) => form.setErrors({ ...fields, last: fields['validTo'] })}
      onClose={onClose}
    >
      <Group grow align="flex-end">
        <TextInput
          label={t('exemption.certificate')}
          required
          data-autofocus
          disabled={exemption !== null}
          {...form.getInputProps('certificate')}
        />
        <TextInput
          label={t('exemption.reason')}
          description={t('exemption.reasonHint')}
          required
          {...form.getInputProps('reason')}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
        <Select
          label={t('column.tax')}
          data={categories.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={t('exemption.everyCategory')}
          clearable
          disabled={exemption !== null}
          {...form.getInputProps('categoryId')}
        />
        <TextInput
          label={t('exemption.place')}
          placeholder={t('exemption.everywhere')}
          disabled={exemption !== null}
          {...form.getInputProps('place')}
        />
        <TextInput
          label={t('exemption.code')}
          placeholder="VATEX-EU-132"
          disabled={exemption !== null}
          {...form.getInputProps('reasonCode')}
        />
      </SimpleGrid>
      <Group grow align="flex-end">
        <TextInput type="date" label={t('exemption.from')} required {...form.getInputProps('validFrom')} />
        <TextInput
          type="date"
          label={t('exemption.last')}
          description={t('exemption.lastHint')}
          {...form.getInputProps('last')}
        />
      </Group>
      <FileInput
        label={t('exemption.file')}
        placeholder={exemption?.fileName ?? t('exemption.choose')}
        value={file}
        clearable
        onChange={setFile}
      />
    </FormDialog>
  );
}
