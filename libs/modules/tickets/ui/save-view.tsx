'use client';

import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createSavedView, setDefaultView, type SavedView } from '../contract';
import { writeViewQuery, type ListUrl } from './list-url';
import { t } from './strings';
import { useMe, useTicketChoices } from './ticket-queries';

type Audience = SavedView['audience'];

/** Keeps the list under a name, for oneself or for others. */
export function SaveView({
  list,
  onSaved,
  onClose,
}: {
  list: ListUrl;
  /** is told the id of the view that the list is now */
  onSaved: (view: string) => void;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const permissions = useMe().data?.permissions ?? [];
  const teams = useTicketChoices().data?.teams ?? [];
  const [name, setName] = useState('');
  const [audience, setAudience] = useState<Audience>('mine');
  const [teamId, setTeam] = useState<string | null>(null);
  const [isPinned, setPinned] = useState(true);
  const [isDefault, setDefault] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const audiences: Audience[] = [
    'mine',
    ...(permissions.includes('saved_view.share_team') && teams.length > 0 ? ['team' as const] : []),
    ...(permissions.includes('saved_view.share_all') ? ['everyone' as const] : []),
  ];

  async function save() {
    const look = { query: writeViewQuery(list), columns: [...(list.columns ?? [])], density: list.density };
    const team = audience === 'team' ? { teamId } : {};
    const { id } = await call(createSavedView, { name, audience, ...team, ...look, isPinned });
    if (isDefault) await call(setDefaultView, { id });
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('saved_view.') });
    toastSuccess(t('views.saved', { name }));
    onSaved(id);
  }

  return (
    <FormDialog
      title={t('views.save')}
      submitLabel={t('views.saveAs')}
      onSubmit={save}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('views.name')}
        value={name}
        maxLength={80}
        required
        error={errors['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {audiences.length > 1 && (
        <Select
          label={t('views.audience')}
          data={audiences.map((value) => ({ value, label: t(`views.audience.${value}`) }))}
          value={audience}
          allowDeselect={false}
          onChange={(value) => setAudience(value as Audience)}
        />
      )}
      {audience === 'team' && (
        <Select
          label={t('fact.team')}
          data={teams.map(({ id, name: label }) => ({ value: id, label }))}
          value={teamId}
          error={errors['teamId']}
          onChange={setTeam}
        />
      )}
      <Checkbox
        label={t('views.pin')}
        checked={isPinned}
        onChange={(event) => setPinned(event.currentTarget.checked)}
      />
      <Checkbox
        label={t('views.makeDefault')}
        checked={isDefault}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
