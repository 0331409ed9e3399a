import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { localDate } from '@kelp/std';

/** Today's date where the workspace is. */
export async function today(ctx: ReadCtx): Promise<string> {
  const now = await ctx.time();
  const { zone } = await ctx.db.one<{ zone: string }>(sql`select zone from tenants where id = ${ctx.tenant}`);
  return localDate(now, zone);
}
