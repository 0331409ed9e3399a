'use client';

import { MultiSelect, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatInstant, invalid, wallTimeAt } from '@kelp/std';
import { ExactTime, formatMinutes, toastError, useFormats, type Fact, type Formats } from '@kelp/ui';
import { parseEstimate } from '../domain/parse-estimate';
import { t } from './strings';
import type { Ticket, TicketChoices } from './ticket-queries';
import type { TicketEdit } from './use-ticket-edit';
import { fromWall } from './wall-time';

interface WorkFactsProps {
  ticket: Ticket;
  choices: TicketChoices | undefined;
  edit: TicketEdit;
}

type Named = readonly { id: string; name: string }[];
type ListField = 'typeId' | 'categoryId' | 'subcategoryId' | 'resolutionCodeId' | 'teamId';

const options = (all: Named) => all.map(({ id, name }) => ({ value: id, label: name }));
const shown = (value: { name: string } | null) => value?.name ?? <span className="kelp-muted">{t('none')}</span>;

function listFact(
  { edit }: WorkFactsProps,
  field: ListField,
  value: { id: string; name: string } | null,
  offered: Named | null,
): Fact {
  const fact: Fact = { key: field, label: t(`field.${field}`), value: shown(value) };
  if (!offered) return fact;
  const save = (id: string | null) => {
    const name = offered.find((one) => one.id === id)?.name ?? t('none');
    // another category takes the old subcategory away, so that undo brings both back
    const patch = field === 'categoryId' ? { categoryId: id, subcategoryId: null } : { [field]: id };
    return edit.save(patch, t(`saved.${field}`, { value: name }));
  };
  return {
    ...fact,
    edit: { kind: 'select', value: value?.id ?? null, options: options(offered), clearable: true, save },
  };
}

function classFacts(props: WorkFactsProps, mayUpdate: boolean): Fact[] {
  const { ticket, choices } = props;
  const own = choices?.categories.filter(({ boardId }) => boardId === ticket.board.id) ?? [];
  const parents = own.filter(({ parentId }) => parentId === null);
  const children = own.filter(({ parentId }) => parentId !== null && parentId === ticket.category?.id);
  const given = <L extends Named>(list: L | undefined) => (mayUpdate && list ? list : null);
  return [
    listFact(props, 'typeId', ticket.type, given(choices?.types)),
    ...(parents.length > 0 || ticket.category ? [listFact(props, 'categoryId', ticket.category, given(parents))] : []),
    ...(children.length > 0 || ticket.subcategory
      ? [listFact(props, 'subcategoryId', ticket.subcategory, given(children))]
      : []),
  ];
}

/** Several people; saved when the field is left. */
function AgentsField({ ticket, choices, edit, done }: WorkFactsProps & { done: () => void }) {
  const [ids, setIds] = useState(ticket.agents.map(({ id }) => id));
  const people = choices?.people ?? [];
  function leave() {
    done();
    if (
      [...ids].sort().join() ===
      ticket.agents
        .map(({ id }) => id)
        .sort()
        .join()
    )
      return;
    const names = people.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    edit.save({ agentIds: ids }, t('saved.agentIds', { value: names.join(', ') || t('nobody') })).catch(toastError);
  }
  return (
    <MultiSelect
      aria-label={t('field.agentIds')}
      data={options(people.filter(({ id }) => id !== ticket.assignee?.id))}
      value={ids}
      onChange={setIds}
      searchable
      autoFocus
      defaultDropdownOpened
      maxValues={20}
      onBlur={leave}
    />
  );
}

function DueField({ ticket, edit, formats, done }: WorkFactsProps & { formats: Formats; done: () => void }) {
  const { timeZone, locale } = formats;
  const before = ticket.dueAt ? wallTimeAt(ticket.dueAt, timeZone) : '';
  const [text, setText] = useState(before);
  function leave() {
    done();
    if (text === before) return;
    const dueAt = fromWall(text, timeZone);
    const said = dueAt ? formatInstant(dueAt, timeZone, locale, 'date_time') : t('none');
    edit.save({ dueAt }, t('saved.dueAt', { value: said })).catch(toastError);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') leave();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    done();
  }
  return (
    <TextInput
      type="datetime-local"
      aria-label={t('facts.dueLabel')}
      value={text}
      autoFocus
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={leave}
    />
  );
}

function estimateFact({ ticket, edit }: WorkFactsProps, mayUpdate: boolean): Fact {
  const { estimateMinutes } = ticket;
  const words = estimateMinutes === null ? '' : formatMinutes(estimateMinutes);
  const fact: Fact = {
    key: 'estimateMinutes',
    label: t('field.estimateMinutes'),
    value: words || <span className="kelp-muted">{t('none')}</span>,
  };
  if (!mayUpdate) return fact;
  const save = (text: string) => {
    const minutes = parseEstimate(text);
    if (minutes === null && text.trim() !== '') throw invalid(t('facts.estimateBad'));
    const value = minutes === null ? t('none') : formatMinutes(minutes);
    return edit.save({ estimateMinutes: minutes }, t('saved.estimateMinutes', { value }));
  };
  return { ...fact, edit: { kind: 'text', value: words, save } };
}

/** Type, categories, team, further people, due date, estimate and resolution code, each edited where it stands. */
export function useWorkFacts(props: WorkFactsProps): { team: Fact[]; rest: Fact[] } {
  const { ticket, choices } = props;
  const formats = useFormats();
  const mayUpdate = ticket.abilities.includes('ticket.update');
  const mayAssign = mayUpdate && ticket.abilities.includes('ticket.assign');
  const custom = (render: (done: () => void) => ReactNode) =>
    mayUpdate ? { edit: { kind: 'custom' as const, render } } : {};
  return {
    team: [
      listFact(props, 'teamId', ticket.team, mayAssign ? (choices?.teams ?? null) : null),
      {
        key: 'agentIds',
        label: t('field.agentIds'),
        value: ticket.agents.map(({ name }) => name).join(', ') || <span className="kelp-muted">{t('nobody')}</span>,
        ...custom((done) => <AgentsField {...props} done={done} />),
      },
    ],
    rest: [
      ...classFacts(props, mayUpdate),
      {
        key: 'dueAt',
        label: t('field.dueAt'),
        value: ticket.dueAt ? <ExactTime at={ticket.dueAt} /> : <span className="kelp-muted">{t('none')}</span>,
        ...custom((done) => <DueField {...props} formats={formats} done={done} />),
      },
      estimateFact(props, mayUpdate),
      listFact(props, 'resolutionCodeId', ticket.resolutionCode, mayUpdate ? (choices?.resolutionCodes ?? null) : null),
    ],
  };
}
