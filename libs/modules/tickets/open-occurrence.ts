import { clients } from '@kelp/clients';
import { teamMembers, users } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { createTicketAction } from './actions/create-ticket';
import { useTicketTemplateAction } from './actions/use-ticket-template';
import { nextInTurn } from './domain/next-in-turn';
import type { OccurrenceToOpen } from './jobs/open-recurring-ticket';
import { recurringTicketRuns, recurringTickets, tickets } from './tables';

type Recurring = Row<typeof recurringTickets>;

/** Opens the ticket of an occurrence by the ordinary act, once; nothing when it was opened already or the recurring ticket is gone. */
export async function openOccurrence(ctx: Ctx, { id, originalStart, dueAt }: OccurrenceToOpen): Promise<void> {
  if (!(await ctx.db.find(recurringTickets, { id }))) return;
  const row = await ctx.db.lock(recurringTickets, id);
  if (await ctx.db.find(recurringTicketRuns, { recurringTicketId: id, originalStart })) return;
  const assignedTo = await assigneeOf(ctx, row);
  const ticketId = await create(ctx, row, assignedTo);
  await refuseInactiveClient(ctx, ticketId);
  await ctx.db.update(tickets, ticketId, {
    recurringTicketId: id,
    ...(row.assignment === 'team' ? { teamId: row.teamId } : {}),
  });
  if (assignedTo && row.assignment !== 'person')
    await ctx.db.update(recurringTickets, id, { lastAssignedTo: assignedTo });
  await ctx.db.insert(recurringTicketRuns, {
    recurringTicketId: id,
    originalStart,
    dueAt: new Date(dueAt),
    outcome: 'created',
    ticketId,
  });
  ctx.touch('recurring_ticket');
}

/** A person may serve an inactive client; nobody decides that for a ticket that opens by itself. */
async function refuseInactiveClient(ctx: Ctx, ticketId: string): Promise<void> {
  const { clientId } = await ctx.db.get(tickets, ticketId);
  const client = clientId ? await ctx.db.get(clients, clientId) : null;
  if (client?.isInactive) throw refused('client.inactive', `${client.name} is inactive, so no ticket was opened.`);
}

/** Undefined leaves it to the template and the board. */
async function assigneeOf(ctx: Ctx, row: Recurring): Promise<string | undefined> {
  if (row.assignment === 'template') return undefined;
  const order = await candidates(ctx, row);
  const known = await ctx.db.list(users, { id: order });
  const active = new Set(known.filter(({ isActive }) => isActive).map((user) => user.id));
  return nextInTurn(order, (id) => active.has(id), row.lastAssignedTo) ?? undefined;
}

async function candidates(ctx: Ctx, row: Recurring): Promise<string[]> {
  if (row.assignment === 'person') return row.assignedTo ? [row.assignedTo] : [];
  if (row.assignment === 'people') return row.personIds;
  return (await ctx.db.list(teamMembers, { teamId: row.teamId ?? '' }, { orderBy: 'userId' })).map(
    ({ userId }) => userId,
  );
}

async function create(ctx: Ctx, row: Recurring, assignedTo: string | undefined): Promise<string> {
  const wish = {
    title: row.title,
    ...(row.description ? { description: row.description } : {}),
    ...(row.boardId ? { boardId: row.boardId } : {}),
    ...(row.priorityId ? { priorityId: row.priorityId } : {}),
    ...(row.clientId ? { clientId: row.clientId } : {}),
    ...(row.contactId ? { contactId: row.contactId } : {}),
    ...(assignedTo ? { assignedTo } : {}),
  };
  const { id } = row.templateId
    ? await ctx.run(useTicketTemplateAction, { id: row.templateId, ...wish })
    : await ctx.run(createTicketAction, wish);
  return id;
}
