'use client';

import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { errorSentence, Section, useKeys } from '@kelp/ui';
import type { ClientCard } from '../contract';
import { t } from './strings';
import type { ClientEdit } from './use-client-edit';

const keyOf = (clientId: string) => `kelp.draft.client.${clientId}.notes`;

/** What was typed and not saved; null when nothing was, or when the browser keeps nothing. */
function readDraft(clientId: string): string | null {
  try {
    return window.localStorage.getItem(keyOf(clientId));
  } catch {
    return null;
  }
}

function keepDraft(clientId: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(keyOf(clientId));
    else window.localStorage.setItem(keyOf(clientId), text);
  } catch {
    // a browser that keeps nothing still lets the notes be written
  }
}

interface NotesProps {
  client: ClientCard;
  edit: ClientEdit;
}

function NotesEditor({ client: latest, edit: editNow, onClose }: NotesProps & { onClose: () => void }) {
  // as they were when the person began: what a colleague writes meanwhile is then met as a clash, and not written over
  const [{ client, edit }] = useState({ client: latest, edit: editNow });
  const [draft] = useState(() => readDraft(client.id));
  const [text, setText] = useState(draft ?? client.notes);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  function type(next: string) {
    setText(next);
    keepDraft(client.id, next);
  }

  async function save() {
    if (isSaving) return;
    setSaving(true);
    setFailure(null);
    try {
      if (text !== client.notes) await edit.save({ notes: text }, t('saved.notes'));
      keepDraft(client.id, null);
      onClose();
    } catch (error) {
      setFailure(errorSentence(error));
      setSaving(false);
    }
  }

  function cancel() {
    keepDraft(client.id, null);
    onClose();
  }

  useKeys('form', {
    'Mod+s': { label: t('save'), run: () => void save() },
    'Mod+Enter': { label: t('save'), run: () => void save() },
  });

  return (
    <div className="kelp-client-notes-editor">
      <Textarea
        aria-label={t('field.notes')}
        description={draft !== null && draft !== client.notes ? t('notes.kept') : undefined}
        autosize
        minRows={4}
        maxRows={20}
        maxLength={20_000}
        autoFocus
        value={text}
        error={failure}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <div className="kelp-actions">
        <Button size="xs" variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button size="xs" loading={isSaving} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}

/** What everybody here should know about the client. */
export function NotesSection({ client, edit }: NotesProps) {
  const [isEditing, setEditing] = useState(false);
  const mayEdit = client.abilities.includes('client.update') && !isEditing;
  const button = mayEdit && (
    <Button size="xs" variant="default" onClick={() => setEditing(true)} aria-label={t('notes.edit')}>
      {t('edit')}
    </Button>
  );
  return (
    <Section title={t('field.notes')} actions={button}>
      {isEditing ? (
        <NotesEditor client={client} edit={edit} onClose={() => setEditing(false)} />
      ) : (
        <p className={client.notes ? 'kelp-client-notes' : 'kelp-client-nothing'}>{client.notes || t('notes.none')}</p>
      )}
    </Section>
  );
}
