import { contacts } from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { openTicket } from './actions/create-ticket';
import { assertStatusOffered } from './place';
import { comments, statuses, tickets } from './tables';
import { writeComment } from './write-comment';

/** A ticket of another system. It was opened when the unit of work happens: `ctx.now()`. */
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
  /** When it was closed; at its opening where nobody knows. Of a closed status only. */
  closedAt?: Date | undefined;
}

/**
 * Writes a ticket of another system as it was there, with its description as the opening comment. No door offers this, since nobody chooses
 * when something happened: it runs in a history only, so nobody is told and a closed ticket gets no clocks. Throws invalid for dates
 * that cannot be, and what opening any ticket refuses.
 */
export async function importTicket(ctx: Ctx, input: FormerTicket): Promise<Row<typeof tickets>> {
  ctx.require('ticket.create');
  if (!ctx.caller.isMuted) throw new Error('A ticket of another system is written in a history, which is muted.');
  if (input.assignedTo) ctx.require('ticket.assign');
  const { description, statusId, number, closedAt, ...facts } = input;
  const status = await ctx.db.get(statuses, statusId);
  assertStatusOffered(status);
  const arrivedAt = await rightNow(ctx);
  if (ctx.now() > arrivedAt)
    throw invalid('A ticket was opened in the past.', {
      createdAt: 'This day is not over yet. Write when it was opened.',
    });
  if (closedAt && (closedAt < ctx.now() || closedAt > arrivedAt))
    throw invalid('A ticket closes after it was opened.', {
      closedAt: 'Write a time between the opening of the ticket and now.',
    });
  const end = status.isClosed ? (closedAt ?? ctx.now()) : null;
  const ticket = await openTicket(ctx, {
    ...facts,
    origin: 'internal',
    // An open ticket rests from its arrival on, so that no rule closes it for having rested elsewhere.
    former: { statusId, closedAt: end, lastActivityAt: end ?? arrivedAt, number },
  });
  if (description?.trim()) await writeOpening(ctx, ticket, description);
  return ticket;
}

/** Database time, whenever the history happens. */
const rightNow = async (ctx: Ctx): Promise<Date> => (await ctx.db.one<{ at: Date }>(sql`select kelp_now() as at`)).at;

async function writeOpening(ctx: Ctx, ticket: Row<typeof tickets>, text: string): Promise<void> {
  const contact = ticket.contactId ? await ctx.db.get(contacts, ticket.contactId) : null;
  await writeComment(ctx, ticket, {
    ...(contact
      ? { authorType: 'client', contactId: contact.id, authorName: contact.fullName }
      : { authorType: 'internal', userId: ctx.actor.id, authorName: ctx.actor.name }),
    visibility: 'public',
    text,
    isOpening: true,
  });
  await ctx.db.update(tickets, ticket.id, { lastActivityAt: ticket.lastActivityAt });
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
