'use client';

import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createMacro, updateMacro, type MacroRow, type MacroSteps } from '../contract';
import { placesLine } from './canned-texts-page';
import { useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import { SharingFields, type SharingDraft } from './sharing-fields';
import { useTicketChoices, type TicketChoices } from './ticket-queries';

interface Draft extends SharingDraft {
  name: string;
  steps: MacroSteps;
}

interface StepFieldsProps {
  steps: MacroSteps;
  set: (part: Partial<MacroSteps>) => void;
  choices: TicketChoices | undefined;
  faults: Record<string, string>;
}

const options = (all: readonly { id: string; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));

function FactSteps({ steps, set, choices }: StepFieldsProps) {
  const statusNames = [...new Set((choices?.statuses ?? []).map(({ name }) => name))];
  const assignees = [
    { value: 'me', label: t('assignee.me') },
    { value: 'nobody', label: t('assignee.nobody') },
    ...options(choices?.people),
  ];
  const picker = (
    key: 'statusName' | 'priorityId' | 'assignee' | 'teamId' | 'typeId',
    label: string,
    data: readonly (string | { value: string; label: string })[],
  ) => (
    <Select
      label={label}
      placeholder={t('keep')}
      data={[...data]}
      value={steps[key] ?? null}
      onChange={(value) => set({ [key]: value ?? undefined })}
      clearable
      searchable
    />
  );
  const own = (choices?.priorities ?? []).filter(({ isItil }) => !isItil);
  return (
    <div className="kelp-prepared-row">
      {picker('statusName', t('field.status'), statusNames)}
      {picker('assignee', t('field.assignee'), assignees)}
      {picker('priorityId', t('field.priority'), options(own))}
      {picker('teamId', t('field.team'), options(choices?.teams))}
      {picker('typeId', t('field.type'), options(choices?.types))}
    </div>
  );
}

function TextStep({ steps, set, faults }: StepFieldsProps) {
  const { comment } = steps;
  return (
    <>
      <Select
        label={t('macro.text')}
        data={[
          { value: 'public', label: t('macro.reply') },
          { value: 'internal', label: t('macro.note') },
        ]}
        placeholder={t('macro.noText')}
        value={comment?.visibility ?? null}
        onChange={(visibility) =>
          set({
            comment: visibility
              ? { visibility: visibility as 'public' | 'internal', text: comment?.text ?? '' }
              : undefined,
          })
        }
        clearable
      />
      {comment && (
        <Textarea
          aria-label={t('macro.text')}
          description={placesLine()}
          value={comment.text}
          onChange={(event) => set({ comment: { ...comment, text: event.currentTarget.value } })}
          error={faults['steps.comment.text']}
          autosize
          minRows={4}
          maxRows={12}
        />
      )}
    </>
  );
}

function TimeSteps({ steps, set }: StepFieldsProps) {
  const { time, remindAfterDays } = steps;
  const whole = (value: number | string) => (typeof value === 'number' && value > 0 ? Math.round(value) : undefined);
  return (
    <div className="kelp-prepared-row">
      <NumberInput
        label={t('macro.minutes')}
        placeholder={t('macro.noTime')}
        min={1}
        max={1440}
        value={time?.minutes ?? ''}
        onChange={(value) => {
          const minutes = whole(value);
          set({ time: minutes ? { minutes, isBillable: time?.isBillable ?? true } : undefined });
        }}
      />
      <NumberInput
        label={t('macro.remind')}
        placeholder={t('macro.noReminder')}
        min={1}
        max={90}
        value={remindAfterDays ?? ''}
        onChange={(value) => set({ remindAfterDays: whole(value) })}
      />
      {time && (
        <Checkbox
          label={t('macro.billable')}
          checked={time.isBillable}
          onChange={(event) => set({ time: { ...time, isBillable: event.currentTarget.checked } })}
        />
      )}
    </div>
  );
}

/** A macro with its steps; without a row a new one. */
export function MacroDialog({ row, onClose }: { row: MacroRow | null; onClose: () => void }) {
  const choices = useTicketChoices().data;
  const refresh = useRefresh('macro');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [draft, setDraft] = useState<Draft>(() => row ?? { name: '', steps: {}, scope: 'personal', teamId: null });
  const set = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));
  const setSteps = (part: Partial<MacroSteps>) => setDraft((all) => ({ ...all, steps: { ...all.steps, ...part } }));

  async function submit() {
    const { name, steps, scope, teamId } = draft;
    if (row) await call(updateMacro, { id: row.id, version: row.version, name, steps, scope, teamId });
    else await call(createMacro, { name, steps, scope, teamId });
    toastSuccess(t('saved', { name }));
    await refresh();
  }

  const parts = { steps: draft.steps, set: setSteps, choices, faults };
  return (
    <FormDialog
      title={row?.name ?? t('macro.new')}
      submitLabel={t('save')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={faults['name']}
        maxLength={200}
        required
        data-autofocus
      />
      <FactSteps {...parts} />
      <TextStep {...parts} />
      <TimeSteps {...parts} />
      <SharingFields
        value={draft}
        onChange={set}
        choices={choices}
        permission="macro.manage"
        fault={faults['teamId']}
      />
    </FormDialog>
  );
}
