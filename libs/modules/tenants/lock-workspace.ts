import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** Waits until nobody else of the workspace holds this, and holds it until the transaction ends: for what happens one at a time. */
export async function lockWorkspace(ctx: Ctx): Promise<void> {
  await ctx.db.rows(sql`select id from tenants where id = ${ctx.tenant} for no key update`);
}
