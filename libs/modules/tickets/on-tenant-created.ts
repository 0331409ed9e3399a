import { ensureSeries, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { StandardType } from '@kelp/standards';
import { startingSet } from './domain/reference-data';
import { shippedViews } from './domain/shipped-views';
import { boardTypes, priorityTypes, resolutionCodeTypes, ticketTypeTypes } from './domain/standard-types';
import { installBoard } from './install-board';
import { priorities, resolutionCodes, savedViews, ticketTypes } from './tables';
import { shipPreparedWork } from './ship-prepared-work';

/** Boards, statuses, priorities, categories, types, resolution codes, views and the number series of a new workspace. */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  await ensureSeries(ctx, 'ticket', { prefix: 'T-', padding: 4 });
  await ctx.db.insertMany(
    priorities,
    priorityTypes.map(({ id: sourceStandardId, ...priority }, position) => ({
      ...priority,
      position,
      sourceStandardId,
    })),
  );
  await ctx.db.insertMany(
    savedViews,
    shippedViews.map((view, position) => ({ ...view, audience: 'everyone' as const, position })),
  );
  const named = (types: readonly StandardType[]) =>
    types.map(({ id: sourceStandardId, name }, position) => ({ name, position, sourceStandardId }));
  await ctx.db.insertMany(ticketTypes, named(ticketTypeTypes));
  await ctx.db.insertMany(resolutionCodes, named(resolutionCodeTypes));
  const tenant = await ctx.db.maybe<{ isDemo: boolean }>(sql`select is_demo from tenants where id = ${ctx.tenant}`);
  const set = startingSet(tenant?.isDemo ?? false);
  for (const [position, { categories, ...board }] of set.boards.entries()) {
    const sourceStandardId = boardTypes.find(({ name }) => name === board.name)?.id ?? null;
    await installBoard(ctx, { ...board, position, sourceStandardId }, categories, set.statuses);
  }
  await shipPreparedWork(ctx);
}
