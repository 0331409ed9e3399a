import type { Actor, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { allowedBy } from '../policies/packs-in-force';
import { mayEnter } from './may-enter';
import { personColumns, type Person } from './person';

/** A person as who they are now, for work they asked for earlier; null when they may no longer be in. */
export async function actorOfUser(ctx: ReadCtx, userId: string): Promise<Actor | null> {
  const person = await ctx.db.maybe<Person>(
    sql`select ${personColumns()} from users u join tenants t on t.id = u.tenant_id
        where u.tenant_id = ${ctx.tenant} and u.id = ${userId} and ${mayEnter} and t.is_active`,
  );
  if (!person) return null;
  return {
    kind: 'user',
    id: person.userId,
    name: person.name,
    userType: person.type,
    ...allowedBy(ctx, { tenant: ctx.tenant, me: person.userId, roles: person.roles, packs: person.packs }),
    clientId: person.clientId,
    contactId: person.contactId,
    sessionId: null,
  };
}
