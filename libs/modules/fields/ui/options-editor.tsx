'use client';

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useRef, type KeyboardEvent } from 'react';
import { t } from './strings';

/** An option as it is edited; without a key it is new. */
export interface EditedOption {
  key?: string;
  label: string;
  isRetired: boolean;
}

/** The options of a select: Enter adds one below, options that exist are retired, new ones removed. */
export function OptionsEditor({
  options,
  onChange,
  error,
}: {
  options: EditedOption[];
  onChange: (options: EditedOption[]) => void;
  error?: string | undefined;
}) {
  const list = useRef<HTMLDivElement>(null);
  const change = (at: number, part: Partial<EditedOption>) =>
    onChange(options.map((option, index) => (index === at ? { ...option, ...part } : option)));

  function add(at: number) {
    onChange([...options.slice(0, at), { label: '', isRetired: false }, ...options.slice(at)]);
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[at]?.focus());
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add(at + 1);
  }

  return (
    <fieldset className="kelp-options">
      <legend>{t('options')}</legend>
      <div ref={list} className="kelp-options-list">
        {options.map((option, at) => (
          <div key={option.key ?? `new ${at}`} className="kelp-options-row">
            <TextInput
              aria-label={t('option.label', { place: at + 1 })}
              value={option.label}
              maxLength={100}
              onChange={(event) => change(at, { label: event.currentTarget.value })}
              onKeyDown={(event) => onKeyDown(event, at)}
              rightSection={option.isRetired ? <span className="kelp-muted">{t('option.retired')}</span> : undefined}
              rightSectionWidth={option.isRetired ? 64 : undefined}
            />
            {option.key ? (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => change(at, { isRetired: !option.isRetired })}
              >
                {t(option.isRetired ? 'option.restore' : 'option.retire')}
              </Button>
            ) : (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('option.remove', { place: at + 1 })}
                onClick={() => onChange(options.filter((_, index) => index !== at))}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </div>
        ))}
      </div>
      <Button size="compact-sm" variant="default" onClick={() => add(options.length)}>
        {t('option.add')}
      </Button>
      {error && (
        <p className="kelp-field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
