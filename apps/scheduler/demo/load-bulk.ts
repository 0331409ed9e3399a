import { inUnit, systemActor, type Ctx, type Engines } from '@kelp/kernel';
import { createTenant } from '@kelp/tenants';
import { createOwner } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { password } from './cast';

const chunk = 5000;
const clientCount = 200;

/**
 * A workspace of `count` synthetic tickets, by INSERT … SELECT as the app role, for measuring lists and searches. Returns its name; its owner signs in
 * as owner@<name>.test with the demo password.
 */
export async function loadBulk(engines: Engines, count: number): Promise<string> {
  const name = `bulk-${Date.now().toString(36)}`;
  const tenant = await createTenant(
    engines.house,
    { name, zone: 'UTC', currency: 'USD', isDemo: true },
    async (ctx) => {
      await createOwner(ctx, { name: 'Bulk Owner', email: `owner@${name}.test`, password });
    },
  );
  const inside = (work: (ctx: Ctx) => Promise<unknown>) =>
    inUnit(
      engines.house,
      { tenant, actor: systemActor('bulk'), door: 'operator', requestId: newId() },
      'demo.bulk',
      work,
      120_000,
    );
  await inside((ctx) =>
    ctx.db.rows(
      sql`insert into clients (tenant_id, id, name) select ${tenant}, gen_random_uuid(), 'Client ' || n from generate_series(1, ${clientCount}) as n`,
    ),
  );
  for (let start = 0; start < count; start += chunk) {
    await inside((ctx) => insertTickets(ctx, start, Math.min(chunk, count - start)));
  }
  await inside((ctx) =>
    ctx.db.rows(sql`update number_series set next = ${count + 1} where tenant_id = ${tenant} and kind = 'ticket'`),
  );
  return name;
}

/** Ids rise with the number, like those of real tickets; one in four is open. */
async function insertTickets(ctx: Ctx, start: number, count: number): Promise<void> {
  await ctx.db.rows(
    sql`insert into tickets (tenant_id, id, number, title, client_id, board_id, status_id, priority_id, origin, is_closed, closed_at, last_activity_at, created_at, updated_at)
        select ${ctx.tenant}, (lpad(to_hex((extract(epoch from born) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
          n, (array['Printer offline', 'Cannot sign in', 'New laptop', 'Slow network', 'Backup warning', 'Phishing mail', 'License renewal'])[1 + n % 7] || ' ' || n,
          c.id, b.id, case when n % 4 = 0 then open.id else closed.id end, p.id, 'internal', n % 4 <> 0, case when n % 4 <> 0 then born end, born, born, born
        from (select n, kelp_now() - (${start + count} - n) * interval '1 minute' - interval '1 hour' as born from generate_series(${start + 1}::int, ${start + count}::int) as n) as numbers
        join (select id, row_number() over (order by id) as place, count(*) over () as many from clients where tenant_id = ${ctx.tenant}) as c on c.place = 1 + n % c.many
        cross join (select id from boards where tenant_id = ${ctx.tenant} order by position limit 1) as b
        cross join lateral (select id from statuses where tenant_id = ${ctx.tenant} and board_id = b.id and not is_closed order by position limit 1) as open
        cross join lateral (select id from statuses where tenant_id = ${ctx.tenant} and board_id = b.id and is_closed order by position limit 1) as closed
        join (select id, row_number() over (order by position) as place from priorities where tenant_id = ${ctx.tenant} and not is_itil) as p on p.place = 1 + n % 4`,
  );
}
