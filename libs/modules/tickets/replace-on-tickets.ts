import type { Ctx, ReadCtx } from '@kelp/kernel';
import { identifier, snake, sql, type Row } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import type { Removal } from './domain/plan-list';
import { ticketPriorityChanged, ticketStatusChanged, ticketUpdated } from './events';
import { statuses, tickets } from './tables';

export type ListField = 'statusId' | 'priorityId' | 'typeId' | 'resolutionCodeId' | 'categoryId' | 'subcategoryId';

const nouns: Record<ListField, string> = {
  statusId: 'status',
  priorityId: 'priority',
  typeId: 'type',
  resolutionCodeId: 'resolution code',
  categoryId: 'category',
  subcategoryId: 'subcategory',
};

/** More tickets than this are not rewritten in one act. */
const most = 20_000;

/** How many tickets use each of these entries. */
export async function ticketCounts(
  ctx: ReadCtx,
  field: ListField,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const column = identifier(snake(field));
  const rows = await ctx.db.rows<{ id: string; count: number }>(
    sql`select ${column} as id, count(*)::int as count from tickets
        where tenant_id = ${ctx.tenant} and ${column} = any(${[...ids]}::uuid[]) group by 1`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/**
 * Gives the tickets of a removed entry its replacement, each with a line in its history, and tells the rooms that follow open tickets.
 * Refused (`in_use`, with the count) when tickets use it and no replacement is named; null takes the value away where a ticket may go without.
 * Returns how many tickets changed.
 */
export async function replaceOnTickets(ctx: Ctx, field: ListField, removal: Removal): Promise<number> {
  const { id, replacementId } = removal;
  const count = (await ticketCounts(ctx, field, [id])).get(id) ?? 0;
  if (count === 0) return 0;
  const noun = nouns[field];
  const isNeeded = field === 'statusId' || field === 'priorityId';
  if (replacementId === undefined || (replacementId === null && isNeeded)) {
    const whose = count === 1 ? 'One ticket has' : `${count} tickets have`;
    throw refused('in_use', `${whose} this ${noun}. Choose what they get instead.`, { id, count });
  }
  if (count > most) {
    throw refused(
      'in_use',
      `${count} tickets have this ${noun}, too many to change at once. Keep it under another name.`,
      {
        id,
        count,
      },
    );
  }
  const emptied = field === 'categoryId' ? { subcategoryId: null } : {};
  const changed = await ctx.db.updateAll(tickets, { [field]: id }, { [field]: replacementId, ...emptied });
  await tellReplaced(ctx, field, id, changed);
  return changed.length;
}

async function tellReplaced(
  ctx: Ctx,
  field: ListField,
  formerId: string,
  changed: Row<typeof tickets>[],
): Promise<void> {
  const [first] = changed;
  const target = field === 'statusId' && first ? await ctx.db.get(statuses, first.statusId) : undefined;
  for (const ticket of changed) {
    if (ticket.isClosed) continue;
    const { id: ticketId, priorityId, statusId, clientId, boardId } = ticket;
    if (target) {
      const { pausesSla: isPaused, isClosed } = target;
      ctx.emit(ticketStatusChanged, ticketId, { ticketId, statusId, formerStatusId: formerId, isPaused, isClosed });
    } else if (field === 'priorityId') ctx.emit(ticketPriorityChanged, ticketId, { ticketId, priorityId });
    else ctx.emit(ticketUpdated, ticketId, { ticketId, fields: [field], clientId, boardId });
  }
  ctx.touch('ticket');
}
