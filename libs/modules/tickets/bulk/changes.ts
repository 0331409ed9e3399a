import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { updateTicketAction } from '../actions/update-ticket';
import { bulkChange, updateTicket, type BulkChange } from '../contract';
import { tickets } from '../tables';

type Ticket = Row<typeof tickets>;
type Kind = BulkChange['kind'];
type Of<K extends Kind> = Extract<BulkChange, { kind: K }>;

/** One kind of change in bulk: it goes through the ticket's ordinary actions, which ask for their own permissions. */
interface BulkKind<K extends Kind> {
  /** Asked once at the start, so that nobody waits for a run that can do nothing. */
  require(ctx: Ctx, change: Of<K>): void;
  /** Changes one ticket and returns what takes it back: the values that it had. */
  apply(ctx: Ctx, ticket: Ticket, change: Of<K>): Promise<Record<string, unknown>>;
  /** Takes it back. */
  restore(ctx: Ctx, ticketId: string, before: Record<string, unknown>): Promise<void>;
}

/** Former values come back from JSON: instants are text there. */
const restoreFields = async (ctx: Ctx, id: string, before: Record<string, unknown>) =>
  void (await ctx.run(updateTicketAction, updateTicket.input.decode({ ...before, id })));

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

const fields: BulkKind<'fields'> = {
  require: (ctx, { assignedTo, teamId }) => {
    ctx.require('ticket.update');
    if (teamId !== undefined) ctx.require('ticket.assign');
    if (assignedTo !== undefined && assignedTo !== ctx.actor.id) ctx.require('ticket.assign');
  },
  apply: async (ctx, ticket, { kind: _kind, status, ...facts }) => {
    const statusId = status === undefined ? undefined : await statusNamed(ctx, ticket, status);
    await ctx.run(updateTicketAction, { id: ticket.id, ...facts, ...(statusId ? { statusId } : {}) });
    const { priorityId, assignedTo, teamId, clientId, contactId, dueAt } = ticket;
    return {
      ...(statusId ? { statusId: ticket.statusId } : {}),
      ...(facts.priorityId === undefined ? {} : { priorityId }),
      // a team may bring its lead along, another client takes its contact away
      ...(facts.assignedTo === undefined && facts.teamId === undefined ? {} : { assignedTo }),
      ...(facts.teamId === undefined ? {} : { teamId }),
      ...(facts.clientId === undefined ? {} : { clientId, contactId }),
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
const bulkKinds: { [K in Kind]: BulkKind<K> } = { fields, close };

/** A change as it stands in its run: from JSON. */
export const changeOf = (stored: BulkChange): BulkChange => bulkChange.decode(stored as never);

/** The kind of this change. */
export const kindOf = (change: BulkChange): BulkKind<Kind> => bulkKinds[change.kind] as BulkKind<Kind>;
