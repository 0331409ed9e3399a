import { abilitiesOf, defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import type { z } from '@kelp/kernel/contract';
import { sql, type Sql } from '@kelp/platform/db';
import { hasTag, tagsOf } from '@kelp/tags';
import { familyOf } from '../family-of';
import { listClients, type ClientRow } from '../contract';

/** Clients by name, keyset paged. */
export const listClientsQuery = defineQuery(listClients, {
  permission: 'client.read',
  run: async (ctx, input) => {
    const { search, includeInactive, tagIds, after, limit } = input;
    const cursor = readCursor(after, ['string', 'string']);
    const rows = await ctx.db.rows<ClientRow>(
      sql`select c.id, c.name, c.lifecycle, c.is_inactive, c.created_at,
            (select count(*)::int from contacts k where k.tenant_id = c.tenant_id and k.client_id = c.id and not k.is_inactive) as contact_count,
            coalesce(nullif(l.city, ''), l.name) as place, ${tagsOf('client', 'c')} as tags
          from clients c left join client_locations l on l.tenant_id = c.tenant_id and l.client_id = c.id and l.is_default
          where c.tenant_id = ${ctx.tenant} and ${ctx.visible('client.read', 'c')} and c.merged_into_id is null
            ${includeInactive ? sql`` : sql`and not c.is_inactive`}
            ${tagIds ? sql`and ${hasTag('client', 'c', tagIds)}` : sql``}
            ${placed(ctx, input)}
            ${search ? sql`and ${matches(`%${escapeLike(search)}%`)}` : sql``}
            ${cursor ? sql`and (lower(c.name), c.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
          order by lower(c.name), c.id limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit && last ? writeCursor([last.name.toLowerCase(), last.id]) : null;
    return { rows: page, next, upTo: await ctx.upTo(), abilities: abilitiesOf(ctx, ['client.create']) };
  },
});

/** By where a client stands: its lifecycle, who looks after it, the family it belongs to. */
const placed = (
  ctx: ReadCtx,
  { lifecycle, accountManagerId, familyOf: top }: z.output<typeof listClients.input>,
): Sql => sql`${lifecycle ? sql`and c.lifecycle = ${lifecycle}` : sql``}
  ${accountManagerId ? sql`and c.account_manager_id = ${accountManagerId}` : sql``}
  ${top ? sql`and c.id in ${familyOf(ctx, top)}` : sql``}`;

const matches = (pattern: string): Sql =>
  sql`(c.name ilike ${pattern} or exists (select from unnest(c.aliases) a where a ilike ${pattern}) or exists (
    select 1 from client_email_domains d where d.tenant_id = c.tenant_id and d.client_id = c.id and d.domain ilike ${pattern}))`;

/** % and _ are plain characters in what a person types. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
