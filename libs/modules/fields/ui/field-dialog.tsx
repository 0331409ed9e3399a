'use client';

import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { call } from '@kelp/kernel/client';
import type { Entity } from '@kelp/tags/contract';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createField, kinds, updateField, type Kind, type ListedField } from '../contract';
import { choosing, referring } from '../domain/kinds';
import { keyFor } from '../domain/option-keys';
import { useFieldChoices, useOwnCurrency, useRefreshFields } from './field-queries';
import { OptionsEditor, type EditedOption } from './options-editor';
import { t } from './strings';
import { typedValue } from './typed-values';
import { ValueInput, type InputField } from './value-input';

const startOf = (field: ListedField | null) => ({
  label: field?.label ?? '',
  key: field?.key ?? '',
  hint: field?.hint ?? '',
  kind: field?.kind ?? ('text' as Kind),
  options: (field?.options ?? [{ label: '', isRetired: false }]) as EditedOption[],
  boardIds: field?.rules.boardIds ?? [],
  isRequiredOnCreate: field?.rules.isRequiredOnCreate ?? false,
  isRequiredOnClose: field?.rules.isRequiredOnClose ?? false,
  portal: field?.rules.portal ?? ('hidden' as const),
  defaultValue: (field?.defaultValue ?? null) as unknown,
});
type Values = ReturnType<typeof startOf>;
type Form = UseFormReturnType<Values>;

/** What the form holds, as the server takes it. */
function inputOf(values: Values, currency: string) {
  const { label, hint, kind, options, boardIds, isRequiredOnCreate, isRequiredOnClose, portal, defaultValue } = values;
  const shape: InputField = { key: 'default', label, hint: '', kind, options: [], isRequired: false };
  return {
    label,
    hint,
    kind,
    options: choosing.includes(kind) ? options.filter((option) => option.label.trim() !== '') : [],
    rules: { boardIds, isRequiredOnCreate, isRequiredOnClose, portal },
    defaultValue: defaultValue === '' ? null : (typedValue(shape, defaultValue, currency) ?? null),
  };
}

function TicketRules({ form }: { form: Form }) {
  const boards = useFieldChoices('board', '').data?.rows ?? [];
  const portal = (['hidden', 'visible', 'editable'] as const).filter(
    (one) => one !== 'editable' || !referring.includes(form.values.kind),
  );
  return (
    <>
      <MultiSelect
        label={t('boards')}
        placeholder={form.values.boardIds.length === 0 ? t('boards.all') : ''}
        data={boards.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        {...form.getInputProps('boardIds')}
      />
      <Checkbox label={t('required.close')} {...form.getInputProps('isRequiredOnClose', { type: 'checkbox' })} />
      <Select
        label={t('portal')}
        data={portal.map((one) => ({ value: one, label: t(`portal.${one}`) }))}
        allowDeselect={false}
        {...form.getInputProps('portal')}
      />
    </>
  );
}

function DefaultInput({ form }: { form: Form }) {
  const { kind, options, defaultValue } = form.values;
  // an option that has no key yet cannot be the default before it is saved
  const known = options.flatMap(({ key, label, isRetired }) => (key && !isRetired ? [{ key, label }] : []));
  if (choosing.includes(kind) && known.length === 0) return null;
  const field: InputField = {
    key: 'default',
    label: t('default'),
    hint: t('default.hint'),
    kind,
    options: known,
    isRequired: false,
  };
  const { error } = form.getInputProps('defaultValue') as { error?: string };
  return (
    <ValueInput
      field={field}
      value={defaultValue}
      onChange={(value) => form.setFieldValue('defaultValue', value)}
      error={error}
    />
  );
}

/** A new field, or the facts of one that is there; its key stands, its kind as soon as it is used. */
export function FieldDialog({
  entity,
  field,
  onClose,
}: {
  entity: Entity;
  field: ListedField | null;
  onClose: () => void;
}) {
  const refresh = useRefreshFields();
  const currency = useOwnCurrency();
  const form = useForm<Values>({ initialValues: startOf(field) });
  const { label, key, kind, options } = form.values;
  const suggested = keyFor(label, 'field');

  async function submit() {
    const input = inputOf(form.values, currency);
    if (field) await call(updateField, { id: field.id, version: field.version, ...input });
    else await call(createField, { entity, key: key || suggested, ...input });
    toastSuccess(t('saved', { name: label.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(field ? 'edit' : 'new')}
      submitLabel={t('save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <div className="kelp-form-row">
        <TextInput label={t('label')} required maxLength={80} data-autofocus {...form.getInputProps('label')} />
        <TextInput
          label={t('key')}
          description={t('key.hint')}
          disabled={field !== null}
          placeholder={label ? suggested : ''}
          maxLength={40}
          spellCheck={false}
          {...form.getInputProps('key')}
        />
      </div>
      <Select
        label={t('kind')}
        description={field?.isUsed ? t('kind.used') : undefined}
        disabled={field?.isUsed ?? false}
        data={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
        onChange={(next) => form.setValues({ kind: (next ?? kind) as Kind, defaultValue: null })}
      />
      {choosing.includes(kind) && (
        <OptionsEditor
          options={options}
          onChange={(next) => form.setFieldValue('options', next)}
          error={(form.getInputProps('options') as { error?: string }).error}
        />
      )}
      <TextInput label={t('hint')} description={t('hint.hint')} maxLength={300} {...form.getInputProps('hint')} />
      <DefaultInput form={form} />
      <Checkbox label={t('required.create')} {...form.getInputProps('isRequiredOnCreate', { type: 'checkbox' })} />
      {entity === 'ticket' && <TicketRules form={form} />}
    </FormDialog>
  );
}
