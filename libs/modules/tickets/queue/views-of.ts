import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row, type Sql } from '@kelp/platform/db';
import { forbidden, notFound } from '@kelp/std';
import { savedViews, type Audience } from '../tables';

/** The views that a person sees, as SQL over the alias `v`: own ones, those of own teams, and everybody's. */
export const seenViews = (ctx: ReadCtx): Sql =>
  sql`(v.audience = 'everyone' or (v.audience = 'mine' and v.owner_id = ${ctx.actor.id})
    or (v.audience = 'team' and (v.owner_id = ${ctx.actor.id} or exists (select from team_members m
      where m.tenant_id = v.tenant_id and m.team_id = v.team_id and m.user_id = ${ctx.actor.id}))))`;

/** Whether the actor may show views to these people. */
export const mayShare = (ctx: ReadCtx, audience: Audience): boolean =>
  audience === 'mine' || ctx.can(audience === 'team' ? 'saved_view.share_team' : 'saved_view.share_all');

export function requireShare(ctx: Ctx, audience: Audience): void {
  if (!mayShare(ctx, audience)) throw forbidden(`saved_view.share_${audience === 'team' ? 'team' : 'all'}`);
}

/** The view, locked, when the actor sees it. */
export async function lockSeenView(ctx: Ctx, id: string): Promise<Row<typeof savedViews>> {
  const seen = await ctx.db.maybe(
    sql`select 1 from saved_views v where v.tenant_id = ${ctx.tenant} and v.id = ${id} and ${seenViews(ctx)}`,
  );
  if (!seen) throw notFound('view');
  return ctx.db.lock(savedViews, id);
}

/** A shared view belongs to whoever may share so widely; one's own to oneself. */
export function requireChange(ctx: Ctx, view: Row<typeof savedViews>): void {
  if (view.audience !== 'mine') requireShare(ctx, view.audience);
}
