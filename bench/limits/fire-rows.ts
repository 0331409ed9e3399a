import type pg from 'pg';

const batch = 200;

/**
 * The limit for timers that come due: the same rows by set, in batches of one transaction each. Claimed past those who are locked,
 * taken away, written into the ledger and the outbox. Returns how many it fired.
 */
export async function fireRows(system: pg.Client, app: pg.Client, tenant: string): Promise<number> {
  let fired = 0;
  for (;;) {
    const { rows } = await system.query<{ key: string }>(
      `update due_items d set claimed_until = now() + interval '1 minute' from (
         select kind, key from due_items where tenant_id = $1 and due_at <= kelp_now() and (claimed_until is null or claimed_until < now())
         order by due_at limit ${batch} for update skip locked) due
       where d.tenant_id = $1 and d.kind = due.kind and d.key = due.key returning d.key`,
      [tenant],
    );
    if (rows.length === 0) return fired;
    await fireBatch(
      app,
      tenant,
      rows.map(({ key }) => key),
    );
    fired += rows.length;
  }
}

async function fireBatch(app: pg.Client, tenant: string, keys: readonly string[]): Promise<void> {
  await app.query('begin');
  await app.query(`select set_config('app.tenant', $1, true)`, [tenant]);
  await app.query(
    `with gone as (delete from due_items where tenant_id = $1 and key = any($2::text[]) returning key, due_at),
       named as (select split_part(key, ':', 1)::uuid as ticket_id, split_part(key, ':', 2) as clock, due_at from gone),
       fired as (insert into sla_firings (tenant_id, ticket_id, clock, epoch, arming, percent, crossed_at, fired_at, mode)
         select $1, ticket_id, clock, 1, 0, 100, due_at, now(), 'sent' from named returning ticket_id),
       told as (insert into outbox (tenant_id, id, type, event_version, aggregate_type, aggregate_id, occurred_at, actor, depth, payload, published_at)
         select $1, gen_random_uuid(), 'bench.fired', 1, 'ticket', ticket_id, now(), '{"kind":"system","id":null,"name":"bench"}', 0,
           jsonb_build_object('ticketId', ticket_id, 'text', repeat('x', 300)), now() from fired returning 1),
       clocks as (update sla_clocks c set breached_at = n.due_at, next_fire_at = null, next_percent = null from named n
         where c.tenant_id = $1 and c.ticket_id = n.ticket_id and c.clock = n.clock returning 1)
     update tickets t set sla_due_at = n.due_at from named n where t.tenant_id = $1 and t.id = n.ticket_id`,
    [tenant, keys],
  );
  await app.query('commit');
}

/** The limit for a recompute: every open clock of a calendar written again in one statement a chunk, its timer and the ticket's due with it. */
export async function rewriteClocks(app: pg.Client, tenant: string, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += batch) {
    await app.query('begin');
    await app.query(`select set_config('app.tenant', $1, true)`, [tenant]);
    const some = ids.slice(start, start + batch);
    await app.query(
      `update sla_clocks set due_at = due_at + interval '1 second', next_fire_at = next_fire_at + interval '1 second',
         calendar_version = calendar_version where tenant_id = $1 and ticket_id = any($2::uuid[])`,
      [tenant, some],
    );
    // By their keys: a join would read every timer there is.
    await app.query(
      `update due_items set due_at = due_at + interval '1 second', claimed_until = null
       where tenant_id = $1 and kind = 'sla.threshold' and key = any($2::text[])`,
      [tenant, some.flatMap((id) => [`${id}:response`, `${id}:resolution`])],
    );
    await app.query(
      `update tickets set sla_due_at = sla_due_at + interval '1 second' where tenant_id = $1 and id = any($2::uuid[])`,
      [tenant, some],
    );
    await app.query('commit');
  }
}
