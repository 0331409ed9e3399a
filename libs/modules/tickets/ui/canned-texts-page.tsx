'use client';

import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createCannedText, deleteCannedText, updateCannedText, type CannedTextRow } from '../contract';
import { textPlaces } from '../domain/text-places';
import { PreparedPage } from './prepared-page';
import { useCannedTexts, useMay, useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import { scopeWord, SharingFields } from './sharing-fields';
import { useTicketChoices } from './ticket-queries';

/** The names that texts may hold, as a line below a field. */
export const placesLine = () => t('places', { names: textPlaces.map((name) => `{{${name}}}`).join(' ') });

function CannedTextDialog({ row, onClose }: { row: CannedTextRow | null; onClose: () => void }) {
  const choices = useTicketChoices().data;
  const refresh = useRefresh('canned_text');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [draft, setDraft] = useState(
    () => row ?? { name: '', shortcut: ';', body: '', scope: 'personal' as const, teamId: null },
  );
  const set = (part: Partial<typeof draft>) => setDraft((all) => ({ ...all, ...part }) as typeof draft);

  async function submit() {
    const { name, shortcut, body, scope, teamId } = draft;
    const fields = { name, shortcut: shortcut.trim(), body, scope, teamId };
    if (row) await call(updateCannedText, { id: row.id, version: row.version, ...fields });
    else await call(createCannedText, fields);
    toastSuccess(t('saved', { name }));
    await refresh();
  }

  return (
    <FormDialog
      title={row?.name ?? t('canned.new')}
      submitLabel={t('save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <div className="kelp-prepared-row">
        <TextInput
          label={t('name')}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={faults['name']}
          required
          maxLength={200}
          data-autofocus
        />
        <TextInput
          label={t('canned.shortcut')}
          value={draft.shortcut}
          onChange={(event) => set({ shortcut: event.currentTarget.value })}
          error={faults['shortcut']}
          required
          maxLength={31}
        />
      </div>
      <Textarea
        label={t('canned.body')}
        description={placesLine()}
        value={draft.body}
        onChange={(event) => set({ body: event.currentTarget.value })}
        error={faults['body']}
        autosize
        minRows={4}
        maxRows={14}
        required
      />
      <SharingFields
        value={draft}
        onChange={set}
        choices={choices}
        permission="canned_text.manage"
        fault={faults['teamId']}
      />
    </FormDialog>
  );
}

/** Texts to insert into replies by their shortcut. */
export function CannedTextsPage() {
  const may = useMay();
  const choices = useTicketChoices().data;
  const refresh = useRefresh('canned_text');
  return (
    <PreparedPage
      title={t('canned.title')}
      lead={t('canned.lead')}
      query={useCannedTexts()}
      badge={(row) => scopeWord(row, choices)}
      line={({ shortcut, body }) => `${shortcut} · ${body.replace(/\s+/g, ' ').slice(0, 110)}`}
      mayCreate={may('canned_text.use')}
      mayChange={({ mayChange }) => mayChange}
      empty={t('canned.empty')}
      editor={(row, close) => <CannedTextDialog row={row} onClose={close} />}
      remove={({ id }) => call(deleteCannedText, { id }).then(refresh)}
      deleteText={() => t('canned.delete')}
    />
  );
}
