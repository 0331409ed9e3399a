import { isManagedByCaller, users } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { notFound, refused } from '@kelp/std';
import { readTenant } from '@kelp/tenants';

/** The member of staff who acts, also by an API key of theirs. Throws refused for clients' people and the system, who have no list. */
export function ownId(ctx: ReadCtx): string {
  const { id, userType } = ctx.actor;
  if (id && userType === 'internal') return id;
  throw refused('activity.no_person', 'Only people of the staff have a list of work. Sign in as one of them.');
}

/** Whose list, with the zone of their wall: their own, else the workspace's. */
export interface Person {
  id: string;
  name: string;
  zone: string;
}

/** Throws not_found for an unknown id. */
export async function personOf(ctx: ReadCtx, id: string): Promise<Person> {
  const [user, tenant] = await Promise.all([ctx.db.get(users, id), readTenant(ctx)]);
  return { id, name: user.name, zone: user.zone ?? tenant.zone };
}

/** SQL over `users u`: active colleagues whose lists the caller may see; themselves always. */
export function visiblePeople(ctx: ReadCtx): Sql {
  const me = ownId(ctx);
  const isStaff = sql`u.tenant_id = ${ctx.tenant} and u.type = 'internal' and u.is_active`;
  if (ctx.can('activity.read_all')) return isStaff;
  if (!ctx.can('activity.read_team')) return sql`${isStaff} and u.id = ${me}`;
  return sql`${isStaff} and (u.id = ${me} or ${isManagedByCaller(ctx, sql`u.id`)})`;
}

/** Throws forbidden where the caller may see no colleague's list, not_found for somebody who is not among theirs. */
export async function assertMayView(ctx: ReadCtx, userId: string): Promise<void> {
  if (userId === ownId(ctx)) return;
  if (!ctx.can('activity.read_all')) ctx.require('activity.read_team');
  const [found] = await ctx.db.rows<{ id: string }>(
    sql`select u.id from users u where ${visiblePeople(ctx)} and u.id = ${userId}`,
  );
  if (!found) throw notFound('user');
}
