import { bareTenantColumns, instant, json, JsonText, sql, text, uuid } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, testHouse, type TestHouse } from '@kelp/testing';
import { countingModule } from './testing/counting-module';

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(countingModule);
});
afterAll(() => test.close());

it('tells why the first statement failed to whoever waits for one behind it', async () => {
  const tenant = await bareTenant(test);
  const reasons: unknown[] = [];
  const work = test.inside(tenant, async (ctx) => {
    const asked = ['x', 'y'].map((text) => ctx.db.rows(sql`select ${text}::uuid`));
    for (const one of await Promise.allSettled([...asked, ctx.db.rows(sql`select 1`)]))
      reasons.push(one.status === 'rejected' && (one.reason as Error).message);
  });
  // What was swallowed saves nothing.
  await expect(work).rejects.toMatchObject({ id: 'rolled_back' });
  expect(reasons).toEqual(Array(3).fill('invalid input syntax for type uuid: "x"'));
});

it('writes many rows as they are given, by columns where all name the same and row by row where not', async () => {
  const trail = bareTenantColumns('audit_log', {
    ...{ id: uuid(), at: instant(), actorKind: text(), actorName: text().orNull(), door: text(), action: text() },
    ...{ requestId: uuid(), subject: text(), before: json<unknown>().orNull(), after: json<unknown>().orNull() },
  });
  const tenant = await bareTenant(test);
  const odd = 'He said: "{a,b}", \\n, NULL and \'\u00e9\'';
  const row = (subject: string) => ({
    ...{ id: newId(), at: new Date('2026-10-01T12:00:00.123Z'), actorKind: 'system', actorName: odd, door: 'test' },
    ...{ action: 'row.write', requestId: newId(), subject },
  });
  const sets = [
    [
      { ...row('a'), before: null, after: { odd, list: [1, null] } },
      { ...row('b'), before: [], after: new JsonText('{"odd":"as it is"}') },
    ],
    [row('c'), { ...row('d'), after: [odd] }],
  ];
  const found = await test.inside(tenant, async (ctx) => {
    for (const rows of sets) await ctx.db.insertMany(trail, rows);
    return ctx.db.rows<object>(
      sql`select subject, actor_name, at, before is null as is_null, before, after from audit_log
          where tenant_id = ${ctx.tenant} and action = 'row.write' order by subject`,
    );
  });
  const common = { actorName: odd, at: new Date('2026-10-01T12:00:00.123Z') };
  expect(found).toEqual([
    { ...common, subject: 'a', isNull: true, before: null, after: { odd, list: [1, null] } },
    { ...common, subject: 'b', isNull: false, before: [], after: { odd: 'as it is' } },
    { ...common, subject: 'c', isNull: true, before: null, after: null },
    { ...common, subject: 'd', isNull: true, before: null, after: [odd] },
  ]);
});
