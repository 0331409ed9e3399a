import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { ownerRole } from './domain/shipped-roles';

/** Whether this person holds the role Owner. */
export async function isOwner(ctx: ReadCtx, userId: string): Promise<boolean> {
  const found = await ctx.db.maybe(
    sql`select 1 from user_roles ur join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
        where ur.tenant_id = ${ctx.tenant} and ur.user_id = ${userId} and r.msp and r.name = ${ownerRole}`,
  );
  return found !== undefined;
}

/** Only an Owner (or the system) may change an Owner or make one: else whoever manages people could take the workspace. */
export async function assertActsAsOwner(ctx: ReadCtx): Promise<void> {
  const { kind, id } = ctx.actor;
  if (kind === 'system' || (id && (await isOwner(ctx, id)))) return;
  throw refused('owner_only', 'Only an Owner may do this. Ask an Owner of your workspace.');
}

/** Throws when no active Owner who can sign in would be left. Call after the change; the role's row is locked, so that two can't go at once. */
export async function assertOwnerRemains(ctx: Ctx): Promise<void> {
  await ctx.db.rows(
    sql`select id from roles where tenant_id = ${ctx.tenant} and msp and name = ${ownerRole} for update`,
  );
  const left = await ctx.db.maybe(
    sql`select 1 from users u
        join user_roles ur on ur.tenant_id = u.tenant_id and ur.user_id = u.id
        join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id and r.msp and r.name = ${ownerRole}
        where u.tenant_id = ${ctx.tenant} and u.is_active
          and (u.password_hash is not null or exists (select from provider_identities i
            join sign_in_providers p on p.tenant_id = i.tenant_id and p.id = i.provider_id and p.is_enabled
            where i.tenant_id = u.tenant_id and i.user_id = u.id)) limit 1`,
  );
  if (!left) throw refused('last_owner', 'This is the last Owner. Make somebody else an Owner first.');
}
