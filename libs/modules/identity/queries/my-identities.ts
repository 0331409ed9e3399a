import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { myIdentities } from '../contract';

type Answer = z.output<typeof myIdentities.output>;

/** The own accounts somewhere else that open this one, and what can still be connected. */
export const myIdentitiesQuery = defineQuery(myIdentities, {
  signedIn: true,
  run: async (ctx) => {
    const portal = ctx.actor.userType === 'client' ? 'client' : 'msp';
    const connected = await ctx.db.rows<Answer['connected'][number]>(
      sql`select i.id, p.name as provider, i.email, i.created_at, i.last_used_at
          from provider_identities i join sign_in_providers p on p.tenant_id = i.tenant_id and p.id = i.provider_id
          where i.tenant_id = ${ctx.tenant} and i.user_id = ${ctx.actor.id} order by lower(p.name)`,
    );
    const offered = await ctx.db.rows<Answer['offered'][number]>(
      sql`select p.id, p.name from sign_in_providers p
          where p.tenant_id = ${ctx.tenant} and p.is_enabled and p.portal = ${portal} and not exists (select from provider_identities i
            where i.tenant_id = p.tenant_id and i.provider_id = p.id and i.user_id = ${ctx.actor.id}) order by lower(p.name)`,
    );
    return { connected, offered };
  },
});
