'use client';

import { ActionIcon, Checkbox, Menu, Select, TextInput } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, later, RelativeTime, Section, toastError, useFormats } from '@kelp/ui';
import { formatLocalDate } from '@kelp/std';
import {
  addChecklistItem,
  addTicketChecklist,
  removeChecklistItem,
  removeTicketChecklist,
  updateChecklistItem,
  type ChecklistItemCard,
  type TicketChecklistCard,
} from '../contract';
import { useChecklistTemplates, useMay, useRefresh, useTicketChecklists } from './prepared-queries';
import { t } from './prepared-strings';
import './prepared-work.css';

const ChecklistItemDialog = later(() => import('./checklist-item-dialog').then((file) => file.ChecklistItemDialog));

type Act = (work: Promise<unknown>) => void;

/** What is known of an item beside its words: who did it, else who shall and until when. */
function ItemLine({ item }: { item: ChecklistItemCard }) {
  const { locale } = useFormats();
  if (item.done) {
    return (
      <>
        {item.done.by}, <RelativeTime at={item.done.at} />
      </>
    );
  }
  const parts = [
    ...(item.isRequired ? [t('checklist.required')] : []),
    ...(item.owner ? [item.owner.name] : []),
    ...(item.dueOn ? [formatLocalDate(item.dueOn, locale, 'medium')] : []),
  ];
  return <>{parts.join(' · ')}</>;
}

interface ItemProps {
  item: ChecklistItemCard;
  place: number;
  last: number;
  mayUpdate: boolean;
  act: Act;
}

function Item({ item, place, last, mayUpdate, act }: ItemProps) {
  const [isEditing, setEditing] = useState(false);
  const { id, version, label } = item;
  const move = (to: number) => act(call(updateChecklistItem, { id, version, place: to }));
  return (
    <li>
      <Checkbox
        label={<span data-done={item.done ? true : undefined}>{label}</span>}
        description={<ItemLine item={item} />}
        checked={item.done !== null}
        disabled={!mayUpdate}
        onChange={(event) => act(call(updateChecklistItem, { id, version, isDone: event.currentTarget.checked }))}
      />
      {mayUpdate && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('checklist.more', { item: label })}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setEditing(true)}>{t('checklist.editItem')}</Menu.Item>
            {place > 0 && <Menu.Item onClick={() => move(place - 1)}>{t('checklist.up')}</Menu.Item>}
            {place < last && <Menu.Item onClick={() => move(place + 1)}>{t('checklist.down')}</Menu.Item>}
            <Menu.Item onClick={() => act(call(removeChecklistItem, { id, version }))}>
              {t('checklist.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {isEditing && <ChecklistItemDialog item={item} onClose={() => setEditing(false)} />}
    </li>
  );
}

function NewItem({ checklistId, act }: { checklistId: string; act: Act }) {
  const [label, setLabel] = useState('');
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || label.trim() === '') return;
    event.preventDefault();
    act(call(addChecklistItem, { checklistId, label, isRequired: false }));
    setLabel('');
  }
  return (
    <TextInput
      size="xs"
      variant="unstyled"
      aria-label={t('checklist.addItem')}
      placeholder={t('checklist.addItem')}
      leftSection={<IconPlus size={14} aria-hidden="true" />}
      value={label}
      maxLength={500}
      onChange={(event) => setLabel(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

function Checklist({ list, mayUpdate, act }: { list: TicketChecklistCard; mayUpdate: boolean; act: Act }) {
  const done = list.items.filter((item) => item.done).length;
  return (
    <section aria-label={list.name}>
      <div className="kelp-checklist-head">
        <span>{list.name}</span>
        <span className="kelp-muted kelp-num">{t('checklist.progress', { done, count: list.items.length })}</span>
        {mayUpdate && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('checklist.more', { item: list.name })}>
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => act(call(removeTicketChecklist, { id: list.id }))}>
                {t('checklist.removeList')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <ul className="kelp-checklist">
        {list.items.map((item, place) => (
          <Item key={item.id} {...{ item, place, mayUpdate, act }} last={list.items.length - 1} />
        ))}
      </ul>
      {mayUpdate && <NewItem checklistId={list.id} act={act} />}
    </section>
  );
}

const own = 'own';

/** Puts a checklist on the ticket: one of the templates, or an empty one. */
function AddChecklist({ ticketId, used, act }: { ticketId: string; used: readonly (string | null)[]; act: Act }) {
  const [opened, setOpened] = useState(false);
  const templates = useChecklistTemplates(opened).data?.rows ?? [];
  const add = (value: string | null) => {
    if (value === null) return;
    act(
      call(addTicketChecklist, { ticketId, ...(value === own ? { name: t('checklist.one') } : { templateId: value }) }),
    );
  };
  return (
    <Select
      size="xs"
      aria-label={t('checklist.add')}
      placeholder={t('checklist.add')}
      onDropdownOpen={() => setOpened(true)}
      data={[
        { value: own, label: t('checklist.blank') },
        ...templates.filter(({ id }) => !used.includes(id)).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={null}
      onChange={add}
      searchable
    />
  );
}

/** The checklists of a ticket: what is done, by whom and when, and what is left. */
export function TicketChecklists({ ticketId }: { ticketId: string }) {
  const mayUpdate = useMay()('ticket.update');
  const query = useTicketChecklists(ticketId);
  const refresh = useRefresh('ticket', 'sla');
  const act: Act = (work) => void work.catch(toastError).then(refresh);
  const rows = query.data?.rows ?? [];
  return (
    <Section title={t('checklist.ofTicket')}>
      {query.isError && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {rows.map((list) => (
        <Checklist key={list.id} list={list} mayUpdate={mayUpdate} act={act} />
      ))}
      {query.data && rows.length === 0 && !mayUpdate && <p className="kelp-muted">{t('checklist.none')}</p>}
      {query.data && mayUpdate && (
        <AddChecklist ticketId={ticketId} used={rows.map(({ templateId }) => templateId)} act={act} />
      )}
    </Section>
  );
}
