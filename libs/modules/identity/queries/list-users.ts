import { defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listUsers, type UserCard } from '../contract';
import { hasFactor } from '../factors/factor-due-at';

type Card = Omit<UserCard, 'reportsTo'> & { reportsToId: string | null; reportsToName: string | null; nameKey: string };
const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** The colleagues by name, with roles and teams. */
export const listUsersQuery = defineQuery(listUsers, {
  permission: 'user.read',
  run: async (ctx, { search, state, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const wanted = search?.trim() ? `%${escapeLike(search.trim())}%` : null;
    const found = await ctx.db.rows<Card>(
      sql`select u.id, u.name, u.email, u.is_active, (u.password_hash is not null or exists (select from provider_identities i
              where i.tenant_id = u.tenant_id and i.user_id = u.id)) as has_password, ${hasFactor} as has_second_factor, u.last_sign_in_at, u.version,
            lower(u.name) as name_key, u.reports_to as reports_to_id, b.name as reports_to_name,
            (select coalesce(json_agg(json_build_object('id', r.id, 'name', r.name) order by r.name), '[]') from user_roles ur
              join roles r on r.tenant_id = ur.tenant_id and r.id = ur.role_id
              where ur.tenant_id = u.tenant_id and ur.user_id = u.id) as roles,
            (select coalesce(json_agg(json_build_object('id', tm.id, 'name', tm.name) order by tm.name), '[]') from team_members m
              join teams tm on tm.tenant_id = m.tenant_id and tm.id = m.team_id
              where m.tenant_id = u.tenant_id and m.user_id = u.id) as teams
          from users u left join users b on b.tenant_id = u.tenant_id and b.id = u.reports_to
          where u.tenant_id = ${ctx.tenant} and u.type = 'internal'
            and (${state} = 'all' or u.is_active = (${state} = 'active'))
            and (${wanted}::text is null or u.name ilike ${wanted} or u.email ilike ${wanted})
            ${cursor ? sql`and (lower(u.name), u.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
          order by lower(u.name), u.id limit ${limit + 1}`,
    );
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last ? writeCursor([last.nameKey, last.id]) : null;
    return { rows: page.map(asCard), next, upTo: await ctx.upTo() };
  },
});

function asCard({ reportsToId, reportsToName, nameKey: _, ...card }: Card): UserCard {
  return { ...card, reportsTo: reportsToId ? { id: reportsToId, name: reportsToName ?? '' } : null };
}
