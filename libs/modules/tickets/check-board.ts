import { teams, users } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { priorities } from './tables';

interface BoardDefaults {
  managerId?: string | null | undefined;
  defaultAssigneeId?: string | null | undefined;
  defaultTeamId?: string | null | undefined;
  defaultPriorityId?: string | null | undefined;
}

/** Refuses a manager or assignee who is no active member of staff, an unknown team, and a priority that is no own one. */
export async function checkBoard(ctx: ReadCtx, wish: BoardDefaults): Promise<void> {
  for (const field of ['managerId', 'defaultAssigneeId'] as const) {
    const id = wish[field];
    if (!id) continue;
    const user = await ctx.db.get(users, id);
    if (user.type !== 'internal' || !user.isActive)
      throw invalid('Only active members of staff can stand here.', { [field]: 'Choose an active member of staff.' });
  }
  if (wish.defaultTeamId) await ctx.db.get(teams, wish.defaultTeamId);
  await checkOwnPriority(ctx, wish.defaultPriorityId);
}

/** A suggested priority is one of the workspace's own; ITIL ones are worked out. */
export async function checkOwnPriority(ctx: ReadCtx, priorityId: string | null | undefined): Promise<void> {
  if (!priorityId) return;
  const priority = await ctx.db.get(priorities, priorityId);
  if (priority.isItil || priority.removedAt) {
    const field = { defaultPriorityId: 'Choose one of the workspace’s own priorities.' };
    throw invalid('This priority cannot be a default.', field);
  }
}
