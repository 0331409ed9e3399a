import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

/** Takes away where a person had put an item, and until when they had put it off. */
export async function forgetItem(ctx: Ctx, userId: string, { kind, id }: { kind: string; id: string }): Promise<void> {
  const isItem = sql`tenant_id = ${ctx.tenant} and user_id = ${userId} and item_kind = ${kind} and item_id = ${id}`;
  await ctx.db.rows(sql`delete from activity_group_items where ${isItem}`);
  await ctx.db.rows(sql`delete from activity_snoozes where ${isItem}`);
}

/** The same for everybody and for many items of a kind, for rooms whose items are done with. */
export async function forgetItems(ctx: Ctx, kind: string, ids: readonly string[]): Promise<void> {
  const isItem = sql`tenant_id = ${ctx.tenant} and item_kind = ${kind} and item_id = any(${ids}::uuid[])`;
  await ctx.db.rows(sql`delete from activity_group_items where ${isItem}`);
  await ctx.db.rows(sql`delete from activity_snoozes where ${isItem}`);
}
