import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listApiKeys } from '../contract';

type Card = z.output<typeof listApiKeys.output>['rows'][number];
type Row = Omit<Card, 'owner'> & { ownerId: string; ownerName: string };

/** The API keys that hold, newest first: the own ones, or all with api_key.manage_all. */
export const listApiKeysQuery = defineQuery(listApiKeys, {
  permission: 'api_key.manage_own',
  run: async (ctx) => {
    const everybodys = ctx.can('api_key.manage_all');
    const found = await ctx.db.rows<Row>(
      sql`select k.id, k.name, k.prefix, k.scopes, k.networks, k.created_at, k.expires_at, k.last_used_at, u.id as owner_id, u.name as owner_name
          from api_keys k join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
          where k.tenant_id = ${ctx.tenant} and k.revoked_at is null and (${everybodys} or k.user_id = ${ctx.actor.id})
          order by k.created_at desc, k.id limit 500`,
    );
    const rows = found.map(({ ownerId, ownerName, ...card }) => ({ ...card, owner: { id: ownerId, name: ownerName } }));
    return { rows };
  },
});
