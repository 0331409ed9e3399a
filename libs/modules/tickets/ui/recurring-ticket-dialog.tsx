'use client';

import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { getTenant } from '@kelp/tenants/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { patternOfRule, ruleOfPattern, type RecurrencePattern } from '@kelp/std/recurrence-pattern';
import { FormDialog, toastSuccess, zoneNames } from '@kelp/ui';
import { createRecurringTicket, updateRecurringTicket, type RecurringTicketRow } from '../contract';
import { useRefresh, useTicketTemplates } from './prepared-queries';
import { t } from './prepared-strings';
import { RecurrenceFields } from './recurrence-fields';
import { RecurrencePreview } from './recurrence-preview';
import { ClientField, ContactField } from './requester-field';
import { useTicketChoices, type TicketChoices } from './ticket-queries';

export type RecurringDraft = Omit<RecurringTicketRow, 'id' | 'version' | 'nextAt' | 'isPaused'>;

interface PartProps {
  draft: RecurringDraft;
  set: (part: Partial<RecurringDraft>) => void;
  faults: Record<string, string>;
  choices: TicketChoices | undefined;
}

const options = (all: readonly { id: string; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** Tomorrow at eight on the wall of the reader: a start that nobody is surprised by. */
function tomorrow(): string {
  const date = new Date(Date.now() + 86_400_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T08:00`;
}

const blank = (zone: string): RecurringDraft => ({
  name: '',
  title: '',
  description: '',
  template: null,
  boardId: null,
  priorityId: null,
  client: null,
  contact: null,
  assignment: 'template',
  assignedTo: null,
  teamId: null,
  personIds: [],
  rule: 'FREQ=MONTHLY;BYDAY=1MO',
  zone,
  startsAtWall: tomorrow(),
  endsOn: null,
  changes: [],
  closedDays: 'next_open_day',
  catchUp: 'last',
});

function WorkFields({ draft, set, faults, choices }: PartProps) {
  const templates = useTicketTemplates().data?.rows ?? [];
  return (
    <>
      <div className="kelp-prepared-row">
        <TextInput
          label={t('name')}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={faults['name']}
          maxLength={200}
          required
          data-autofocus
        />
        <Select
          label={t('template.one')}
          placeholder={t('none')}
          data={options(templates)}
          value={draft.template?.id ?? null}
          onChange={(id) => {
            const template = templates.find((one) => one.id === id) ?? null;
            set({ template, ...(template && draft.title === '' ? { title: template.title } : {}) });
          }}
          clearable
        />
        <TextInput
          label={t('template.ticketTitle')}
          value={draft.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
          error={faults['title']}
          maxLength={300}
          required
        />
      </div>
      <Textarea
        label={t('template.description')}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        autosize
        minRows={2}
        maxRows={8}
      />
      <div className="kelp-prepared-row">
        <ClientField
          label={t('field.client')}
          value={draft.client}
          onChange={(client) => set({ client, contact: null })}
          error={faults['clientId']}
        />
        <ContactField
          label={t('field.contact')}
          clientId={draft.client?.id ?? null}
          value={draft.contact}
          onChange={(contact) => set({ contact })}
          onClient={(client) => set({ client })}
          error={faults['contactId']}
        />
        <Select
          label={t('field.board')}
          placeholder={t('asTemplate')}
          data={options(choices?.boards)}
          value={draft.boardId}
          onChange={(boardId) => set({ boardId })}
          clearable
        />
        <Select
          label={t('field.priority')}
          placeholder={t('asTemplate')}
          data={options(choices?.priorities.filter(({ isItil }) => !isItil))}
          value={draft.priorityId}
          onChange={(priorityId) => set({ priorityId })}
          clearable
        />
      </div>
    </>
  );
}

function AssignmentFields({ draft, set, faults, choices }: PartProps) {
  return (
    <div className="kelp-prepared-row">
      <Select
        label={t('field.assignee')}
        data={(['template', 'person', 'team', 'people'] as const).map((one) => ({
          value: one,
          label: t(`assign.${one}`),
        }))}
        value={draft.assignment}
        onChange={(assignment) => set({ assignment: (assignment ?? 'template') as RecurringDraft['assignment'] })}
        allowDeselect={false}
      />
      {draft.assignment === 'person' && (
        <Select
          label={t('assign.who')}
          data={options(choices?.people)}
          value={draft.assignedTo}
          onChange={(assignedTo) => set({ assignedTo })}
          error={faults['assignedTo']}
          searchable
        />
      )}
      {draft.assignment === 'team' && (
        <Select
          label={t('team')}
          data={options(choices?.teams)}
          value={draft.teamId}
          onChange={(teamId) => set({ teamId })}
          error={faults['teamId']}
          searchable
        />
      )}
      {draft.assignment === 'people' && (
        <MultiSelect
          label={t('assign.inTurn')}
          data={options(choices?.people)}
          value={draft.personIds}
          onChange={(personIds) => set({ personIds })}
          error={faults['personIds']}
          searchable
        />
      )}
    </div>
  );
}

function TimeFields({ draft, set, faults }: PartProps) {
  const pattern: RecurrencePattern | null = patternOfRule(draft.rule);
  return (
    <>
      {pattern ? (
        <RecurrenceFields pattern={pattern} onChange={(next) => set({ rule: ruleOfPattern(next), changes: [] })} />
      ) : (
        <TextInput
          label={t('recur.rule')}
          value={draft.rule}
          onChange={(event) => set({ rule: event.currentTarget.value })}
          error={faults['rule']}
        />
      )}
      <div className="kelp-prepared-row">
        <TextInput
          type="datetime-local"
          label={t('recur.start')}
          value={draft.startsAtWall}
          onChange={(event) => set({ startsAtWall: event.currentTarget.value })}
          error={faults['startsAtWall'] ?? faults['rule']}
          required
        />
        <TextInput
          type="date"
          label={t('recur.end')}
          value={draft.endsOn ?? ''}
          onChange={(event) => set({ endsOn: event.currentTarget.value || null })}
          error={faults['endsOn']}
        />
        <Select
          label={t('recur.zone')}
          data={zoneNames()}
          value={draft.zone}
          onChange={(zone) => zone && set({ zone })}
          error={faults['zone']}
          searchable
          allowDeselect={false}
        />
        <Select
          label={t('recur.closed')}
          data={(['next_open_day', 'skip', 'keep'] as const).map((one) => ({ value: one, label: t(`closed.${one}`) }))}
          value={draft.closedDays}
          onChange={(closedDays) => set({ closedDays: (closedDays ?? 'keep') as RecurringDraft['closedDays'] })}
          allowDeselect={false}
        />
        <Select
          label={t('recur.catchUp')}
          data={(['last', 'none', 'all'] as const).map((one) => ({ value: one, label: t(`catchUp.${one}`) }))}
          value={draft.catchUp}
          onChange={(catchUp) => set({ catchUp: (catchUp ?? 'last') as RecurringDraft['catchUp'] })}
          allowDeselect={false}
        />
      </div>
    </>
  );
}

/** What is sent of a draft; single dates that differ are sent for a saved one only. */
const inputOf = ({ template, client, contact, changes: _changes, ...fields }: RecurringDraft) => ({
  ...fields,
  templateId: template?.id ?? null,
  clientId: client?.id ?? null,
  contactId: contact?.id ?? null,
});

/** A recurring ticket: what is opened, for whom, by whom, and when, with the next dates beside it. */
export function RecurringTicketDialog({ row, onClose }: { row: RecurringTicketRow | null; onClose: () => void }) {
  const choices = useTicketChoices().data;
  const refresh = useRefresh('recurring_ticket');
  const zone = useQuery({ queryKey: [getTenant.name], queryFn: ({ signal }) => call(getTenant, {}, { signal }) }).data
    ?.zone;
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [typed, setTyped] = useState<Partial<RecurringDraft>>({});
  const draft: RecurringDraft = { ...(row ?? blank(zone ?? 'UTC')), ...typed };
  const set = (part: Partial<RecurringDraft>) => setTyped((all) => ({ ...all, ...part }));

  async function submit() {
    const input = inputOf(draft);
    if (row) await call(updateRecurringTicket, { ...input, changes: draft.changes, id: row.id, version: row.version });
    else {
      const { id } = await call(createRecurringTicket, input);
      if (draft.changes.length > 0) await call(updateRecurringTicket, { id, changes: draft.changes });
    }
    toastSuccess(t('saved', { name: draft.name }));
    await refresh();
  }

  const parts = { draft, set, faults, choices };
  return (
    <FormDialog
      title={row?.name ?? t('recurring.new')}
      submitLabel={t('save')}
      size="xl"
      onSubmit={submit}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <WorkFields {...parts} />
      <AssignmentFields {...parts} />
      <TimeFields {...parts} />
      <RecurrencePreview draft={draft} onChanges={(changes) => set({ changes })} />
    </FormDialog>
  );
}
