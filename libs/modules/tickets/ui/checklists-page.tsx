'use client';

import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import {
  createChecklistTemplate,
  deleteChecklistTemplate,
  updateChecklistTemplate,
  type ChecklistTemplateRow,
} from '../contract';
import { PreparedPage } from './prepared-page';
import { useChecklistTemplates, useMay, useRefresh } from './prepared-queries';
import { t } from './prepared-strings';
import { useTicketChoices, type TicketChoices } from './ticket-queries';

type Draft = Omit<ChecklistTemplateRow, 'id' | 'version'>;
type Item = Draft['items'][number];

const blank: Draft = {
  name: '',
  items: [{ label: '', isRequired: false }],
  finishStatus: null,
  isAutomatic: false,
  boardId: null,
  categoryId: null,
  priorityId: null,
  typeId: null,
};
const options = (all: readonly { id: string; name: string }[] | undefined) =>
  (all ?? []).map(({ id, name }) => ({ value: id, label: name }));

/** One line an item; Enter on the last one begins the next. */
function ItemFields({
  items,
  onChange,
  fault,
}: {
  items: Item[];
  onChange: (items: Item[]) => void;
  fault?: string | undefined;
}) {
  const change = (index: number, part: Partial<Item>) =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  const add = () => onChange([...items, { label: '', isRequired: false }]);
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>{t('checklist.items')}</legend>
      <ul className="kelp-checklist">
        {items.map((item, index) => (
          <li key={index}>
            <TextInput
              aria-label={t('checklist.item', { place: index + 1 })}
              value={item.label}
              maxLength={500}
              autoFocus={index > 0 && item.label === ''}
              onChange={(event) => change(index, { label: event.currentTarget.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                if (index === items.length - 1 && item.label.trim() !== '') add();
              }}
            />
            <Checkbox
              mt={8}
              label={t('checklist.required')}
              checked={item.isRequired}
              onChange={(event) => change(index, { isRequired: event.currentTarget.checked })}
            />
            <ActionIcon
              mt={4}
              variant="subtle"
              color="gray"
              aria-label={t('checklist.removeItem', { place: index + 1 })}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {fault && (
        <p className="kelp-field-error" role="alert">
          {fault}
        </p>
      )}
      <Button size="xs" variant="default" onClick={add}>
        {t('checklist.addItem')}
      </Button>
    </fieldset>
  );
}

interface WhereProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  choices: TicketChoices | undefined;
  faults: Record<string, string>;
}

/** On which new tickets it goes by itself. */
function WhereFields({ draft, set, choices, faults }: WhereProps) {
  const categories = (choices?.categories ?? []).filter(({ boardId }) => boardId === draft.boardId);
  const picker = (
    key: 'boardId' | 'priorityId' | 'typeId' | 'categoryId',
    label: string,
    data: { value: string; label: string }[],
  ) => (
    <Select
      label={label}
      placeholder={t('any')}
      data={data}
      value={draft[key]}
      onChange={(value) => set({ [key]: value, ...(key === 'boardId' ? { categoryId: null } : {}) })}
      error={faults[key]}
      clearable
      searchable
    />
  );
  return (
    <>
      <Checkbox
        label={t('checklist.automatic')}
        checked={draft.isAutomatic}
        onChange={(event) => set({ isAutomatic: event.currentTarget.checked })}
      />
      {draft.isAutomatic && (
        <div className="kelp-prepared-row">
          {picker('boardId', t('field.board'), options(choices?.boards))}
          {picker('typeId', t('field.type'), options(choices?.types))}
          {picker('priorityId', t('field.priority'), options(choices?.priorities))}
          {categories.length > 0 && picker('categoryId', t('field.category'), options(categories))}
        </div>
      )}
    </>
  );
}

function ChecklistDialog({ row, onClose }: { row: ChecklistTemplateRow | null; onClose: () => void }) {
  const choices = useTicketChoices().data;
  const refresh = useRefresh('checklist_template');
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [draft, setDraft] = useState<Draft>(row ?? blank);
  const set = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));
  const statusNames = [...new Set((choices?.statuses ?? []).map(({ name }) => name))];

  async function submit() {
    const { name, finishStatus, isAutomatic, boardId, categoryId, priorityId, typeId } = draft;
    const items = draft.items.filter(({ label }) => label.trim() !== '');
    const fields = { name, items, finishStatus, isAutomatic, boardId, categoryId, priorityId, typeId };
    if (row) await call(updateChecklistTemplate, { id: row.id, version: row.version, ...fields });
    else await call(createChecklistTemplate, fields);
    toastSuccess(t('saved', { name }));
    await refresh();
  }

  return (
    <FormDialog
      title={row?.name ?? t('checklist.new')}
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
      <ItemFields items={draft.items} onChange={(items) => set({ items })} fault={faults['items']} />
      <Select
        label={t('checklist.finish')}
        description={t('checklist.finishHint')}
        placeholder={t('keep')}
        data={statusNames}
        value={draft.finishStatus}
        onChange={(finishStatus) => set({ finishStatus })}
        clearable
      />
      <WhereFields draft={draft} set={set} choices={choices} faults={faults} />
    </FormDialog>
  );
}

/** The checklists that tickets can get. */
export function ChecklistsPage() {
  const may = useMay();
  const refresh = useRefresh('checklist_template');
  const mayManage = may('checklist.manage');
  return (
    <PreparedPage
      title={t('checklist.title')}
      lead={t('checklist.lead')}
      query={useChecklistTemplates()}
      badge={({ isAutomatic }) => (isAutomatic ? t('checklist.isAutomatic') : null)}
      line={({ items }) =>
        t('checklist.line', { count: items.length, required: items.filter(({ isRequired }) => isRequired).length })
      }
      mayCreate={mayManage}
      mayChange={() => mayManage}
      empty={t('checklist.empty')}
      editor={(row, close) => <ChecklistDialog row={row} onClose={close} />}
      remove={({ id }) => call(deleteChecklistTemplate, { id }).then(refresh)}
      deleteText={() => t('checklist.delete')}
    />
  );
}
