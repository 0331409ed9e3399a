import pg from 'pg';

const batch = 200;

/** One connection of each role that writes these rows in the program. */
export interface Connections {
  app: pg.Client;
  system: pg.Client;
}

/**
 * The limit for events: one after the other and in as few statements as can be, the same rows that a bus with these
 * handlers leaves behind for `count` events: outbox rows that become published, deliveries that go from pending to done,
 * one effect row each. Returns the seconds it took.
 */
export async function writeLedgerRows(
  { app, system }: Connections,
  tenant: string,
  count: number,
  handlers: readonly string[],
): Promise<number> {
  const begin = performance.now();
  for (let start = 0; start < count; start += batch) {
    const ids = await inTransaction(app, tenant, () => publish(app, tenant, Math.min(batch, count - start)));
    await inTransaction(system, tenant, () => relay(system, tenant, ids, handlers));
    for (const handler of handlers) await inTransaction(app, tenant, () => handle(app, tenant, ids, handler));
  }
  return (performance.now() - begin) / 1000;
}

async function inTransaction<T>(client: pg.Client, tenant: string, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  await client.query(`select set_config('app.tenant', $1, true)`, [tenant]);
  const result = await work();
  await client.query('commit');
  return result;
}

// Published from the start, so that a relay that runs beside it leaves these rows alone.
async function publish(client: pg.Client, tenant: string, many: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into outbox (tenant_id, id, type, event_version, aggregate_type, aggregate_id, occurred_at, actor, depth, payload, published_at)
     select $1, gen_random_uuid(), 'bench.written', 1, 'bench', gen_random_uuid(), now(), '{"kind":"system","id":null,"name":"bench"}', 0,
       jsonb_build_object('text', repeat('x', 200)), now() from generate_series(1, $2::int) returning id`,
    [tenant, many],
  );
  return rows.map(({ id }) => id);
}

async function relay(client: pg.Client, tenant: string, ids: string[], handlers: readonly string[]): Promise<void> {
  await client.query(
    `insert into deliveries (tenant_id, event_id, handler, state, attempts, next_at)
     select $1, e, h, 'pending', 0, now() + interval '1 hour' from unnest($2::uuid[]) as e cross join unnest($3::text[]) as h`,
    [tenant, ids, handlers],
  );
  await client.query(`update outbox set published_at = now() where tenant_id = $1 and id = any($2::uuid[])`, [
    tenant,
    ids,
  ]);
}

async function handle(client: pg.Client, tenant: string, ids: string[], handler: string): Promise<void> {
  await client.query(
    `update deliveries set state = 'done', attempts = attempts + 1, done_at = now()
     where tenant_id = $1 and handler = $2 and event_id = any($3::uuid[]) and state = 'pending'`,
    [tenant, handler, ids],
  );
  await client.query(
    `insert into tenant_settings (tenant_id, key, value) select $1, $2 || ':' || e, '1' from unnest($3::uuid[]) as e`,
    [tenant, handler, ids],
  );
}
