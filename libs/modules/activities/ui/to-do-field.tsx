'use client';

import { ActionIcon, Button } from '@mantine/core';
import { IconCalendar, IconPlus, IconX } from '@tabler/icons-react';
import { useState, type FormEvent, type RefObject } from 'react';
import { call } from '@kelp/kernel/client';
import { formatInstant, formatLocalDate } from '@kelp/std';
import { toastError, toastSuccess, useFormats, useNow } from '@kelp/ui';
import { createToDo } from '../contract';
import { parseToDo } from '../domain/parse-to-do';
import { t } from './strings';
import { useWorkAct } from './work-queries';

/** Type and Enter: what was understood as a date is shown first, and can be kept as words. */
export function ToDoField({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { locale, timeZone } = useFormats();
  const now = useNow();
  const act = useWorkAct();
  const [text, setText] = useState('');
  const [readsDate, setReadsDate] = useState(true);
  const { dueOn, dueAt } = parseToDo(text.trim(), now ?? new Date(0), timeZone);
  const due = dueAt
    ? formatInstant(dueAt, timeZone, locale, 'date_time')
    : dueOn && formatLocalDate(dueOn, locale, 'full');

  async function add(event: FormEvent) {
    event.preventDefault();
    const typed = text.trim();
    if (typed === '') return;
    setText('');
    setReadsDate(true);
    const idempotencyKey = crypto.randomUUID();
    await act(async () => {
      const made = await call(createToDo, { text: typed, readsDate }, { idempotencyKey }).catch((error: unknown) => {
        // nothing typed is lost
        setText(typed);
        throw error;
      });
      toastSuccess(t('added.said', { title: made.title }));
    }).catch(toastError);
  }

  return (
    <form className="kelp-work-add" onSubmit={(event) => void add(event)}>
      <IconPlus size={16} aria-hidden="true" />
      <input
        ref={field}
        aria-label={t('add.label')}
        placeholder={t('add.placeholder')}
        value={text}
        maxLength={300}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setReadsDate(true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {due && readsDate && (
        <span className="kelp-work-due" role="status">
          <IconCalendar size={14} aria-hidden="true" />
          {t('add.due', { date: due })}
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t('add.keep')}
            title={t('add.keep')}
            onClick={() => setReadsDate(false)}
          >
            <IconX size={13} />
          </ActionIcon>
        </span>
      )}
      {text.trim() !== '' && (
        <Button type="submit" size="compact-sm" title={t('add.hint')}>
          {t('add.button')}
        </Button>
      )}
    </form>
  );
}
