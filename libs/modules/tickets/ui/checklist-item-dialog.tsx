'use client';

import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog } from '@kelp/ui';
import { updateChecklistItem, type ChecklistItemCard } from '../contract';
import { useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import { useTicketChoices } from './ticket-queries';

/** The words of an item, who shall do it and until when. */
export function ChecklistItemDialog({ item, onClose }: { item: ChecklistItemCard; onClose: () => void }) {
  const people = useTicketChoices().data?.people ?? [];
  const refresh = useRefresh('ticket');
  const [draft, setDraft] = useState({
    label: item.label,
    isRequired: item.isRequired,
    ownerId: item.owner?.id ?? null,
    dueOn: item.dueOn,
  });
  const set = (part: Partial<typeof draft>) => setDraft((all) => ({ ...all, ...part }));

  async function submit() {
    await call(updateChecklistItem, { id: item.id, version: item.version, ...draft });
    await refresh();
  }

  return (
    <FormDialog title={t('checklist.editItem')} submitLabel={t('save')} onSubmit={submit} onClose={onClose}>
      <TextInput
        label={t('checklist.words')}
        value={draft.label}
        onChange={(event) => set({ label: event.currentTarget.value })}
        maxLength={500}
        required
        data-autofocus
      />
      <Select
        label={t('checklist.owner')}
        placeholder={t('assignee.nobody')}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.ownerId}
        onChange={(ownerId) => set({ ownerId })}
        clearable
        searchable
      />
      <TextInput
        type="date"
        label={t('checklist.due')}
        value={draft.dueOn ?? ''}
        onChange={(event) => set({ dueOn: event.currentTarget.value || null })}
      />
      <Checkbox
        label={t('checklist.requiredToClose')}
        checked={draft.isRequired}
        onChange={(event) => set({ isRequired: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}
