'use client';

import { Select, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';

/** One choice of a select. */
export interface Choice {
  value: string;
  label: string;
}

/** How a fact is edited. `save` may throw: the sentence is shown and the old value stays. */
export type FactEdit =
  | {
      kind: 'select';
      value: string | null;
      options: Choice[];
      clearable?: boolean;
      save: (value: string | null) => Promise<void> | void;
    }
  | { kind: 'text'; value: string; save: (value: string) => Promise<void> | void }
  | { kind: 'date'; value: string | null; save: (value: string | null) => Promise<void> | void }
  | { kind: 'custom'; render: (done: () => void) => ReactNode };

interface FactEditorProps {
  label: string;
  edit: FactEdit;
  /** closes the editor and runs the change */
  onSave: (change: () => Promise<void> | void) => void;
  onCancel: () => void;
}

type Of<Kind extends FactEdit['kind']> = Omit<FactEditorProps, 'edit'> & { edit: Extract<FactEdit, { kind: Kind }> };

function SelectEditor({ label, edit, onSave, onCancel }: Of<'select'>) {
  return (
    <Select
      aria-label={label}
      data={edit.options}
      value={edit.value}
      clearable={edit.clearable ?? false}
      allowDeselect={false}
      // typing chooses where there is a keyboard; on a phone one would open over a short list
      searchable={edit.options.length > 7 || window.matchMedia('(pointer: fine)').matches}
      // what is typed takes the place of the present value's name
      onFocus={(event) => event.currentTarget.select()}
      defaultDropdownOpened
      autoFocus
      selectFirstOptionOnChange
      onChange={(value) => (value === edit.value ? onCancel() : onSave(() => edit.save(value)))}
      onDropdownClose={onCancel}
    />
  );
}

function TextEditor({ label, edit, onSave, onCancel }: Of<'text'> | Of<'date'>) {
  const [value, setValue] = useState(edit.value ?? '');

  function finish() {
    if (value === (edit.value ?? '')) return onCancel();
    return onSave(() => (edit.kind === 'date' ? edit.save(value || null) : edit.save(value)));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') finish();
    if (event.key !== 'Escape') return;
    // Escape belongs to this field alone and must not close the panel around it
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  }

  return (
    <TextInput
      aria-label={label}
      type={edit.kind === 'date' ? 'date' : 'text'}
      value={value}
      autoFocus
      onChange={(event) => setValue(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={finish}
    />
  );
}

/** The field that replaces a fact's value while it is edited. */
export function FactEditor({ edit: latest, ...rest }: FactEditorProps) {
  // as it was when the person began: what somebody else changes meanwhile is then met as a clash, and not written over
  const [begun] = useState(latest);
  const edit = latest.kind === 'custom' ? latest : begun;
  if (edit.kind === 'select') return <SelectEditor edit={edit} {...rest} />;
  if (edit.kind === 'custom') return edit.render(rest.onCancel);
  return edit.kind === 'date' ? <TextEditor edit={edit} {...rest} /> : <TextEditor edit={edit} {...rest} />;
}
