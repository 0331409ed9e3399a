import { changeCustom } from '@kelp/fields';
import { defineAction, type Ctx } from '@kelp/kernel';
import type { Patch, Row } from '@kelp/platform/db';
import type { z } from '@kelp/kernel';
import { closeOverride, statusPatch } from '../change-status';
import { assertOffered, chooseCategory } from '../choose-category';
import { leadOf, setAgents } from '../choose-people';
import { choosePriority } from '../choose-priority';
import { setTags } from '@kelp/tags';
import { updateTicket } from '../contract';
import { assertStatusOffered, chooseLocation, chooseRequester } from '../place';
import { putMatchingChecklists } from '../put-checklist';
import { assertNotMerged } from '../relations/follow-merges';
import { followMaster } from '../relations/follow-master';
import { boards, statuses, ticketAgents, tickets } from '../tables';
import { tellChanges } from '../tell-changes';

type Input = z.output<typeof updateTicket.input>;
type Ticket = Row<typeof tickets>;

/** Changes the given facts of a ticket. Assigning, closing and closing against the rules need their own permissions. */
export const updateTicketAction = defineAction(updateTicket, {
  permission: 'ticket.update',
  run: async (ctx, input) => {
    const before = await ctx.db.lock(tickets, input.id);
    const { title, typeId, resolutionCodeId, dueAt, estimateMinutes } = input;
    await assertNotMerged(ctx, before);
    await assertOffered(ctx, input);
    const patch: Patch<typeof tickets> = { title, typeId, resolutionCodeId, dueAt, estimateMinutes };
    Object.assign(patch, await assignment(ctx, before, input));
    Object.assign(patch, await requester(ctx, before, input));
    Object.assign(patch, await category(ctx, before, input));
    Object.assign(patch, await priority(ctx, before, input));
    patch.custom = await changeCustom(ctx, {
      entity: 'ticket',
      id: before.id,
      place: before.boardId,
      before: before.custom,
      patch: input.custom,
    });
    const target = await statusChange(ctx, before, input);
    if (target) Object.assign(patch, await closing(ctx, before, patch, target, input.closeOverrideReason));
    const after = await ctx.db.update(tickets, input.id, { ...patch, lastActivityAt: ctx.now() }, input.version);
    await setTags(ctx, 'ticket', before.id, input.tags);
    if (!after.isClosed) await putMatchingChecklists(ctx, after, before);
    tellChanges(ctx, before, after, target, await agents(ctx, input));
    await followMaster(ctx, before, after);
    return { id: after.id, version: after.version };
  },
});

/** Another assignee or team. A team brings its lead along when nobody has the ticket. */
async function assignment(ctx: Ctx, before: Ticket, { assignedTo, teamId }: Input): Promise<Patch<typeof tickets>> {
  const patch: Patch<typeof tickets> = {};
  if (teamId !== undefined && teamId !== before.teamId) {
    ctx.require('ticket.assign');
    patch.teamId = teamId;
    if (teamId) {
      const lead = await leadOf(ctx, teamId);
      if (assignedTo === undefined && before.assignedTo === null && lead) patch.assignedTo = lead;
    }
  }
  if (assignedTo === undefined || assignedTo === before.assignedTo) return patch;
  // Taking a ticket that nobody has is part of a technician's day; handing work to others is not.
  const isTaking = assignedTo === ctx.actor.id && before.assignedTo === null;
  if (!isTaking) ctx.require('ticket.assign');
  return { ...patch, assignedTo };
}

/** Joining a ticket or leaving it is everybody's own business; sending others is not. Returns what to tell. */
async function agents(ctx: Ctx, { id, agentIds }: Input): Promise<string[]> {
  if (agentIds === undefined) return [];
  const present = (await ctx.db.list(ticketAgents, { ticketId: id, removedAt: null })).map((row) => row.userId);
  const others = (ids: readonly string[]) => ids.filter((userId) => userId !== ctx.actor.id).sort();
  if (others(present).join() !== others([...new Set(agentIds)]).join()) ctx.require('ticket.assign');
  return (await setAgents(ctx, id, agentIds)) ? ['agentIds'] : [];
}

async function requester(ctx: Ctx, before: Ticket, input: Input): Promise<Patch<typeof tickets>> {
  const { clientId, contactId, locationId } = input;
  if (clientId === undefined && contactId === undefined) {
    return locationId === undefined ? {} : chooseLocation(ctx, before.clientId, locationId);
  }
  const isOtherClient = clientId !== undefined && clientId !== before.clientId;
  // A contact of the old client does not stay on a ticket that moves to another.
  const keptContact = isOtherClient ? null : before.contactId;
  const chosen = await chooseRequester(
    ctx,
    clientId === undefined ? before.clientId : clientId,
    contactId === undefined ? keptContact : contactId,
  );
  // Nor does a location: a ticket without a client may get both by its contact.
  const keptLocation = chosen.clientId === before.clientId ? before.locationId : null;
  const location = await chooseLocation(ctx, chosen.clientId, locationId === undefined ? keptLocation : locationId);
  return { ...chosen, ...location };
}

async function category(ctx: Ctx, before: Ticket, input: Input): Promise<Patch<typeof tickets>> {
  if (input.categoryId === undefined && input.subcategoryId === undefined) return {};
  const { categoryId, subcategoryId } = await chooseCategory(ctx, before.boardId, input, before);
  return { categoryId, subcategoryId };
}

async function priority(ctx: Ctx, before: Ticket, input: Input): Promise<Patch<typeof tickets>> {
  const { priorityId, impact, urgency, isPriorityOverridden } = input;
  if ([priorityId, impact, urgency, isPriorityOverridden].every((value) => value === undefined)) return {};
  const board = await ctx.db.get(boards, before.boardId);
  // Impact and urgency decide on ITIL boards only; elsewhere they leave the priority alone.
  if (board.priorityMode === 'own' && priorityId === undefined) return {};
  // "Follow the matrix again" works the priority out, whatever was sent beside it.
  const typed = board.priorityMode === 'itil' && isPriorityOverridden === false ? undefined : priorityId;
  const isOverridden = isPriorityOverridden ?? (before.isPriorityOverridden && priorityId === undefined);
  return choosePriority(
    ctx,
    board,
    {
      // An override lets impact and urgency change beside it; the priority stays as it was set.
      priorityId: typed,
      impact: impact ?? before.impact ?? undefined,
      urgency: urgency ?? before.urgency ?? undefined,
      isPriorityOverridden: isOverridden,
    },
    before.priorityId,
  );
}

async function statusChange(ctx: Ctx, before: Ticket, { statusId }: Input) {
  if (statusId === undefined || statusId === before.statusId) return undefined;
  const target = await ctx.db.get(statuses, statusId);
  assertStatusOffered(target);
  if (target.isClosed !== before.isClosed) ctx.require('ticket.close');
  return target;
}

async function closing(
  ctx: Ctx,
  before: Ticket,
  patch: Patch<typeof tickets>,
  target: Row<typeof statuses>,
  reason: string | undefined,
): Promise<Patch<typeof tickets>> {
  const status = statusPatch(ctx, before, target);
  if (!target.isClosed || before.isClosed) return status;
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return { ...status, closeOverrideReason: await closeOverride(ctx, { ...before, ...given, ...status }, reason) };
}
