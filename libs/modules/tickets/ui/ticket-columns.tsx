'use client';

import { IconArrowBackUp, IconHourglass, IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Avatar, PriorityMark, RelativeTime, StatusBadge, type DataListColumn } from '@kelp/ui';
import { isSortable, type ListedField } from '@kelp/fields/contract';
import { Tag } from '@kelp/tags/screens';
import type { TicketRow } from '../contract';
import { fieldName } from './field-options';
import { priorityLevel, statusTone } from './looks';
import { t } from './strings';
import type { TicketChoices } from './ticket-queries';
import './queue.css';
import './tickets.css';

/** The status of a row as everywhere: shape, word, colour. */
export function TicketStatus({
  status,
  choices,
  plain = false,
}: {
  status: TicketRow['status'];
  choices: TicketChoices | undefined;
  plain?: boolean;
}) {
  const known = choices?.statuses.find(({ id }) => id === status.id);
  return <StatusBadge tone={statusTone(known ?? status)} label={status.name} plain={plain} />;
}

/** The priority of a row; bars and word. */
export function TicketPriority({
  priority,
  choices,
}: {
  priority: TicketRow['priority'];
  choices: TicketChoices | undefined;
}) {
  return <PriorityMark level={priorityLevel(priority.id, choices?.priorities ?? [])} label={priority.name} />;
}

/** Whose turn it is; nothing when it is nobody's. */
export function ResponseMark({ state }: { state: TicketRow['responseState'] }) {
  if (state === 'none') return null;
  const Icon = state === 'awaiting_us' ? IconArrowBackUp : IconHourglass;
  return (
    <span className="kelp-turn" data-state={state}>
      <Icon size={14} aria-hidden="true" />
      {t(`response.${state}`)}
    </span>
  );
}

function Person({ person }: { person: TicketRow['assignee'] }) {
  if (!person) return <span className="kelp-muted">{t('nobody')}</span>;
  return (
    <span className="kelp-person">
      <Avatar name={person.name} size={20} />
      <span>{person.name}</span>
    </span>
  );
}

/** What a master carries, or whose child this is: beside the title, in words. */
function BundleMark({ row: { bundle, master } }: { row: TicketRow }) {
  if (!bundle && !master) return null;
  return (
    <span className="kelp-bundle-mark">
      <IconStack2 size={14} aria-hidden="true" />
      {bundle
        ? t('bundle.count', { children: bundle.childCount, clients: bundle.clientCount })
        : t('bundle.childOf', { number: master?.number ?? '' })}
    </span>
  );
}

const mostTags = 2;

/** The first tags in the line, the others as a number that names them. */
function TagMarks({ tags }: Pick<TicketRow, 'tags'>) {
  if (tags.length === 0) return null;
  const more = tags.slice(mostTags);
  return (
    <span className="kelp-row-tags">
      {tags.slice(0, mostTags).map((tag) => (
        <Tag key={tag.id} tag={tag} />
      ))}
      {more.length > 0 && (
        <span className="kelp-muted" title={more.map(({ name }) => name).join(', ')}>
          {t('list.moreTags', { count: more.length })}
        </span>
      )}
    </span>
  );
}

function TitleCell({ row, withTags }: { row: TicketRow; withTags: boolean }) {
  return (
    <span className="kelp-title-cell">
      <span>{row.title}</span>
      <BundleMark row={row} />
      {withTags && <TagMarks tags={row.tags} />}
    </span>
  );
}

/** The columns of the queue. What higher rooms know (when it is due) comes in by `extra` and stands before the last movement. */
export function ticketColumns(
  choices: TicketChoices | undefined,
  extra: readonly DataListColumn<TicketRow>[],
): DataListColumn<TicketRow>[] {
  return [
    {
      key: 'number',
      header: t('column.number'),
      width: '92px',
      sortable: true,
      render: ({ number }) => <span className="kelp-num kelp-muted">{number}</span>,
    },
    {
      key: 'title',
      header: t('column.title'),
      width: 'minmax(200px, 4fr)',
      primary: true,
      render: (row) => <TitleCell row={row} withTags />,
    },
    {
      key: 'client',
      header: t('column.client'),
      width: 'minmax(110px, 1.5fr)',
      sortable: true,
      hideBelow: 760,
      render: ({ client }) => client?.name ?? <span className="kelp-muted">{t('none')}</span>,
    },
    {
      key: 'status',
      header: t('column.status'),
      width: 'minmax(124px, 168px)',
      render: ({ status }) => <TicketStatus status={status} choices={choices} />,
    },
    {
      key: 'priority',
      header: t('column.priority'),
      width: 'minmax(88px, 112px)',
      sortable: true,
      render: ({ priority }) => <TicketPriority priority={priority} choices={choices} />,
    },
    {
      key: 'response',
      header: t('column.response'),
      width: '118px',
      hideBelow: 1340,
      render: ({ responseState }) => <ResponseMark state={responseState} />,
    },
    {
      key: 'assignee',
      header: t('column.assignee'),
      width: '128px',
      sortable: true,
      hideBelow: 900,
      render: ({ assignee }) => <Person person={assignee} />,
    },
    ...extra,
    {
      key: 'activity',
      header: t('column.activity'),
      width: '104px',
      align: 'end',
      sortable: true,
      hideBelow: 680,
      render: ({ lastActivityAt }) => <RelativeTime at={lastActivityAt} />,
    },
  ];
}

/** Columns that a person can add to the usual ones: also the custom fields of tickets. */
export function furtherColumns(fields: readonly ListedField[]): DataListColumn<TicketRow>[] {
  return [
    {
      key: 'tags',
      header: t('key.tags'),
      width: 'minmax(120px, 1.5fr)',
      render: ({ tags }) => <TagMarks tags={tags} />,
    },
    { key: 'board', header: t('column.board'), width: 'minmax(110px, 1fr)', render: ({ board }) => board.name },
    {
      key: 'contact',
      header: t('fact.contact'),
      width: 'minmax(110px, 1fr)',
      render: ({ contact }) => contact?.name ?? <span className="kelp-muted">{t('none')}</span>,
    },
    {
      key: 'created',
      header: t('fact.created'),
      width: '104px',
      align: 'end',
      sortable: true,
      render: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    ...fields.map((field) => ({
      key: fieldName(field),
      header: field.label,
      width: 'minmax(110px, 1fr)',
      sortable: isSortable(field.kind),
      render: ({ fields: words }: TicketRow) => <span title={words?.[field.key]}>{words?.[field.key]}</span>,
    })),
  ];
}

/** These columns in the wanted order, the title always among them; as usual when nothing is wanted. */
export function chosenColumns(
  usual: readonly DataListColumn<TicketRow>[],
  further: readonly DataListColumn<TicketRow>[],
  wanted: readonly string[] | null,
): DataListColumn<TicketRow>[] {
  if (!wanted) return [...usual];
  const all = [...usual, ...further];
  const keys = wanted.includes('title') ? wanted : ['title', ...wanted];
  // who asks for a column wants to see it
  const chosen = keys.flatMap((key) =>
    all.filter((column) => column.key === key).map(({ hideBelow: _usual, ...rest }) => rest),
  );
  if (!keys.includes('tags')) return chosen;
  // tags with a column of their own are not said twice
  return chosen.map((column) =>
    column.key === 'title' ? { ...column, render: (row) => <TitleCell row={row} withTags={false} /> } : column,
  );
}

/** A row on a phone: what it is, whose it is, how it stands. */
export function CompactTicket({
  row,
  choices,
  due,
}: {
  row: TicketRow;
  choices: TicketChoices | undefined;
  due: ReactNode;
}) {
  return (
    <>
      <span className="kelp-compact-line">
        <strong>{row.title}</strong>
        <RelativeTime at={row.lastActivityAt} />
      </span>
      <span className="kelp-compact-line kelp-muted">
        <span>
          <span className="kelp-num">{row.number}</span>
          {row.client && `, ${row.client.name}`}
          <BundleMark row={row} />
        </span>
        <span>{row.assignee?.name ?? t('nobody')}</span>
      </span>
      <span className="kelp-compact-line">
        <span className="kelp-compact-marks">
          <TicketStatus status={row.status} choices={choices} />
          <TicketPriority priority={row.priority} choices={choices} />
        </span>
        {due}
      </span>
      {row.tags.length > 0 && (
        <span className="kelp-compact-line">
          <TagMarks tags={row.tags} />
        </span>
      )}
    </>
  );
}
