import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { bareTenant, testHouse, type TestHouse } from '@kelp/testing';
import { countingModule } from '../testing/counting-module';
import { removeFinished } from './retention';

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(countingModule);
});
afterAll(() => test.close());

const now = new Date('2026-03-31T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

async function event(tenant: string, days: number, states: string[], published = true): Promise<string> {
  const id = newId(daysAgo(days));
  await test.house.database.asSystem(async (rows) => {
    await rows(
      sql`insert into outbox (tenant_id, id, type, event_version, aggregate_type, aggregate_id, occurred_at, actor, depth, payload, published_at)
          values (${tenant}, ${id}, 'count.asked', 1, 'count', ${id}, ${daysAgo(days)}, '{}', 0, '{}', ${published ? daysAgo(days) : null})`,
    );
    for (const [n, state] of states.entries())
      await rows(
        sql`insert into deliveries (tenant_id, event_id, handler, state, next_at) values (${tenant}, ${id}, ${`h${n}`}, ${state}, now())`,
      );
  });
  return id;
}

async function job(tenant: string, days: number, state: string): Promise<string> {
  const id = newId(daysAgo(days));
  await test.house.database.asSystem((rows) =>
    rows(sql`insert into jobs (tenant_id, id, name, queue, key, input, state, run_at)
             values (${tenant}, ${id}, 'count.inside', 'default', ${id}, '{}', ${state}, now())`),
  );
  return id;
}

const left = async (tenant: string) => {
  const rows = await test.house.database.asSystem((run) =>
    run<{ id: string }>(
      sql`select id from outbox where tenant_id = ${tenant} union all select id from jobs where tenant_id = ${tenant}`,
    ),
  );
  return rows.map((row) => row.id).sort();
};

it('takes away what was finished long ago, and keeps what is young, waiting or dead', async () => {
  const [one, other] = [await bareTenant(test), await bareTenant(test)];
  await event(one, 15, ['done', 'skipped']);
  await event(one, 400, []);
  await event(other, 20, ['done']);
  await job(one, 31, 'done');
  const kept = [
    await event(one, 13, ['done']),
    await event(one, 15, ['done', 'pending']),
    await event(one, 15, ['dead', 'done']),
    await event(one, 15, [], false),
    await job(one, 29, 'done'),
    await job(one, 60, 'dead'),
    await job(one, 60, 'queued'),
  ];
  await removeFinished(test.house, now);
  expect(await left(one)).toEqual(kept.sort());
  expect(await left(other)).toEqual([]);
  expect(await removeFinished(test.house, now)).toBe(0);
});

it('takes away as many as there are, and answers nobody will ask for again', async () => {
  const tenant = await bareTenant(test);
  await test.house.database.asSystem((rows) =>
    rows(sql`insert into jobs (tenant_id, id, name, queue, key, input, state, run_at)
             select ${tenant}, ('01800000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'count.inside', 'default', n::text, '{}', 'done', now()
             from generate_series(1, 12000) n`),
  );
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into idempotency_keys (tenant_id, key, action, input_hash, created_at)
          values (${tenant}, 'old', 'a', 'h', ${daysAgo(8)}), (${tenant}, 'young', 'a', 'h', ${daysAgo(1)})`,
    ),
  );
  expect(await removeFinished(test.house, now)).toBe(12001);
  expect(await test.rows(tenant, sql`select key from idempotency_keys where tenant_id = ${tenant}`)).toEqual([
    { key: 'young' },
  ]);
}, 120_000);
