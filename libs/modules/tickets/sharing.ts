import { teamMembers, teams } from '@kelp/identity';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { identifier, sql, type Sql } from '@kelp/platform/db';
import { forbidden, invalid, notFound } from '@kelp/std';
import type { Scope } from './tables';

/** Whose a macro or text is. */
export interface Sharing {
  scope: Scope;
  ownerId: string | null;
  teamId: string | null;
}

/** Rows that the actor may use: own ones, those of their teams, and everybody's. The system uses everybody's and the teams'. */
export function usable(ctx: ReadCtx, alias: string): Sql {
  const row = identifier(alias);
  const me = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  return sql`(${row}.scope = 'everyone' or ${row}.owner_id = ${me}::uuid or (${row}.scope = 'team' and (${ctx.actor.kind === 'system'}
    or exists (select 1 from team_members m where m.tenant_id = ${row}.tenant_id and m.team_id = ${row}.team_id and m.user_id = ${me}::uuid))))`;
}

/** Throws not_found for what the actor may not use. */
export async function assertUsable(ctx: ReadCtx, row: Sharing, noun: string): Promise<void> {
  if (row.scope === 'everyone' || (row.ownerId !== null && row.ownerId === ctx.actor.id)) return;
  if (row.scope === 'personal') throw notFound(noun);
  if (ctx.actor.kind === 'system') return;
  const userId = ctx.actor.kind === 'user' ? ctx.actor.id : null;
  const member = userId && (await ctx.db.find(teamMembers, { teamId: row.teamId ?? '', userId }));
  if (!member) throw notFound(noun);
}

/** Whether the actor may change it: their own, or shared ones with the permission. */
export const mayChange = (ctx: ReadCtx, row: Sharing, permission: string): boolean =>
  row.scope === 'personal' ? row.ownerId !== null && row.ownerId === ctx.actor.id : ctx.can(permission);

/** Throws not_found for another person's own, forbidden for a shared one without the permission. */
export function assertMayChange(ctx: ReadCtx, row: Sharing, permission: string, noun: string): void {
  if (mayChange(ctx, row, permission)) return;
  throw row.scope === 'personal' ? notFound(noun) : forbidden(permission);
}

/** The sharing as it is stored. A personal one belongs to the actor; sharing needs the permission. Throws invalid for no team. */
export async function chooseSharing(
  ctx: Ctx,
  wish: { scope: Scope; teamId?: string | null | undefined },
  permission: string,
): Promise<Sharing> {
  if (wish.scope === 'personal') {
    if (ctx.actor.kind !== 'user' || !ctx.actor.id) {
      throw invalid('Only a person has something of their own.', { scope: 'Share it with a team or everyone.' });
    }
    return { scope: 'personal', ownerId: ctx.actor.id, teamId: null };
  }
  ctx.require(permission);
  if (wish.scope === 'everyone') return { scope: 'everyone', ownerId: null, teamId: null };
  if (!wish.teamId) throw invalid('Choose the team that shares it.', { teamId: 'Choose a team.' });
  return { scope: 'team', ownerId: null, teamId: (await ctx.db.get(teams, wish.teamId)).id };
}
