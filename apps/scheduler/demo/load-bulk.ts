import { inUnit, systemActor, type Ctx, type Engines } from '@kelp/kernel';
import { createTenant } from '@kelp/tenants';
import { createOwner, roles, writeUser } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { fillDocs } from '@kelp/search';
import { newId } from '@kelp/std';
import { password } from './cast';

const chunk = 50_000;
const docsAtOnce = 10_000;
const clientCount = 500;
const peopleCount = 20;
let made = 0;

export interface BulkOptions {
  /** Comments of each ticket; none unless said. */
  comments?: number;
  /** Whether search is to find them at once. */
  isSearchable?: boolean;
}

/**
 * A workspace of `count` synthetic tickets, by INSERT … SELECT as the app role, for measuring lists and searches. Returns its name; its owner signs in
 * as owner@<name>.test with the demo password. No events are told of them, so search finds them at once only when asked to.
 */
export async function loadBulk(engines: Engines, count: number, options: BulkOptions = {}): Promise<string> {
  made += 1;
  const name = `bulk-${Date.now().toString(36)}-${made}`;
  const tenant = await createTenant(
    engines.house,
    { name, zone: 'UTC', currency: 'USD', isDemo: true },
    async (ctx) => {
      await createOwner(ctx, { name: 'Bulk Owner', email: `owner@${name}.test`, password });
    },
  );
  const inside = <T>(work: (ctx: Ctx) => Promise<T>) =>
    inUnit(
      engines.house,
      { tenant, actor: systemActor('bulk'), door: 'operator', requestId: newId() },
      'demo.bulk',
      work,
      300_000,
    );
  await inside((ctx) => peopleAndClients(ctx, name));
  for (let start = 0; start < count; start += chunk) {
    const many = Math.min(chunk, count - start);
    await inside((ctx) => insertTickets(ctx, start, many, count));
    if (options.comments) await inside((ctx) => insertComments(ctx, start, many, options.comments ?? 0));
  }
  await inside((ctx) =>
    ctx.db.rows(sql`update number_series set next = ${count + 1} where tenant_id = ${tenant} and kind = 'ticket'`),
  );
  if (options.isSearchable) await fillDocs(inside, docsAtOnce);
  return name;
}

async function peopleAndClients(ctx: Ctx, name: string): Promise<void> {
  await ctx.db.rows(
    sql`insert into clients (tenant_id, id, name) select ${ctx.tenant}, gen_random_uuid(), 'Client ' || n from generate_series(1, ${clientCount}::int) as n`,
  );
  const technician = await ctx.db.find(roles, { name: 'Technician', msp: true });
  for (let n = 1; n <= peopleCount; n += 1)
    await writeUser(ctx, { name: `Person ${n}`, email: `p${n}@${name}.test`, roleIds: [technician?.id ?? ''] });
}

/**
 * Ids rise with the number, like those of real tickets; one in four is open, spread over all of time, and facts are spread by multiplication so that
 * none goes with another. Some are rare: the person 1, the client 1, the word "zebra".
 */
async function insertTickets(ctx: Ctx, start: number, count: number, total: number): Promise<void> {
  await ctx.db.rows(
    sql`insert into tickets (tenant_id, id, number, number_text, title, client_id, board_id, status_id, priority_id, assigned_to, origin, response_state, is_closed, closed_at,
          last_activity_at, sla_state, sla_due_at, created_at, updated_at)
        select ${ctx.tenant}, (lpad(to_hex((extract(epoch from born) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
          n, 'T-' || lpad(n::text, greatest(4, length(n::text)), '0'), (array['Printer offline', 'Cannot sign in', 'New laptop', 'Slow network', 'Backup warning', 'Phishing mail', 'License renewal'])[1 + n % 7] ||
            case when n % 5000 = 0 then ' zebra ' else ' ' end || n,
          c.id, s.board_id, s.id, p.id, u.id, (array['email', 'portal', 'internal', 'api'])[1 + spread % 4],
          case when s.is_closed then 'none' else (array['awaiting_us', 'awaiting_client', 'none'])[1 + spread % 3] end, s.is_closed,
          case when s.is_closed then born + interval '1 day' end, born + (spread % 4000) * interval '1 minute',
          case when s.is_closed then 'met' when spread % 5 = 0 then 'paused' else 'running' end,
          case when not s.is_closed and spread % 5 <> 0 then now() + (spread % 20000 - 2000) * interval '1 minute' end, born, born + (spread % 4000) * interval '1 minute'
        from (select n, (n::bigint * 7919) % 1000003 as spread, kelp_now() - (${total}::int - n) * interval '30 seconds' - interval '3 days' as born
          from generate_series(${start + 1}::int, ${start + count}::int) as n) as numbers
        join (select id, row_number() over (order by id) as place from clients where tenant_id = ${ctx.tenant}) as c
          on c.place = case when spread % 1000 = 1 then 1 else 2 + spread % (${clientCount}::int - 1) end
        left join (select id, row_number() over (order by id) as place from users where tenant_id = ${ctx.tenant} and name like 'Person%') as u
          on u.place = case when spread % 2000 = 7 then 1 else 2 + (spread / 7) % ${peopleCount}::int end
        join (select s.id, s.board_id, s.is_closed, row_number() over (partition by s.is_closed order by s.board_id, s.position) as place,
            count(*) over (partition by s.is_closed) as many from statuses s
          where s.tenant_id = ${ctx.tenant} and s.removed_at is null) as s
          on s.is_closed = (spread % 4 <> 0) and s.place = 1 + (spread / 11) % s.many
        join (select id, row_number() over (order by position) as place, count(*) over () as many from priorities where tenant_id = ${ctx.tenant} and not is_itil) as p
          on p.place = 1 + (spread / 13) % p.many`,
  );
}

/** Words of a large vocabulary, the first of them in every other comment and most of them rare, as in people's texts. */
async function insertComments(ctx: Ctx, start: number, count: number, each: number): Promise<void> {
  await ctx.db.rows(
    sql`insert into comments (tenant_id, id, ticket_id, author_type, author_name, visibility, html, text, created_at, updated_at)
        select ${ctx.tenant}, gen_random_uuid(), t.id, 'internal', 'Person', case when k % 3 = 0 then 'internal' else 'public' end,
          '<p>' || w.words || '</p>', w.words, t.created_at + k * interval '1 hour', t.created_at + k * interval '1 hour'
        from tickets t cross join generate_series(1, ${each}::int) as k
        cross join lateral (
          select string_agg(case when place = 1 then 'word' || 1 + (t.number * 31 + k * 17) % 2
            else 'word' || floor(exp(abs(hashint8(t.number * 64 + k * 16 + place)::bigint) / 2147483648.0 * ln(50000)))::int end, ' ') as words
          from generate_series(1, 12) as place) as w
        where t.tenant_id = ${ctx.tenant} and t.number > ${start} and t.number <= ${start + count}`,
  );
}
