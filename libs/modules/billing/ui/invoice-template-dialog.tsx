'use client';

import { ColorInput, Group, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createInvoiceTemplate, invoiceTemplateCard, updateInvoiceTemplate } from '../contract';
import { t } from './strings';

type Template = z.output<typeof invoiceTemplateCard>;

const swatches = ['#334155', '#6d28d9', '#1d4ed8', '#0f766e', '#15803d', '#b45309', '#b91c1c', '#be185d'];

export interface InvoiceTemplateDialogProps {
  /** What is changed; without it a new one is made. */
  template: Template | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** Heading, footer, colour and detail of a document. A PDF that is drawn already stays as it is. */
export function InvoiceTemplateDialog({ template, onClose, onSaved }: InvoiceTemplateDialogProps) {
  const form = useForm({
    initialValues: {
      name: template?.name ?? '',
      title: template?.title ?? t('template.titleInitial'),
      footer: template?.footer ?? '',
      accentColor: template?.accentColor ?? '#334155',
      showsZeroLines: template?.showsZeroLines ?? false,
    },
  });

  async function submit() {
    const facts = { ...form.values, accentColor: form.values.accentColor.toLowerCase() };
    if (template) await call(updateInvoiceTemplate, { id: template.id, version: template.version, ...facts });
    else await call(createInvoiceTemplate, facts);
    toastSuccess(t('template.saved', { name: facts.name }));
    await onSaved();
  }

  return (
    <FormDialog
      title={t(template ? 'template.editTitle' : 'template.new')}
      submitLabel={t(template ? 'settings.save' : 'template.create')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t('template.name')}
          description={t('template.nameHint')}
          maxLength={100}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('template.titleField')}
          description={t('template.titleHint')}
          maxLength={60}
          required
          {...form.getInputProps('title')}
        />
      </Group>
      <Textarea
        label={t('template.footer')}
        description={t('template.footerHint')}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={1000}
        {...form.getInputProps('footer')}
      />
      <ColorInput
        label={t('template.colour')}
        format="hex"
        swatches={swatches}
        closeOnColorSwatchClick
        eyeDropperButtonProps={{ 'aria-label': t('template.pickColour') }}
        {...form.getInputProps('accentColor')}
      />
      <Switch
        label={t('template.zeroLines')}
        description={t('template.zeroLinesHint')}
        {...form.getInputProps('showsZeroLines', { type: 'checkbox' })}
      />
    </FormDialog>
  );
}
