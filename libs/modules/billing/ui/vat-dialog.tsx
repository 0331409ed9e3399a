'use client';

import { Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { setVatNumber, type VatNumberCard } from '../contract';
import { t } from './strings';
import { useRefreshClientTax } from './tax-queries';

/** The VAT number of a client, and whether the client owes the tax. */
export function VatDialog({
  clientId,
  vatNumber,
  onClose,
}: {
  clientId: string;
  vatNumber: VatNumberCard | null;
  onClose: () => void;
}) {
  const refresh = useRefreshClientTax();
  const form = useForm({
    initialValues: {
      number: vatNumber?.number ?? '',
      isReverseCharge: vatNumber?.isReverseCharge ?? false,
      validFrom: vatNumber?.validFrom ?? '',
    },
  });

  async function save() {
    const { number, isReverseCharge, validFrom } = form.values;
    await call(setVatNumber, {
      clientId,
      number: number.trim() || null,
      isReverseCharge,
      ...(vatNumber ? { version: vatNumber.version } : {}),
      ...(validFrom ? { validFrom } : {}),
    });
    toastSuccess(t('vat.saved'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('vat.title')}
      submitLabel={t('vat.save')}
      onSubmit={save}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('vat.number')}
        description={t('vat.numberHint')}
        data-autofocus
        {...form.getInputProps('number')}
      />
      <Switch
        label={t('vat.reverse')}
        description={t('vat.reverseHint')}
        error={form.errors['isReverseCharge']}
        {...form.getInputProps('isReverseCharge', { type: 'checkbox' })}
      />
      {form.values.isReverseCharge && (
        <TextInput type="date" label={t('vat.from')} {...form.getInputProps('validFrom')} />
      )}
    </FormDialog>
  );
}
