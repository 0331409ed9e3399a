'use client';

import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createTicketTemplate, deleteTicketTemplate, updateTicketTemplate, type TicketTemplateRow } from '../contract';
import { PreparedPage } from './prepared-page';
import { useChecklistTemplates, useMacros, useMay, useRefresh, useTicketTemplates } from './prepared-queries';
import { t } from './prepared-strings';
import { ClientField } from './requester-field';
import { useTicketChoices } from './ticket-queries';

type Draft = Omit<TicketTemplateRow, 'id' | 'version' | 'checklist' | 'macro'> & {
  checklistTemplateId: string | null;
  macroId: string | null;
};
type PickedField =
  | 'boardId'
  | 'typeId'
  | 'categoryId'
  | 'subcategoryId'
  | 'priorityId'
  | 'assignedTo'
  | 'checklistTemplateId'
  | 'macroId';

const blank: Draft = {
  name: '',
  title: '',
  description: '',
  boardId: null,
  typeId: null,
  categoryId: null,
  subcategoryId: null,
  priorityId: null,
  impact: null,
  urgency: null,
  assignedTo: null,
  client: null,
  checklistTemplateId: null,
  macroId: null,
};
const draftOf = ({ checklist, macro, ...row }: TicketTemplateRow): Draft => ({
  ...row,
  checklistTemplateId: checklist?.id ?? null,
  macroId: macro?.id ?? null,
});
const options = (all: readonly { id: string; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));
const steps = ['1', '2', '3', '4', '5'];

interface FieldsProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  faults: Record<string, string>;
}

/** What a board gives to a ticket that says nothing of it. */
const byBoard: ReadonlySet<string> = new Set(['priorityId', 'assignedTo', 'categoryId', 'subcategoryId']);

/** The facts that a ticket begins with. */
function FactFields({ draft, set, faults }: FieldsProps) {
  const choices = useTicketChoices().data;
  const checklists = useChecklistTemplates().data?.rows;
  const macros = useMacros().data?.rows.filter(({ scope }) => scope === 'everyone');
  const isItil = choices?.boards.find(({ id }) => id === draft.boardId)?.priorityMode === 'itil';
  const ofBoard = (choices?.categories ?? []).filter(({ boardId }) => boardId === draft.boardId);
  const pick = (
    key: PickedField,
    label: string,
    data: { value: string; label: string }[],
    more: Partial<Draft> = {},
  ) => (
    <Select
      label={label}
      placeholder={t(byBoard.has(key) ? 'asBoard' : 'none')}
      data={data}
      value={draft[key]}
      onChange={(value) => set({ [key]: value, ...more })}
      error={faults[key]}
      clearable
      searchable
    />
  );
  const scale = (key: 'impact' | 'urgency') => (
    <Select
      label={t(`field.${key}`)}
      placeholder={t('asBoard')}
      data={steps}
      value={draft[key] === null ? null : String(draft[key])}
      onChange={(value) => set({ [key]: value === null ? null : Number(value) })}
      clearable
    />
  );
  const parents = options(ofBoard.filter(({ parentId }) => parentId === null));
  const children = options(ofBoard.filter(({ parentId }) => parentId !== null && parentId === draft.categoryId));
  return (
    <div className="kelp-prepared-row">
      {pick('boardId', t('field.board'), options(choices?.boards), { categoryId: null, subcategoryId: null })}
      {pick('typeId', t('field.type'), options(choices?.types))}
      {parents.length > 0 && pick('categoryId', t('field.category'), parents, { subcategoryId: null })}
      {children.length > 0 && pick('subcategoryId', t('field.subcategory'), children)}
      {isItil
        ? scale('impact')
        : pick('priorityId', t('field.priority'), options(choices?.priorities.filter((one) => !one.isItil)))}
      {isItil && scale('urgency')}
      {pick('assignedTo', t('field.assignee'), options(choices?.people))}
      <ClientField
        label={t('field.client')}
        value={draft.client}
        onChange={(client) => set({ client })}
        error={faults['clientId']}
      />
      {pick('checklistTemplateId', t('checklist.one'), options(checklists))}
      {pick('macroId', t('macro.one'), options(macros))}
    </div>
  );
}

function TicketTemplateDialog({ row, onClose }: { row: TicketTemplateRow | null; onClose: () => void }) {
  const refresh = useRefresh('ticket_template');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [draft, setDraft] = useState<Draft>(() => (row ? draftOf(row) : blank));
  const set = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));

  async function submit() {
    const { client, ...fields } = draft;
    const input = { ...fields, clientId: client?.id ?? null };
    if (row) await call(updateTicketTemplate, { ...input, id: row.id, version: row.version });
    else await call(createTicketTemplate, input);
    toastSuccess(t('saved', { name: draft.name }));
    await refresh();
  }

  return (
    <FormDialog
      title={row?.name ?? t('template.new')}
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
          maxLength={200}
          required
          data-autofocus
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
        minRows={3}
        maxRows={12}
      />
      <FactFields draft={draft} set={set} faults={faults} />
    </FormDialog>
  );
}

/** What new tickets can begin with. */
export function TicketTemplatesPage() {
  const may = useMay();
  const refresh = useRefresh('ticket_template');
  const mayManage = may('ticket_template.manage');
  const boards = useTicketChoices().data?.boards;
  return (
    <PreparedPage
      title={t('template.title')}
      lead={t('template.lead')}
      query={useTicketTemplates()}
      line={({ title, boardId, checklist, macro }) =>
        [title, boards?.find(({ id }) => id === boardId)?.name, checklist?.name, macro?.name]
          .filter(Boolean)
          .join(' · ')
      }
      mayCreate={mayManage}
      mayChange={() => mayManage}
      empty={t('template.empty')}
      editor={(row, close) => <TicketTemplateDialog row={row} onClose={close} />}
      remove={({ id }) => call(deleteTicketTemplate, { id }).then(refresh)}
      deleteText={() => t('template.delete')}
    />
  );
}
