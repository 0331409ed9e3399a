import { ensureSeries, type Ctx } from '@kelp/kernel';
import { shippedBoards, shippedPriorities, shippedStatuses } from './domain/reference-data';
import { boards, priorities, statuses } from './tables';

/** Boards, statuses, priorities and the number series of a new workspace. */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  await ensureSeries(ctx, 'ticket', 'T-', 4);
  await ctx.db.insertMany(
    priorities,
    shippedPriorities.map((priority, position) => ({ ...priority, position })),
  );
  for (const [position, board] of shippedBoards.entries()) {
    const { id: boardId } = await ctx.db.insert(boards, { ...board, position });
    await ctx.db.insertMany(
      statuses,
      shippedStatuses.map((status, place) => ({ ...status, boardId, position: place, isDefault: place === 0 })),
    );
  }
}
