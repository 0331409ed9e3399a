import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** Takes the indexed values of a record that is deleted in this transaction: nothing may be found by a record that is gone. */
export async function forgetCustom(ctx: Ctx, entityId: string): Promise<void> {
  await ctx.db.rows(sql`delete from field_values where tenant_id = ${ctx.tenant} and entity_id = ${entityId}`);
}
