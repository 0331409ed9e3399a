'use client';

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { errorSentence, formatMinutes, toastError, toastSuccess, toastUndo } from '@kelp/ui';
import { deleteInteraction, logInteraction } from '../contract';
import { readInteractionLine } from '../domain/read-interaction-line';
import { useRefreshClients } from './client-queries';
import { useInteractionTypes, type Whom } from './interaction-queries';
import { t } from './strings';

export interface InteractionLineProps {
  /** Null while nobody is chosen: nothing can be logged yet. */
  whom: Whom | null;
  mayDelete?: boolean;
  initial?: string;
  onLogged?: () => void;
  autoFocus?: boolean;
}

/** Logs a call or visit from one line: the type and the duration are read from it and shown while it is typed. */
export function InteractionLine({
  whom,
  mayDelete = false,
  initial = '',
  onLogged,
  autoFocus = false,
}: InteractionLineProps) {
  const refresh = useRefreshClients();
  const types = useInteractionTypes().data?.rows ?? [];
  const [line, setLine] = useState(initial);
  const [isShared, setShared] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const read = line.trim() ? readInteractionLine(line, types) : null;
  const type = types.find(({ id }) => id === read?.typeId)?.name ?? t('interaction.usual');
  const reading =
    read && [type, read.minutes !== null && formatMinutes(read.minutes), read.title].filter(Boolean).join(' · ');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!line.trim() || isSaving || !whom) return;
    setSaving(true);
    setFailure(null);
    try {
      const { id } = await call(logInteraction, { line, visibility: isShared ? 'shared' : 'internal', ...whom });
      setLine('');
      setShared(false);
      onLogged?.();
      await refresh();
      if (!mayDelete) return toastSuccess(t('interaction.logged'));
      toastUndo({
        message: t('interaction.logged'),
        onUndo: () => void call(deleteInteraction, { id }).then(refresh, toastError),
      });
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <form className="kelp-interaction-line" onSubmit={(event) => void submit(event)}>
      <TextInput
        aria-label={t('interaction.line')}
        placeholder={t('interaction.example')}
        maxLength={400}
        autoComplete="off"
        {...(autoFocus ? { 'data-autofocus': true } : {})}
        value={line}
        error={failure}
        onChange={(event) => setLine(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={isSaving} disabled={!line.trim() || !whom}>
        {t('interaction.log')}
      </Button>
      {reading && (
        <p className="kelp-interaction-reading">
          <span className="kelp-muted" role="status">
            {reading}
          </span>
          <Checkbox
            size="xs"
            label={t('interaction.share')}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        </p>
      )}
    </form>
  );
}
