import { isManagedByCaller } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';

/**
 * SQL: the people in this column whose time the caller may write as theirs: of everybody with `time_sheet.act_for_others`; for an approver of
 * everybody's time with `time_sheet.read_all`, else of those whom they manage. One's own needs no such right.
 */
export function isDelegatedTo(ctx: ReadCtx, person: Sql): Sql {
  if (ctx.can('time_sheet.act_for_others')) return sql`true`;
  if (!ctx.can('time_sheet.approve')) return sql`false`;
  return ctx.can('time_sheet.read_all') ? sql`true` : isManagedByCaller(ctx, person);
}

/** Whether the caller may write the time of this person: their own, or by delegation. */
export async function mayWriteFor(ctx: ReadCtx, userId: string): Promise<boolean> {
  if (userId === ctx.actor.id) return true;
  const { yes } = await ctx.db.one<{ yes: boolean }>(sql`select ${isDelegatedTo(ctx, sql`${userId}::uuid`)} as yes`);
  return yes;
}

/** Handing in is the person's own act; for others it takes the right to act for them. Throws forbidden. */
export function requireHandingIn(ctx: ReadCtx, userId: string | undefined): void {
  if (userId !== undefined && userId !== ctx.actor.id) ctx.require('time_sheet.act_for_others');
}
