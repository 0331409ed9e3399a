'use client';

import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { invalid, isAppError } from '@kelp/std';
import { changedFields, clashes } from './clash';
import { t } from './strings';

/** The editable texts of a record, and the version they belong to. */
export interface Shown<Values> {
  values: Values;
  version: number;
}

interface RecordForm<Values> {
  form: UseFormReturnType<Values>;
  /** Saves what was changed. Throws what the server refuses, with the fields to mark. */
  submit: () => Promise<void>;
}

/**
 * A form over a record that others may change at the same time. Only what was typed is sent. When the record moved on, the change
 * is applied to the new one by itself; where both changed the same field, it is marked with the other value and the person decides
 * by saving again. Nothing typed is lost.
 */
export function useRecordForm<Values extends Record<string, string>>(
  opened: Shown<Values>,
  save: (patch: Partial<Values>, version: number) => Promise<void>,
  reload: () => Promise<Shown<Values>>,
  inWords: (name: keyof Values & string, value: string) => string = (_, value) => value,
): RecordForm<Values> {
  const form = useForm<Values>({ initialValues: opened.values });
  const [shown, setShown] = useState(opened);

  async function submit() {
    const patch = changedFields(shown.values, form.getValues());
    if (Object.keys(patch).length === 0) return;
    try {
      await save(patch, shown.version);
    } catch (error) {
      if (!isAppError(error) || error.id !== 'stale') throw error;
      const now = await reload();
      const both = clashes(shown.values, now.values, patch);
      if (both.length === 0) return save(patch, now.version);
      setShown(now);
      form.setValues({ ...now.values, ...patch });
      const sentences = both.map((name) => [
        name,
        t('clash.field', { value: inWords(name, now.values[name] ?? '') || t('none') }),
      ]);
      throw invalid(t('clash.again'), Object.fromEntries(sentences) as Record<string, string>);
    }
  }

  return { form, submit };
}
