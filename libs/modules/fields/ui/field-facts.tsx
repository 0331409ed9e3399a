'use client';

import { Button } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { ExactTime, toastError, type Fact } from '@kelp/ui';
import type { FilledField } from '../contract';
import { t } from './strings';
import { typedValue } from './typed-values';
import { ValueInput, type InputField } from './value-input';

type Save = (field: FilledField, value: unknown) => Promise<void>;

function shownValue({ kind, value, words }: FilledField) {
  if (value === null) return <span className="kelp-muted">{t('none')}</span>;
  if (kind === 'date_time' && typeof value === 'string') return <ExactTime at={new Date(value)} />;
  if (kind === 'long_text') return <span style={{ whiteSpace: 'pre-wrap' }}>{words}</span>;
  return words;
}

/** An input in the place of the value, with buttons where Enter belongs to the text. */
function PlaceEditor({ field, save, done }: { field: FilledField; save: Save; done: () => void }) {
  const [value, setValue] = useState<unknown>(field.value);
  const input: InputField = { ...field, hint: '', isRequired: false };

  function finish() {
    done();
    save(field, value).catch(toastError);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) finish();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    done();
  }

  return (
    <div onKeyDown={onKeyDown}>
      <ValueInput field={input} value={value} words={field.words} onChange={setValue} autoFocus />
      <div className="kelp-actions" style={{ marginTop: 6 }}>
        <Button size="compact-xs" variant="default" onClick={done}>
          {t('cancel')}
        </Button>
        <Button size="compact-xs" onClick={finish}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}

/** A field as a fact that is edited where it stands, by the editor that fits its kind. */
export function fieldFact(field: FilledField, currency: string, save: Save | null): Fact {
  const fact: Fact = { key: field.key, label: field.label, value: shownValue(field) };
  if (!save || field.isRetired) return fact;
  const { kind, value } = field;
  if (kind === 'select') {
    const options = field.options
      .filter(({ key, isRetired }) => !isRetired || key === value)
      .map(({ key, label }) => ({ value: key, label }));
    const chosen = typeof value === 'string' ? value : null;
    return {
      ...fact,
      edit: { kind: 'select', value: chosen, options, clearable: true, save: (next) => save(field, next) },
    };
  }
  if (kind === 'checkbox') {
    const options = (['yes', 'no'] as const).map((key) => ({ value: key, label: t(`checkbox.${key}`) }));
    const chosen = value === null ? null : value === true ? 'yes' : 'no';
    return {
      ...fact,
      edit: {
        kind: 'select',
        value: chosen,
        options,
        clearable: true,
        save: (next) => save(field, next && next === 'yes'),
      },
    };
  }
  if (kind === 'date') {
    return {
      ...fact,
      edit: { kind: 'date', value: typeof value === 'string' ? value : null, save: (next) => save(field, next) },
    };
  }
  if (kind === 'text' || kind === 'number' || kind === 'money' || kind === 'url') {
    const input: InputField = { ...field, isRequired: false };
    return {
      ...fact,
      edit: { kind: 'text', value: field.words, save: (typed) => save(field, typedValue(input, typed, currency)) },
    };
  }
  return { ...fact, edit: { kind: 'custom', render: (done) => <PlaceEditor field={field} save={save} done={done} /> } };
}
