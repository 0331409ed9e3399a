'use client';

import Link from 'next/link';
import { lazy, Suspense, useEffect, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Avatar, ExactTime, Facts, later, toastError, type Fact } from '@kelp/ui';
import { sightChange } from '../contract';
import type { TicketPatch } from './conflict';
import type { FactStep } from './fact-dialogs';
import { t } from './strings';
import { ResponseMark, TicketPriority, TicketStatus } from './ticket-columns';
import { useMe, type Ticket, type TicketChoices } from './ticket-queries';
import type { TicketEdit } from './use-ticket-edit';
import { useWorkFacts } from './work-facts';

const requesterFields = () => import('./requester-field');
const ClientField = later(async () => (await requesterFields()).ClientField);
const ContactField = later(async () => (await requesterFields()).ContactField);
const LocationField = later(async () => (await requesterFields()).LocationField);

const FactDialogs = lazy(() => import('./fact-dialogs'));

interface TicketFactsProps {
  ticket: Ticket;
  choices: TicketChoices | undefined;
  edit: TicketEdit;
  /** facts that a colleague changed a moment ago, and who it was */
  changed?: Partial<Record<string, string>>;
}

/** The facts, and how a question is asked before one of them changes. */
type AskingProps = TicketFactsProps & { ask: (step: FactStep) => void };

const scale = [1, 2, 3, 4, 5] as const;
const options = (all: readonly { id: string; name: string }[]) =>
  all.map(({ id, name }) => ({ value: id, label: name }));
const nameOf = (all: readonly { id: string; name: string }[], id: string | null) =>
  all.find((one) => one.id === id)?.name ?? t('none');

function statusFact({ ticket, choices, edit, ask }: AskingProps): Fact {
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
      save: (id) => {
        if (!id) return undefined;
        const said = t('saved.status', { value: nameOf(offered, id) });
        const closes = !ticket.isClosed && offered.some((status) => status.id === id && status.isClosed);
        if (closes && ticket.closeBlockers.length > 0) return ask({ kind: 'close', statusId: id, said });
        return edit.save({ statusId: id }, said);
      },
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
  return [itilFact(fact, { ticket, choices, edit }), grade('impact'), grade('urgency')];
}

const FOLLOW = 'follow';

/** On an ITIL board the priority is read-only but for an override by hand, which is shown as such and can be taken back. */
function itilFact(fact: Fact, { ticket, choices, edit }: TicketFactsProps): Fact {
  const itil = choices?.priorities.filter(({ isItil }) => isItil) ?? [];
  const isByHand = ticket.isPriorityOverridden;
  const save = (id: string | null) => {
    if (id === FOLLOW) {
      // the present priority goes along so that undo knows it
      return edit.save({ priorityId: ticket.priority.id, isPriorityOverridden: false }, t('saved.followAgain'));
    }
    if (!id) return undefined;
    return edit.save({ priorityId: id, isPriorityOverridden: true }, t('saved.override', { value: nameOf(itil, id) }));
  };
  return {
    ...fact,
    value: (
      <>
        {fact.value} <span className="kelp-muted">{t(isByHand ? 'facts.overridden' : 'facts.byMatrix')}</span>
      </>
    ),
    edit: {
      kind: 'select',
      value: isByHand ? ticket.priority.id : FOLLOW,
      options: [
        { value: FOLLOW, label: t('facts.followAgain') },
        ...itil.map(({ id, name }) => ({ value: id, label: `${name} (${t('facts.overridden')})` })),
      ],
      save,
    },
  };
}

/** Another board: asked in a dialog, since status and category belong to a board. */
function boardFact({ ticket, choices, ask }: AskingProps): Fact {
  const fact: Fact = { key: 'board', label: t('column.board'), value: ticket.board.name };
  const boards = choices?.boards ?? [];
  if (boards.length < 2 || !ticket.abilities.includes('ticket.move_board')) return fact;
  const save = (id: string | null) => (id ? ask({ kind: 'move', boardId: id }) : undefined);
  return { ...fact, edit: { kind: 'select', value: ticket.board.id, options: options(boards), save } };
}

/** Changes client or contact; when somebody would gain or lose sight of the ticket, that is said and asked first. */
async function saveRequester({ ticket, edit, ask }: AskingProps, patch: TicketPatch, said: string): Promise<void> {
  const { clientId, contactId } = patch;
  const sight = await call(sightChange, {
    id: ticket.id,
    ...(clientId === undefined ? {} : { clientId }),
    ...(contactId === undefined ? {} : { contactId }),
  });
  if (sight.gains.length + sight.loses.length > 0) return ask({ kind: 'sight', patch, said, ...sight });
  return edit.save(patch, said);
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

function requesterFacts(props: AskingProps): Fact[] {
  const { ticket } = props;
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
                saveRequester(
                  props,
                  // what another client takes away, so that undo brings it back
                  { clientId: next?.id ?? null, contactId: null, locationId: null },
                  t('saved.client', { value: next?.name ?? t('none') }),
                ),
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
                saveRequester(
                  props,
                  { contactId: next?.id ?? null },
                  t('saved.contact', { value: next?.name ?? t('none') }),
                ),
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

/** Where the work is; asked of tickets of a client. */
function locationFacts({ ticket, edit }: TicketFactsProps): Fact[] {
  const { client, location } = ticket;
  if (!client) return [];
  const fact: Fact = {
    key: 'location',
    label: t('fact.location'),
    value: location ? (
      <>
        {location.name} <span className="kelp-muted">{location.address}</span>
      </>
    ) : (
      <span className="kelp-muted">{t('none')}</span>
    ),
  };
  if (!ticket.abilities.includes('ticket.update')) return [fact];
  const render = (done: () => void) => (
    <LocationField
      inPlace
      label={t('fact.location')}
      clientId={client.id}
      value={location}
      onChange={(next) => {
        done();
        edit
          .save({ locationId: next?.id ?? null }, t('saved.location', { value: next?.name ?? t('none') }))
          .catch(toastError);
      }}
      onLeave={done}
    />
  );
  return [{ ...fact, edit: { kind: 'custom', render } }];
}

/** Says at a fact who changed it a moment ago. */
function flashed(fact: Fact, changed: TicketFactsProps['changed']): Fact {
  const name = changed?.[fact.key];
  return name ? { ...fact, changed: t('fact.changedBy', { name }) } : fact;
}

/** The facts of a ticket, each edited where it stands. */
export function TicketFacts(props: TicketFactsProps) {
  const { ticket, choices, edit } = props;
  const [step, ask] = useState<FactStep | null>(null);
  // Fetched at once, but after the page: who presses its key finds the field there.
  useEffect(() => void requesterFields().catch(() => undefined), []);
  const asking = { ...props, ask };
  const assignee = useAssigneeFact(props);
  const work = useWorkFacts(props);
  const facts: Fact[] = [
    statusFact(asking),
    ...priorityFacts(props),
    assignee,
    ...work.team,
    ...requesterFacts(asking),
    ...locationFacts(props),
    boardFact(asking),
    ...work.rest,
    ...(ticket.responseState === 'none'
      ? []
      : [{ key: 'response', label: t('column.response'), value: <ResponseMark state={ticket.responseState} /> }]),
    { key: 'origin', label: t('fact.origin'), value: t(`origin.${ticket.origin}`) },
    ...(ticket.formerNumber ? [{ key: 'former', label: t('fact.former'), value: ticket.formerNumber }] : []),
    { key: 'created', label: t('fact.created'), value: <ExactTime at={ticket.createdAt} /> },
    ...(ticket.closedAt ? [{ key: 'closed', label: t('fact.closed'), value: <ExactTime at={ticket.closedAt} /> }] : []),
    ...(ticket.closeOverrideReason
      ? [{ key: 'override', label: t('facts.closedAgainst'), value: ticket.closeOverrideReason }]
      : []),
  ];
  return (
    <>
      <Facts facts={facts.map((fact) => flashed(fact, props.changed))} title={t('ticket.keys')} />
      {step && choices && (
        <Suspense fallback={null}>
          <FactDialogs {...{ step, ticket, choices, edit }} onClose={() => ask(null)} />
        </Suspense>
      )}
      {ticket.client && (
        <Link className="kelp-fact-link" href={`/msp/clients/${ticket.client.id}`}>
          {t('fact.openClient', { client: ticket.client.name })}
        </Link>
      )}
    </>
  );
}
