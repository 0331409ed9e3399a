'use client';

import { Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createInvoiceTemplate, type InvoiceTemplateCard } from '../contract';
import { t } from './strings';

export interface InvoiceTemplateDialogProps {
  templates: InvoiceTemplateCard[];
  /** What is copied unless another is chosen. */
  copyOf: string;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** A new template begins as a copy and opens in the designer. */
export function InvoiceTemplateDialog({ templates, copyOf, onClose, onSaved }: InvoiceTemplateDialogProps) {
  const router = useRouter();
  const form = useForm({ initialValues: { name: '', copyOf } });

  async function submit() {
    const { id } = await call(createInvoiceTemplate, form.values);
    toastSuccess(t('template.saved', { name: form.values.name }));
    await onSaved();
    router.push(`/msp/settings/invoices/templates/${id}`);
  }

  return (
    <FormDialog
      title={t('template.new')}
      submitLabel={t('template.create')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <Stack gap="sm">
        <TextInput
          label={t('template.name')}
          description={t('template.nameHint')}
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label={t('template.copyOf')}
          data={templates.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          {...form.getInputProps('copyOf')}
        />
      </Stack>
    </FormDialog>
  );
}
