'use client';

import { Input, Select } from '@mantine/core';
import { useEffect } from 'react';
import { typedValues, ValueInput } from '@kelp/fields/screens';
import type { PortalFormField } from '../../requests/contract';
import { askedFields } from '../../requests/domain/form';
import { AttachButton, AttachedFiles, useUploads } from '../attachments';
import { t } from '../strings';

export type Typed = Readonly<Record<string, unknown>>;

interface QuestionsProps {
  fields: readonly PortalFormField[];
  values: Typed;
  /** The same function every time, as `onSending` is. */
  onChange: (key: string, value: unknown) => void;
  /** the server's sentences under `custom.<key>` */
  errors: Readonly<Record<string, string>>;
  colleagues: readonly { id: string; name: string }[];
  /** Whether files of a question are still on their way. */
  onSending: (key: string, isSending: boolean) => void;
}

/** The questions of a form, each as soon as it applies. */
export function FormQuestions(props: QuestionsProps) {
  const { fields, values, errors } = props;
  useEffect(() => {
    if (Object.keys(errors).some((name) => name.startsWith('custom.')))
      document.querySelector<HTMLElement>('[data-question] [aria-invalid=true]')?.focus();
  }, [errors]);
  return (
    <>
      {askedFields(fields, values).map((field) => (
        <div key={field.key} data-question={field.key}>
          <Question {...props} field={field} />
        </div>
      ))}
    </>
  );
}

function Question({
  field,
  values,
  onChange,
  errors,
  colleagues,
  onSending,
}: QuestionsProps & { field: PortalFormField }) {
  const { key, label, hint, kind, isRequired } = field;
  const error = errors[`custom.${key}`];
  const put = (value: unknown) => onChange(key, value);
  if (kind === 'file') return <FileQuestion field={field} error={error} onChange={onChange} onSending={onSending} />;
  if (kind === 'contact')
    return (
      <Select
        label={label}
        description={hint || undefined}
        required={isRequired}
        error={error}
        searchable
        clearable
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        value={typeof values[key] === 'string' ? values[key] : null}
        onChange={put}
        nothingFoundMessage={t('services.noColleague')}
      />
    );
  return <ValueInput field={{ ...field, kind }} value={values[key]} onChange={put} error={error} />;
}

function FileQuestion({
  field: { key, label, hint, isRequired },
  error,
  onChange,
  onSending,
}: Pick<QuestionsProps, 'onChange' | 'onSending'> & { field: PortalFormField; error: string | undefined }) {
  const uploads = useUploads();
  const { files, sending } = uploads;
  const isSending = sending.length > 0;
  useEffect(
    () =>
      onChange(
        key,
        files.map(({ id }) => id),
      ),
    [key, files, onChange],
  );
  useEffect(() => onSending(key, isSending), [key, isSending, onSending]);
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={hint || undefined}
      required={isRequired}
      {...(error ? { error } : {})}
    >
      <AttachedFiles uploads={uploads} />
      <div>
        <AttachButton uploads={uploads} />
      </div>
    </Input.Wrapper>
  );
}

/** What was typed, as the server takes it: only the questions that apply. */
export function answersOf(fields: readonly PortalFormField[], values: Typed): Record<string, unknown> {
  const asked = askedFields(fields, values);
  const typed = asked.flatMap((field) => (field.kind === 'file' ? [] : [{ ...field, kind: field.kind }]));
  const files = asked.flatMap(({ key, kind }): [string, unknown][] => {
    const ids = values[key];
    return kind === 'file' && Array.isArray(ids) && ids.length > 0 ? [[key, ids]] : [];
  });
  return { ...typedValues(typed, values, 'USD'), ...Object.fromEntries(files) };
}
