import { anchorHeads, readAnchors, sealAll, sealTenant, verifyAudit } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { openStorage, type Storage } from '@kelp/platform/storage';
import { asSuperuser } from '@kelp/testing';
import { createTenant } from '@kelp/tenants';
import { createTeam } from '../contract';
import { teams } from '../tables';
import { openWorkplace, type Workplace } from '../testing/workplace';

let place: Workplace;
let storage: Storage;
beforeAll(async () => {
  place = await openWorkplace();
  storage = await openStorage(place.test.engines.config.STORAGE_DIR);
});
afterAll(() => place.test.close());

/** As whoever has the database in their hands: past every policy. */
const tamper = (text: string, ...values: unknown[]) =>
  asSuperuser<Record<string, string>>(place.test.superUrl, text, values);
const verify = async (withAnchors = false) =>
  verifyAudit(
    place.test.house,
    place.tenant,
    withAnchors ? await readAnchors(storage, place.tenant, new Date(), 3) : [],
  );
const seal = () => sealTenant(place.test.house, place.tenant);
async function work(count: number) {
  const olive = await place.callerFor('olive@northstar.test');
  for (let n = 0; n < count; n += 1)
    await place.test.as(olive, createTeam, { name: `Team ${Math.random()}`, members: [] });
}
const links = () =>
  tamper('select seq, audit_id, hash from audit_chain where tenant_id = $1 order by seq', place.tenant);
/** Does something to the trail, looks, and puts everything back. */
async function after(harm: () => Promise<unknown>) {
  const tables = ['audit_log', 'audit_chain', 'audit_heads', 'audit_unsealed'];
  for (const table of tables) await tamper(`create table kept_${table} as select * from ${table}`);
  try {
    await harm();
    return [await verify(), await verify(true)] as const;
  } finally {
    for (const table of tables)
      await tamper(`truncate ${table}`).then(() => tamper(`insert into ${table} select * from kept_${table}`));
    for (const table of tables) await tamper(`drop table kept_${table}`);
  }
}

it('seals every row once, also those of writers at the same time and of two sealers', async () => {
  await Promise.all([work(5), work(5), seal(), work(5), seal()]);
  await Promise.all([seal(), seal()]);
  const verdict = await verify();
  expect(verdict).toMatchObject({ waiting: 0, broken: null });
  const [trail] = await tamper('select count(*)::text as n from audit_log where tenant_id = $1', place.tenant);
  expect(String(verdict.rows)).toBe(trail?.['n']);
  expect(verdict.rows).toBeGreaterThan(15);
});

it('waits for nobody: a transaction that is open long is sealed when it has committed', async () => {
  await seal();
  const before = (await verify()).rows;
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  const olive = await place.callerFor('olive@northstar.test');
  const slow = place.test.inside(place.tenant, async (ctx) => {
    const [team] = await ctx.db.rows<{ id: string }>(sql`select id from teams where tenant_id = ${ctx.tenant} limit 1`);
    await held;
    await ctx.db.update(teams, String(team?.id), { name: 'Slow' });
  });
  await place.test.as(olive, createTeam, { name: 'Meanwhile', members: [] });
  expect(await seal()).toBeGreaterThan(0);
  const between = (await verify()).rows;
  expect(between).toBeGreaterThan(before);
  finish();
  await slow;
  expect(await seal()).toBe(1);
  expect(await verify()).toMatchObject({ rows: between + 1, broken: null });
});

it('keeps a chain of its own for each workspace', async () => {
  const other = await createTenant(place.test.house, { name: 'Southstar', zone: 'UTC', currency: 'USD' });
  await sealAll(place.test.house);
  expect(await verifyAudit(place.test.house, other)).toMatchObject({ waiting: 0, broken: null });
  expect(await verify()).toMatchObject({ broken: null });
});

describe('names the first broken row when somebody with the database in their hands', () => {
  let chain: Record<string, string>[];
  beforeAll(async () => {
    await work(3);
    await seal();
    await anchorHeads(place.test.house, storage, new Date());
    chain = await links();
  });
  const link = (at: number) => chain.at(at) ?? {};
  const at = (n: number) => ({ seq: link(n)['seq'], auditId: link(n)['audit_id'] });

  it('edits a row, in any of its columns', async () => {
    for (const change of [
      `after = '{"name": "Innocent"}'`,
      `actor_name = 'Somebody else'`,
      `at = at + interval '1 microsecond'`,
      `subject_id = gen_random_uuid()`,
    ]) {
      const [found] = await after(() => tamper(`update audit_log set ${change} where id = $1`, at(4).auditId));
      expect(found.broken).toMatchObject({ kind: 'changed', ...at(4) });
    }
  });

  it('deletes a row, or its link as well', async () => {
    const [found] = await after(() => tamper('delete from audit_log where id = $1', at(3).auditId));
    expect(found.broken).toMatchObject({ kind: 'deleted', ...at(3) });
    const [both] = await after(async () => {
      await tamper('delete from audit_log where id = $1', at(3).auditId);
      await tamper('delete from audit_chain where audit_id = $1', at(3).auditId);
    });
    expect(both.broken).toMatchObject({ kind: 'gap', seq: at(3).seq });
  });

  it('puts rows into another order', async () => {
    const [found] = await after(async () => {
      await tamper('update audit_chain set audit_id = gen_random_uuid() where audit_id = $1', at(2).auditId);
      await tamper('update audit_chain set audit_id = $1 where audit_id = $2', at(2).auditId, at(3).auditId);
      await tamper(
        'update audit_chain set audit_id = $1 where seq = $2 and tenant_id = $3',
        at(3).auditId,
        at(2).seq,
        place.tenant,
      );
    });
    expect(found.broken).toMatchObject({ kind: 'changed', seq: at(2).seq });
  });

  it('cuts the end off, also with the head set back: the anchor outside tells', async () => {
    const cut = async () => {
      await tamper(
        'delete from audit_log a using audit_chain c where c.audit_id = a.id and c.tenant_id = $1 and c.seq > $2',
        place.tenant,
        at(4).seq,
      );
      await tamper('delete from audit_chain where tenant_id = $1 and seq > $2', place.tenant, at(4).seq);
    };
    const next = { kind: 'truncated', seq: at(5).seq };
    const [found] = await after(cut);
    expect(found.broken).toMatchObject(next);
    const [blind, anchored] = await after(async () => {
      await cut();
      await tamper(
        'update audit_heads set seq = $2, hash = $3 where tenant_id = $1',
        place.tenant,
        at(4).seq,
        link(4)['hash'],
      );
    });
    expect(blind.broken).toBeNull();
    expect(anchored.broken).toMatchObject(next);
  });

  it('empties the trail, or makes the whole chain anew over a changed row', async () => {
    const [, emptied] = await after(async () => {
      for (const table of ['audit_log', 'audit_chain', 'audit_heads']) await tamper(`truncate ${table}`);
    });
    expect(emptied.broken).toMatchObject({ kind: 'truncated', seq: '1' });
    const [blind, anchored] = await after(async () => {
      await tamper(`update audit_log set actor_name = 'Nobody' where id = $1`, at(1).auditId);
      await tamper('insert into audit_unsealed (tenant_id, audit_id) select tenant_id, audit_id from audit_chain');
      await tamper('truncate audit_chain, audit_heads');
      await sealAll(place.test.house);
    });
    expect(blind.broken).toBeNull();
    expect(anchored.broken).toMatchObject({ kind: 'anchor', seq: chain.at(-1)?.['seq'] });
  });

  it('puts a row in', async () => {
    const [found] = await after(() =>
      tamper(
        `insert into audit_log (tenant_id, id, at, actor_kind, actor_name, door, action, request_id, subject)
         values ($1, '01900000-0000-7000-8000-000000000001', now(), 'user', 'Olive Olsen', 'ui', 'team.create', 'r', 'teams')`,
        place.tenant,
      ),
    );
    expect(found.broken).toMatchObject({ kind: 'inserted', auditId: '01900000-0000-7000-8000-000000000001' });
  });

  it('and says nothing when nobody did', async () => {
    expect((await verify(true)).broken).toBeNull();
  });
});

it('writes an anchor once a day for each workspace', async () => {
  const day = new Date('2027-03-01T10:00:00Z');
  expect(await anchorHeads(place.test.house, storage, day)).toBe(2);
  expect(await anchorHeads(place.test.house, storage, new Date('2027-03-01T23:00:00Z'))).toBe(0);
  expect(await anchorHeads(place.test.house, storage, new Date('2027-03-02T00:10:00Z'))).toBe(2);
  const found = await readAnchors(storage, place.tenant, new Date('2027-03-02T12:00:00Z'), 10);
  expect(found.map(({ at }) => at)).toEqual(['2027-03-01T10:00:00.000Z', '2027-03-02T00:10:00.000Z']);
});

it('lets the program itself neither change nor delete a row', async () => {
  for (const statement of [
    sql`update audit_log set actor_name = 'x' where tenant_id = ${place.tenant}`,
    sql`update audit_chain set hash = repeat('0', 64) where tenant_id = ${place.tenant}`,
  ])
    await expect(place.test.inside(place.tenant, (ctx) => ctx.db.rows(statement))).rejects.toThrow(/permission denied/);
  const gone = await place.test.inside(place.tenant, (ctx) =>
    ctx.db.rows(sql`delete from audit_log where tenant_id = ${place.tenant} returning id`),
  );
  expect(gone).toEqual([]);
});
