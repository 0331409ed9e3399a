import { contacts } from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { checkEach, invalid, notFound, refused } from '@kelp/std';
import { openTickets, type NewTicket } from './actions/create-ticket';
import { assertStatusOffered } from './place';
import { comments, statuses, tickets } from './tables';
import { writeOpenings } from './write-comment';

/** A ticket of another system. */
export interface FormerTicket {
  title: string;
  description?: string | undefined;
  boardId: string;
  statusId: string;
  clientId: string | null;
  contactId: string | null;
  priorityId?: string | undefined;
  isPriorityOverridden?: boolean;
  categoryId?: string | undefined;
  subcategoryId?: string | undefined;
  assignedTo?: string | null;
  number: string | null;
  /** Now where nobody knows. */
  openedAt?: Date | undefined;
  /** When it was closed; at its opening where nobody knows. Of a closed status only. */
  closedAt?: Date | undefined;
}

/**
 * Writes tickets of another system as they were there, with their descriptions as the opening comments. No door offers this, since nobody
 * chooses when something happened: it runs in a history only, so nobody is told and a closed ticket gets no clocks. Throws invalid for dates
 * that cannot be, and what opening any ticket refuses; of several together.
 */
export async function importTickets(ctx: Ctx, inputs: readonly FormerTicket[]): Promise<Row<typeof tickets>[]> {
  ctx.require('ticket.create');
  if (!ctx.caller.isMuted) throw new Error('A ticket of another system is written in a history, which is muted.');
  if (inputs.some(({ assignedTo }) => assignedTo)) ctx.require('ticket.assign');
  const known = new Map(
    (await ctx.db.list(statuses, { id: inputs.map((one) => one.statusId) })).map((one) => [one.id, one]),
  );
  const wanted = await checkEach(inputs, (input) => asNewTicket(ctx, input, known.get(input.statusId)));
  const opened = await openTickets(ctx, wanted);
  await describeAll(ctx, opened, inputs);
  return opened;
}

function asNewTicket(ctx: Ctx, input: FormerTicket, status: Row<typeof statuses> | undefined): NewTicket {
  const { description: _, statusId, number, closedAt, openedAt = ctx.now(), ...facts } = input;
  if (!status) throw notFound(statuses.noun);
  assertStatusOffered(status);
  if (openedAt > ctx.now())
    throw invalid('A ticket was opened in the past.', {
      createdAt: 'This day is not over yet. Write when it was opened.',
    });
  if (closedAt && (closedAt < openedAt || closedAt > ctx.now()))
    throw invalid('A ticket closes after it was opened.', {
      closedAt: 'Write a time between the opening of the ticket and now.',
    });
  const end = status.isClosed ? (closedAt ?? openedAt) : null;
  // An open ticket rests from its arrival on, so that no rule closes it for having rested elsewhere.
  const former = { statusId, openedAt, closedAt: end, lastActivityAt: end ?? ctx.now(), number };
  return { ...facts, origin: 'internal', former };
}

async function describeAll(
  ctx: Ctx,
  opened: readonly Row<typeof tickets>[],
  inputs: readonly FormerTicket[],
): Promise<void> {
  const told = opened.flatMap((ticket, place) => {
    const text = inputs[place]?.description ?? '';
    return text.trim() ? [{ ticket, text }] : [];
  });
  const ids = [...new Set(told.flatMap(({ ticket }) => ticket.contactId ?? []))];
  const people = ids.length === 0 ? [] : await ctx.db.list(contacts, { id: ids });
  const names = new Map(people.map(({ id, fullName }) => [id, fullName]));
  await writeOpenings(
    ctx,
    told.map(({ ticket, text }) => ({
      ticket,
      input: { ...authorOf(ctx, ticket, names), visibility: 'public', text },
    })),
  );
}

/** The contact, where there is one. */
function authorOf(ctx: Ctx, { contactId }: Row<typeof tickets>, names: ReadonlyMap<string, string>) {
  const authorName = names.get(contactId ?? '');
  return authorName === undefined
    ? ({ authorType: 'internal', userId: ctx.actor.id, authorName: ctx.actor.name } as const)
    : ({ authorType: 'client', contactId, authorName } as const);
}

/**
 * Removes a ticket that an import made, with its opening comment. No door offers this: tickets are never deleted otherwise. What else
 * refers to it stands in the way, and the database refuses.
 */
export async function takeBackTicket(ctx: Ctx, id: string): Promise<void> {
  ctx.require('ticket.update');
  const ticket = await ctx.db.lock(tickets, id);
  const written = await ctx.db.list(comments, { ticketId: id }, { limit: 2 });
  if (written.length > 1 || ticket.masterTicketId || ticket.mergedIntoId)
    throw refused('ticket.in_use', 'Somebody worked on this ticket since, so it was left as it is.');
  for (const comment of written) await ctx.db.remove(comments, comment.id);
  await ctx.db.remove(tickets, id);
  ctx.touch('ticket');
}
