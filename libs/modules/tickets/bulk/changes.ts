import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { updateTicketAction } from '../actions/update-ticket';
import { bulkChange, type BulkChange } from '../contract';
import { boards } from '../tables';
import { restoreFields, type BulkKind, type Kind, type Ticket } from './bulk-kind';
import { macroKind } from './macro-kind';
import { tagsKind } from './tags-kind';

async function statusNamed(ctx: Ctx, ticket: Ticket, name: string): Promise<string> {
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select id from statuses where tenant_id = ${ctx.tenant} and board_id = ${ticket.boardId} and lower(name) = lower(${name}) and removed_at is null`,
  );
  if (!found) throw refused('bulk.no_status', `The ticket’s board has no status "${name}".`);
  return found.id;
}

async function closedStatus(ctx: Ctx, ticket: Ticket): Promise<string> {
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select id from statuses where tenant_id = ${ctx.tenant} and board_id = ${ticket.boardId} and is_closed and removed_at is null order by position limit 1`,
  );
  if (!found)
    throw refused('bulk.no_closed_status', 'The ticket’s board has no closed status. Add one in its settings.');
  return found.id;
}

async function requireItil(ctx: Ctx, ticket: Ticket): Promise<void> {
  const board = await ctx.db.get(boards, ticket.boardId);
  if (board.priorityMode === 'itil') return;
  throw refused(
    'bulk.no_matrix',
    `Tickets of the board ${board.name} take a priority, not impact and urgency. Choose a priority for them.`,
  );
}

/** What gives an ITIL ticket its former place in the matrix, or the priority that was set by hand. */
const formerMatrix = ({ impact, urgency, isPriorityOverridden, priorityId }: Ticket) => ({
  ...(impact === null ? {} : { impact }),
  ...(urgency === null ? {} : { urgency }),
  isPriorityOverridden,
  ...(isPriorityOverridden ? { priorityId } : {}),
});

const fields: BulkKind<'fields'> = {
  require: (ctx, { assignedTo, teamId }) => {
    ctx.require('ticket.update');
    if (teamId !== undefined) ctx.require('ticket.assign');
    if (assignedTo !== undefined && assignedTo !== ctx.actor.id) ctx.require('ticket.assign');
  },
  apply: async (ctx, ticket, { kind: _kind, status, ...facts }) => {
    if (facts.impact !== undefined || facts.urgency !== undefined) await requireItil(ctx, ticket);
    const statusId = status === undefined ? undefined : await statusNamed(ctx, ticket, status);
    const isByMatrix = facts.impact !== undefined || facts.urgency !== undefined;
    await ctx.run(updateTicketAction, {
      id: ticket.id,
      ...facts,
      ...(statusId ? { statusId } : {}),
      ...(isByMatrix ? { isPriorityOverridden: false } : {}),
    });
    const { priorityId, assignedTo, teamId, clientId, contactId, locationId, dueAt } = ticket;
    return {
      ...(statusId ? { statusId: ticket.statusId } : {}),
      ...(facts.priorityId === undefined ? {} : { priorityId }),
      ...(isByMatrix ? formerMatrix(ticket) : {}),
      // a team may bring its lead along, another client takes its contact and location away
      ...(facts.assignedTo === undefined && facts.teamId === undefined ? {} : { assignedTo }),
      ...(facts.teamId === undefined ? {} : { teamId }),
      ...(facts.clientId === undefined ? {} : { clientId, contactId, locationId }),
      ...(facts.dueAt === undefined ? {} : { dueAt }),
    };
  },
  restore: restoreFields,
};

const close: BulkKind<'close'> = {
  require: (ctx) => {
    ctx.require('ticket.update');
    ctx.require('ticket.close');
  },
  apply: async (ctx, ticket) => {
    if (!ticket.isClosed)
      await ctx.run(updateTicketAction, { id: ticket.id, statusId: await closedStatus(ctx, ticket) });
    return { statusId: ticket.statusId };
  },
  restore: restoreFields,
};

/** The kinds of changes that can be made in bulk, by the `kind` of the contract. */
const bulkKinds: { [K in Kind]: BulkKind<K> } = { fields, close, tags: tagsKind, macro: macroKind };

/** A change as it stands in its run: from JSON. */
export const changeOf = (stored: BulkChange): BulkChange => bulkChange.decode(stored as never);

/** The kind of this change. */
export const kindOf = (change: BulkChange): BulkKind<Kind> => bulkKinds[change.kind] as BulkKind<Kind>;
