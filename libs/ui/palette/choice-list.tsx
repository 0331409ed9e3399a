'use client';

import { IconCheck } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../i18n';
import { Dialog } from '../feedback/dialog';
import { useFound } from '../list/use-found';
import type { ChoiceDialogProps } from './choice-dialog';

/** A short list that opens on a key, narrows by typing and is left with Enter: status, priority, assignee. */
export function ChoiceList({ opened, title, staysOpen = false, onClose, ...rest }: ChoiceDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="16vh"
      size={360}
      padding={0}
      // the name belongs to the dialog itself, not to the layer around it
      attributes={{ content: { 'aria-label': title } }}
      transitionProps={{ duration: 0 }}
    >
      <ChoiceBody
        title={title}
        {...rest}
        onChoose={(value) => {
          if (!staysOpen) onClose();
          rest.onChoose(value);
        }}
      />
    </Dialog>
  );
}

function ChoiceBody({
  title,
  choices,
  find,
  current,
  onChoose,
}: Omit<ChoiceDialogProps, 'opened' | 'staysOpen' | 'onClose'>) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      choices.findIndex(({ value }) => value === current),
    ),
  );
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { shown, silence } = useFound({ options: choices, find }, text);
  const at = Math.min(active, shown.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      setActive((at + step + shown.length) % shown.length);
    }
    const chosen = shown[at];
    if (event.key !== 'Enter' || !chosen) return;
    event.preventDefault();
    onChoose(chosen.value);
  }

  return (
    <div className="kelp-palette">
      <div className="kelp-palette-field">
        <input
          data-autofocus
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-label={title}
          {...(shown[at] ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
          placeholder={title}
          value={text}
          autoComplete="off"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={title} className="kelp-palette-list">
        {shown.map(({ value, label, mark, hint }, index) => (
          <div
            key={value}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className="kelp-palette-item"
            onMouseMove={() => setActive(index)}
            onClick={() => onChoose(value)}
          >
            {mark}
            <span className="kelp-palette-label">{label}</span>
            {hint && <span className="kelp-palette-hint">{hint}</span>}
            {value === current && <IconCheck size={15} aria-label={t('choice.current')} />}
          </div>
        ))}
        {shown.length === 0 && <p className="kelp-palette-empty">{silence}</p>}
      </div>
    </div>
  );
}
