import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { getBillingRun, startBillingRun } from '../contract';
import { loadDrafts } from '../load/load-drafts';
import { billingModule } from '../module';
import { cutOff, openMonthEnd, work, type MonthEnd } from '../testing/month-end';
import { writeDrafts } from './write-drafts';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  await work(test, scene, 130);
});

/** Writes what is due now, calculated before anybody else has claimed it. */
async function calculated() {
  const drafts = await test.inside(scene.tenant, (ctx) =>
    loadDrafts(ctx, [scene.acme], cutOff, new Date('2026-11-02T15:00:00Z')),
  );
  const made = drafts.flatMap(({ client, profile, input, result }) =>
    result && profile ? [{ clientId: client.id, clientName: client.name, profileId: profile.id, input, result }] : [],
  );
  return () => test.inside(scene.tenant, (ctx) => writeDrafts(ctx, made, { id: null, cutOff }));
}

const countInvoices = async () =>
  (
    await test.rows<{ n: number }>(
      scene.tenant,
      sql`select count(*)::int as n from invoices where tenant_id = ${scene.tenant}`,
    )
  )[0]?.n;

it('lets one of two writers of the same sources win; the other loses whole, with a sentence', async () => {
  const write = await calculated();
  const ends = await Promise.allSettled([write(), write()]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = ends.find((end) => end.status === 'rejected');
  expect(lost).toMatchObject({ reason: { id: 'billing.already_billed', status: 409 } });
  expect(await countInvoices()).toBe(1);
});

it('refuses days of a fee that another invoice holds, by the overlap alone', async () => {
  const write = await calculated();
  const [id] = await write();
  await test.inside(scene.tenant, (ctx) =>
    ctx.db.rows(sql`delete from claims where tenant_id = ${ctx.tenant} and invoice_id = ${id}`),
  );
  await expect(write()).rejects.toMatchObject({ id: 'billing.already_billed' });
  expect(await countInvoices()).toBe(1);
});

it('lets a claim name only a line of its own invoice', async () => {
  const write = await calculated();
  const [id = ''] = await write();
  const claim = (ofInvoice: string) =>
    test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(
        sql`insert into claims select c.tenant_id, c.source_kind, c.source_id, ${`again ${ofInvoice}`}, ${ofInvoice}, c.line_id, c.claimed_at
            from claims c where c.tenant_id = ${ctx.tenant} and c.invoice_id = ${id} limit 1`,
      ),
    );
  const other = await test.inside(scene.tenant, (ctx) =>
    ctx.db.one<{ id: string }>(
      sql`insert into invoices select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'net', 0, 'tax', 0, 'total', 0))).*
          from invoices i where i.tenant_id = ${ctx.tenant} and i.id = ${id} returning id`,
    ),
  );
  await expect(claim(other.id)).rejects.toMatchObject({ constraint: 'claims_line_fk' });
  await expect(claim(id)).resolves.toBeDefined();
});

it('goes on with a run whose job was given up', async () => {
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
  await test.inside(scene.tenant, (ctx) =>
    ctx.db.rows(sql`update jobs set state = 'dead' where tenant_id = ${ctx.tenant} and name = 'billing_run.process'`),
  );
  await settle(test);
  const read = () => test.as(scene.fin, getBillingRun, { id: id ?? '', limit: 1 });
  expect((await read()).state).toBe('running');
  expect(await test.as(scene.fin, startBillingRun, { cutOff })).toMatchObject({ id, isNew: false });
  await settle(test);
  expect(await read()).toMatchObject({ state: 'finished', counts: { drafted: 1 } });
});
