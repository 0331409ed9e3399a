import { users } from '@kelp/identity';
import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Patch, Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { updateChecklistItem } from '../contract/checklists';
import { closeBlockers } from '../close-rules';
import { ticketChecklistFinished } from '../prepared-work-events';
import { checklistItems, statuses, ticketChecklists, tickets } from '../tables';
import { updateTicketAction } from './update-ticket';

type Input = z.output<typeof updateChecklistItem.input>;
type Item = Row<typeof checklistItems>;

/** Changes an item: words, owner, date, place, done or not. The last one done may set the ticket's status. */
export const updateChecklistItemAction = defineAction(updateChecklistItem, {
  permission: 'ticket.update',
  run: async (ctx, input) => {
    const { id, version, place, isDone, ...fields } = input;
    const seen = await ctx.db.get(checklistItems, id);
    // The list first: two people who check the last two items at once must see each other.
    const list = await ctx.db.lock(ticketChecklists, seen.checklistId);
    const before = await ctx.db.lock(checklistItems, id);
    await assertAllowed(ctx, before, input);
    const after = await ctx.db.update(checklistItems, id, { ...fields, ...doneness(ctx, before, isDone) }, version);
    if (place !== undefined) await move(ctx, list.id, id, place);
    const isFinished = before.doneAt === null && after.doneAt !== null && (await finish(ctx, list));
    ctx.touch('ticket');
    return { id, version: after.version, isFinished };
  },
});

async function assertAllowed(ctx: Ctx, before: Item, { ownerId, isRequired }: Input): Promise<void> {
  if (ownerId) {
    const owner = await ctx.db.get(users, ownerId);
    if (!owner.isActive || owner.type !== 'internal') {
      throw refused('checklist.owner', 'Only active colleagues can own an item. Choose somebody else.');
    }
  }
  if (before.isRequired && isRequired === false && !ctx.can('checklist.manage')) {
    throw refused('checklist.required', 'This item is required. Ask whoever manages checklists to change that.');
  }
}

function doneness(ctx: Ctx, before: Item, isDone: boolean | undefined): Patch<typeof checklistItems> {
  if (isDone === undefined || isDone === (before.doneAt !== null)) return {};
  if (!isDone) return { doneAt: null, doneBy: null, doneByName: null };
  return { doneAt: ctx.now(), doneBy: ctx.actor.id, doneByName: ctx.actor.name };
}

async function move(ctx: Ctx, checklistId: string, id: string, place: number): Promise<void> {
  const items = await ctx.db.list(checklistItems, { checklistId }, { orderBy: 'position' });
  const others = items.filter((item) => item.id !== id);
  const order = [...others.slice(0, place), ...items.filter((item) => item.id === id), ...others.slice(place)];
  for (const [position, item] of order.entries()) {
    if (item.position !== position) await ctx.db.update(checklistItems, item.id, { position });
  }
}

/** Whether that was the last item; then others hear of it and the ticket gets the status that the checklist names, where its board has it. */
async function finish(ctx: Ctx, list: Row<typeof ticketChecklists>): Promise<boolean> {
  const items = await ctx.db.list(checklistItems, { checklistId: list.id });
  if (items.some(({ doneAt }) => doneAt === null)) return false;
  const { ticketId, templateId } = list;
  ctx.emit(ticketChecklistFinished, ticketId, { ticketId, checklistId: list.id, templateId });
  const { finishStatus } = list;
  if (!finishStatus) return true;
  const ticket = await ctx.db.get(tickets, ticketId);
  const known = await ctx.db.list(statuses, { boardId: ticket.boardId });
  const wanted = known.find(({ name, removedAt }) => !removedAt && name.toLowerCase() === finishStatus.toLowerCase());
  if (wanted && wanted.id !== ticket.statusId && (await mayMove(ctx, ticket, wanted))) {
    await ctx.run(updateTicketAction, { id: ticketId, statusId: wanted.id });
  }
  return true;
}

/** Checking an item never fails because of what else must be done before closing: the ticket then stays as it is. */
async function mayMove(ctx: Ctx, ticket: Row<typeof tickets>, wanted: Row<typeof statuses>): Promise<boolean> {
  if (wanted.isClosed === ticket.isClosed) return true;
  if (!ctx.can('ticket.close')) return false;
  return !wanted.isClosed || (await closeBlockers(ctx, ticket)).length === 0;
}
