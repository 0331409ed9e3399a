import { ensureSeries, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { shippedPriorities, shippedResolutionCodes, shippedTypes, startingSet } from './domain/reference-data';
import { shippedViews } from './domain/shipped-views';
import { installBoard } from './install-board';
import { priorities, resolutionCodes, savedViews, ticketTypes } from './tables';
import { shipPreparedWork } from './ship-prepared-work';

/** Boards, statuses, priorities, categories, types, resolution codes, views and the number series of a new workspace. */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  await ensureSeries(ctx, 'ticket', 'T-', 4);
  await ctx.db.insertMany(
    priorities,
    shippedPriorities.map((priority, position) => ({ ...priority, position })),
  );
  await ctx.db.insertMany(
    savedViews,
    shippedViews.map((view, position) => ({ ...view, audience: 'everyone' as const, position })),
  );
  const named = (names: readonly string[]) => names.map((name, position) => ({ name, position }));
  await ctx.db.insertMany(ticketTypes, named(shippedTypes));
  await ctx.db.insertMany(resolutionCodes, named(shippedResolutionCodes));
  const tenant = await ctx.db.maybe<{ isDemo: boolean }>(sql`select is_demo from tenants where id = ${ctx.tenant}`);
  const set = startingSet(tenant?.isDemo ?? false);
  for (const [position, { categories, ...board }] of set.boards.entries()) {
    await installBoard(ctx, { ...board, position }, categories, set.statuses);
  }
  await shipPreparedWork(ctx);
}
