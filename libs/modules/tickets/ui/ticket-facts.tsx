'use client';

import Link from 'next/link';
import { Avatar, ExactTime, Facts, toastError, type Fact } from '@kelp/ui';
import { ClientField, ContactField } from './requester-field';
import { t } from './strings';
import { ResponseMark, TicketPriority, TicketStatus } from './ticket-columns';
import { useMe, type Ticket, type TicketChoices } from './ticket-queries';
import type { TicketEdit } from './use-ticket-edit';

interface TicketFactsProps {
  ticket: Ticket;
  choices: TicketChoices | undefined;
  edit: TicketEdit;
  /** facts that a colleague changed a moment ago, and who it was */
  changed?: Partial<Record<string, string>>;
}

const scale = [1, 2, 3, 4, 5] as const;
const options = (all: readonly { id: string; name: string }[]) =>
  all.map(({ id, name }) => ({ value: id, label: name }));
const nameOf = (all: readonly { id: string; name: string }[], id: string | null) =>
  all.find((one) => one.id === id)?.name ?? t('none');

function statusFact({ ticket, choices, edit }: TicketFactsProps): Fact {
  const fact: Fact = {
    key: 'status',
    label: t('column.status'),
    value: <TicketStatus status={ticket.status} choices={choices} />,
  };
  if (!choices || !ticket.abilities.includes('ticket.update')) return fact;
  const mayClose = ticket.abilities.includes('ticket.close');
  const offered = choices.statuses.filter(
    ({ boardId, isClosed }) => boardId === ticket.board.id && (mayClose || isClosed === ticket.isClosed),
  );
  return {
    ...fact,
    hotkey: 's',
    edit: {
      kind: 'select',
      value: ticket.status.id,
      options: options(offered),
      save: (id) => (id ? edit.save({ statusId: id }, t('saved.status', { value: nameOf(offered, id) })) : undefined),
    },
  };
}

function priorityFacts({ ticket, choices, edit }: TicketFactsProps): Fact[] {
  const fact: Fact = {
    key: 'priority',
    label: t('column.priority'),
    value: <TicketPriority priority={ticket.priority} choices={choices} />,
  };
  if (!choices || !ticket.abilities.includes('ticket.update')) return [fact];
  const isItil = choices.boards.find(({ id }) => id === ticket.board.id)?.priorityMode === 'itil';
  if (!isItil) {
    const own = choices.priorities.filter((priority) => !priority.isItil);
    const save = (id: string | null) =>
      id ? edit.save({ priorityId: id }, t('saved.priority', { value: nameOf(own, id) })) : undefined;
    return [{ ...fact, hotkey: 'p', edit: { kind: 'select', value: ticket.priority.id, options: options(own), save } }];
  }
  const grade = (key: 'impact' | 'urgency'): Fact => ({
    key,
    label: t(`field.${key}`),
    value: ticket[key] === null ? t('none') : t(`${key}.${String(ticket[key]) as '1'}`),
    ...(key === 'impact' ? { hotkey: 'p' } : {}),
    edit: {
      kind: 'select',
      value: ticket[key] === null ? null : String(ticket[key]),
      options: scale.map((step) => ({ value: String(step), label: t(`${key}.${step}`) })),
      save: (value) =>
        value
          ? edit.save({ [key]: Number(value) }, t(`saved.${key}`, { value: t(`${key}.${value as '1'}`) }))
          : undefined,
    },
  });
  return [fact, grade('impact'), grade('urgency')];
}

function useAssigneeFact({ ticket, choices, edit }: TicketFactsProps): Fact {
  const me = useMe().data;
  const value = ticket.assignee ? (
    <span className="kelp-person">
      <Avatar name={ticket.assignee.name} size={20} />
      <span>{ticket.assignee.name}</span>
    </span>
  ) : (
    <span className="kelp-muted">{t('nobody')}</span>
  );
  const fact: Fact = { key: 'assignee', label: t('column.assignee'), value };
  const mayAssign = ticket.abilities.includes('ticket.assign');
  const mayTake = ticket.abilities.includes('ticket.update') && ticket.assignee === null;
  if (!choices || !me || !(mayAssign || mayTake)) return fact;
  const people = [...choices.people]
    .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
    .filter(({ id }) => mayAssign || id === me.id);
  const save = (id: string | null) =>
    edit.save({ assignedTo: id }, id ? t('saved.assignee', { value: nameOf(people, id) }) : t('saved.unassigned'));
  return {
    ...fact,
    hotkey: 'a',
    edit: { kind: 'select', value: ticket.assignee?.id ?? null, options: options(people), clearable: mayAssign, save },
  };
}

function requesterFacts({ ticket, edit }: TicketFactsProps): Fact[] {
  const { client, contact } = ticket;
  const mayUpdate = ticket.abilities.includes('ticket.update');
  const quietly = (work: Promise<void>, done: () => void) => {
    done();
    work.catch(toastError);
  };
  const clientFact: Fact = {
    key: 'client',
    label: t('column.client'),
    value: client?.name ?? <span className="kelp-muted">{t('none')}</span>,
  };
  const contactFact: Fact = {
    key: 'contact',
    label: t('fact.contact'),
    value: contact?.name ?? <span className="kelp-muted">{t('none')}</span>,
  };
  if (!mayUpdate) return [clientFact, contactFact];
  return [
    {
      ...clientFact,
      edit: {
        kind: 'custom',
        render: (done) => (
          <ClientField
            inPlace
            label={t('column.client')}
            value={client}
            onChange={(next) =>
              quietly(
                edit.save({ clientId: next?.id ?? null }, t('saved.client', { value: next?.name ?? t('none') })),
                done,
              )
            }
            onLeave={done}
          />
        ),
      },
    },
    {
      ...contactFact,
      edit: {
        kind: 'custom',
        render: (done) => (
          <ContactField
            inPlace
            label={t('fact.contact')}
            clientId={client?.id ?? null}
            value={contact}
            onChange={(next) =>
              quietly(
                edit.save({ contactId: next?.id ?? null }, t('saved.contact', { value: next?.name ?? t('none') })),
                done,
              )
            }
            onLeave={done}
          />
        ),
      },
    },
  ];
}

/** Says at a fact who changed it a moment ago. */
function flashed(fact: Fact, changed: TicketFactsProps['changed']): Fact {
  const name = changed?.[fact.key];
  return name ? { ...fact, changed: t('fact.changedBy', { name }) } : fact;
}

/** The facts of a ticket, each edited where it stands. */
export function TicketFacts(props: TicketFactsProps) {
  const { ticket } = props;
  const assignee = useAssigneeFact(props);
  const facts: Fact[] = [
    statusFact(props),
    ...priorityFacts(props),
    assignee,
    ...requesterFacts(props),
    { key: 'board', label: t('column.board'), value: ticket.board.name },
    ...(ticket.team ? [{ key: 'team', label: t('fact.team'), value: ticket.team.name }] : []),
    ...(ticket.responseState === 'none'
      ? []
      : [{ key: 'response', label: t('column.response'), value: <ResponseMark state={ticket.responseState} /> }]),
    { key: 'origin', label: t('fact.origin'), value: t(`origin.${ticket.origin}`) },
    { key: 'created', label: t('fact.created'), value: <ExactTime at={ticket.createdAt} /> },
    ...(ticket.closedAt ? [{ key: 'closed', label: t('fact.closed'), value: <ExactTime at={ticket.closedAt} /> }] : []),
  ];
  return (
    <>
      <Facts facts={facts.map((fact) => flashed(fact, props.changed))} title={t('ticket.keys')} />
      {ticket.client && (
        <Link className="kelp-fact-link" href={`/msp/clients/${ticket.client.id}`}>
          {t('fact.openClient', { client: ticket.client.name })}
        </Link>
      )}
    </>
  );
}
