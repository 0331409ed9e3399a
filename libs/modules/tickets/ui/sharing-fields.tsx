'use client';

import { Select } from '@mantine/core';
import { t } from './prepared-strings';
import { useMay } from './prepared-queries';
import type { TicketChoices } from './ticket-queries';

export interface SharingDraft {
  scope: 'personal' | 'team' | 'everyone';
  teamId: string | null;
}

interface SharingFieldsProps {
  value: SharingDraft;
  onChange: (value: SharingDraft) => void;
  choices: TicketChoices | undefined;
  /** what it takes to share it */
  permission: string;
  fault?: string | undefined;
}

/** Whose it is: mine, a team’s, everyone’s. */
export function SharingFields({ value, onChange, choices, permission, fault }: SharingFieldsProps) {
  const mayShare = useMay()(permission);
  const scopes = mayShare ? (['personal', 'team', 'everyone'] as const) : (['personal'] as const);
  return (
    <div className="kelp-prepared-row">
      <Select
        label={t('sharing')}
        data={scopes.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
        value={value.scope}
        onChange={(scope) => onChange({ ...value, scope: (scope ?? 'personal') as SharingDraft['scope'] })}
        allowDeselect={false}
      />
      {value.scope === 'team' && (
        <Select
          label={t('team')}
          data={(choices?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={value.teamId}
          onChange={(teamId) => onChange({ ...value, teamId })}
          error={fault}
          searchable
        />
      )}
    </div>
  );
}

/** Whose something is, in a word; null for what everyone has. */
export function scopeWord({ scope, teamId }: SharingDraft, choices: TicketChoices | undefined): string | null {
  if (scope === 'everyone') return null;
  return scope === 'personal'
    ? t('scope.personal')
    : (choices?.teams.find(({ id }) => id === teamId)?.name ?? t('team'));
}
