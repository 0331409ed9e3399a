import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { sql } from '@kelp/platform/db';
import { type Ctx } from '@kelp/kernel';
import fc from 'fast-check';
import {
  billingInvariants,
  finaliseInvoices,
  getBillingRun,
  getInvoice,
  listInvoices,
  previewBilling,
  listBillingRuns,
  startBillingRun,
  stopBillingRun,
  toBill,
} from './contract';
import { billingModule } from './module';
import { billableClient, cutOff, essentialContract, openMonthEnd, work, type MonthEnd } from './testing/month-end';
import { processRun } from './write/process-run';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const page = { limit: 50 };
const drafts = async () => (await test.as(scene.fin, listInvoices, { state: 'draft', ...page })).rows;

it('shows, previews and bills a month: 400.00 + 270.00, tax 67.00, total 737.00, and nothing twice', async () => {
  const entry = await work(test, scene, 130);
  await work(test, scene, 60, { state: 'draft', on: '2026-10-15' });

  const due = await test.as(scene.fin, toBill, { cutOff, ...page });
  expect(due.rows).toMatchObject([
    {
      client: { name: 'Acme Dental' },
      fixed: 40000n,
      time: 27000n,
      net: 67000n,
      tax: 6700n,
      total: 73700n,
      blockers: [],
    },
  ]);
  expect(due.rows[0]?.warnings).toMatchObject([{ sentence: '1 unapproved entry (1:00) left out.' }]);

  const preview = await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff });
  expect(preview.documents).toMatchObject([{ net: 67000n, tax: 6700n, total: 73700n, isInvoice: true }]);
  expect(preview.documents[0]?.lines).toMatchObject([
    { description: 'Managed server', net: 40000n, explanation: { steps: ['1 × 400.00 USD = 400.00 USD'] } },
    { description: 'Remote support', quantity: '135', net: 27000n, sources: [{ id: entry, minutes: 130 }] },
  ]);

  const run = await test.as(scene.fin, startBillingRun, { cutOff });
  expect(run).toMatchObject({ isNew: true, clientCount: 1 });
  await settle(test);
  const done = await test.as(scene.fin, getBillingRun, { id: run.id ?? '', ...page });
  expect(done).toMatchObject({ state: 'finished', counts: { drafted: 1, queued: 0, failed: 0 } });
  const [draft] = await drafts();
  expect(draft).toMatchObject({ total: 73700n, number: null, amountDue: 0n });
  const stored = await test.as(scene.fin, getInvoice, { id: draft?.id ?? '' });
  expect(stored.lines).toEqual(preview.documents[0]?.lines);

  const again = await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  expect(again).toEqual({ id: null, isNew: false, clientCount: 0 });
  expect(await drafts()).toHaveLength(1);
  expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual([]);
});

const violations = async () => (await test.as(scene.fin, billingInvariants, {})).violations;
const runOf = (id: string | null) => test.as(scene.fin, getBillingRun, { id: id ?? '', ...page });
const totalOf = (rows: { total: bigint }[]) => rows.reduce((sum, { total }) => sum + total, 0n);

/** Acme and some more clients with the same contract and one billed hour each. */
async function moreClients(count: number): Promise<string[]> {
  const ids = [scene.acme];
  for (let n = 1; n < count; n += 1) {
    const id = await billableClient(test, scene.fin, `Client ${n}`);
    await essentialContract(test, scene, id);
    ids.push(id);
  }
  const days = Array.from({ length: count }, (_, n) => `2026-10-${String(n + 1).padStart(2, '0')}`);
  for (const [n, clientId] of ids.entries()) await work(test, scene, 60, { clientId, on: days[n] ?? '' });
  return ids;
}

it('is one run when the same start comes twice at once', async () => {
  await moreClients(2);
  const both = await Promise.all([1, 2].map(() => test.as(scene.fin, startBillingRun, { cutOff })));
  expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
  expect(both[0]?.id).toBe(both[1]?.id);
  await settle(test);
  expect(await drafts()).toHaveLength(2);
});

it('bills nothing twice when two runs over the same clients are worked off at once', async () => {
  const ids = await moreClients(3);
  const starts = await Promise.all([
    test.as(scene.fin, startBillingRun, { cutOff }),
    test.as(scene.fin, startBillingRun, { cutOff, clientIds: ids }),
    test.as(scene.fin, startBillingRun, { cutOff: '2026-11-02' }),
  ]);
  const transaction = <T>(run: (ctx: Ctx) => Promise<T>) => test.inside(scene.tenant, run);
  await Promise.all(starts.map(({ id }) => processRun(transaction, id ?? '', 2)));
  const made = await drafts();
  expect(made).toHaveLength(3);
  expect(totalOf(made)).toBe(3n * 57200n);
  const ends = await Promise.all(starts.map(({ id }) => runOf(id)));
  expect(ends.map(({ state }) => state)).toEqual(['finished', 'finished', 'finished']);
  expect(ends.reduce((sum, { counts }) => sum + counts.drafted, 0)).toBe(3);
  expect(ends.reduce((sum, { counts }) => sum + counts.failed, 0)).toBe(0);
  expect(await violations()).toEqual([]);
});

it('gives the same drafts without gap or double when the worker dies at any points and is started again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), async (deaths) => {
      scene = await openMonthEnd(test);
      await moreClients(5);
      const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
      for (const death of deaths) {
        let call = 0;
        // The n-th transaction of this life does its work and then dies before its commit; after that the process is gone.
        const dying = <T>(run: (ctx: Ctx) => Promise<T>) =>
          test.inside(scene.tenant, async (ctx) => {
            call += 1;
            if (call > death) throw new Error('gone');
            const result = await run(ctx);
            if (call === death) throw new Error('killed');
            return result;
          });
        await processRun(dying, id ?? '', 2).catch(() => undefined);
      }
      await settle(test);
      const run = await runOf(id);
      expect(run).toMatchObject({ state: 'finished', counts: { drafted: 5, queued: 0, failed: 0, nothing: 0 } });
      expect(run.totals).toEqual([{ currency: 'USD', total: 5n * 57200n }]);
      const { finalised, remaining } = await test.as(scene.fin, finaliseInvoices, { runId: id ?? '' });
      expect([finalised.length, remaining]).toEqual([5, 0]);
      expect(finalised.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `INV-000${n}`));
      expect(await violations()).toEqual([]);
    }),
    { numRuns: 6 },
  );
}, 60_000);

it('parks a client that fails and bills its neighbours', async () => {
  const ids = await moreClients(3);
  await test.inside(scene.tenant, (ctx) =>
    ctx.db.rows(
      sql`update billing_profiles set zone = 'Nowhere/Land' where tenant_id = ${ctx.tenant} and client_id = ${ids[1]}`,
    ),
  );
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  const run = await runOf(id);
  expect(run.counts).toMatchObject({ drafted: 2, failed: 1 });
  expect(run.clients.rows.find(({ state }) => state === 'failed')).toMatchObject({
    client: { id: ids[1] },
    invoice: null,
    note: expect.any(String),
  });
});

it('parks a client whose draft the database refuses, alone', async () => {
  const ids = await moreClients(3);
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
  const refusing = <T>(run: (ctx: Ctx) => Promise<T>) =>
    test.inside(scene.tenant, async (ctx) => {
      const result = await run(ctx);
      await ctx.db.rows(
        sql`select 1 / (1 - count(*)::int) from invoices where tenant_id = ${ctx.tenant} and client_id = ${ids[0]}`,
      );
      return result;
    });
  await processRun(refusing, id ?? '', 10);
  const run = await runOf(id);
  expect(run).toMatchObject({ state: 'finished', counts: { drafted: 2, failed: 1 } });
  expect(await violations()).toEqual([]);
});

it('blocks with sentences: no profile, no address, no tax rate', async () => {
  await moreClients(2);
  await test.inside(scene.tenant, async (ctx) => {
    await ctx.db.rows(
      sql`update billing_profiles set requires_address = true, address = '' where tenant_id = ${ctx.tenant} and client_id = ${scene.acme}`,
    );
    await ctx.db.rows(sql`delete from tax_rates where tenant_id = ${ctx.tenant} and ppm > 0`);
  });
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  const run = await runOf(id);
  expect(run.counts).toMatchObject({ blocked: 2, drafted: 0 });
  const acme = run.clients.rows.find(({ client }) => client.id === scene.acme);
  expect(acme?.blockers.map(({ code }) => code)).toEqual(['address_missing', 'tax_rate_missing']);
  expect(acme?.blockers[1]?.sentence).toBe(
    'There is no tax rate for "Standard" in "*" on 2026-10-31. Add one; a rate of 0 % is a rate too.',
  );
});

it('stops after the chunks at work, and waits for none of them to be told so; the next run bills the rest', async () => {
  await moreClients(3);
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
  let calls = 0;
  let isStopped = () => {};
  const stopped = new Promise<void>((resolve) => (isStopped = resolve));
  const stopping = <T>(run: (ctx: Ctx) => Promise<T>) =>
    test.inside(scene.tenant, async (ctx) => {
      const call = (calls += 1);
      const result = await run(ctx);
      // Both chunks have written their drafts and not committed.
      if (call === 2) await test.as(scene.fin, stopBillingRun, { id: id ?? '' }).then(isStopped);
      if (call === 3) await stopped;
      return result;
    });
  await processRun(stopping, id ?? '', 1);
  expect(await runOf(id)).toMatchObject({ state: 'stopped', counts: { drafted: 2, queued: 1 } });
  await expect(test.as(scene.fin, stopBillingRun, { id: id ?? '' })).rejects.toMatchObject({ id: 'billing_run.ended' });
  const next = await test.as(scene.fin, startBillingRun, { cutOff });
  expect(next).toMatchObject({ isNew: true, clientCount: 1 });
  await settle(test);
  expect(await drafts()).toHaveLength(3);
  const { rows } = await test.as(scene.fin, listBillingRuns, page);
  expect(rows.map(({ state }) => state)).toEqual(['finished', 'stopped']);
});

it('bills what is approved late in the next run, by its own period', async () => {
  await work(test, scene, 130);
  await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  await work(test, scene, 60, { on: '2026-10-20' });
  await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  const [late] = await drafts();
  expect(late).toMatchObject({ net: 12000n });
  const { lines } = await test.as(scene.fin, getInvoice, { id: late?.id ?? '' });
  expect(lines).toMatchObject([{ servicePeriod: { start: '2026-10-01', end: '2026-11-01' }, quantity: '60' }]);
  expect(lines[0]?.sources).toMatchObject([{ workDate: '2026-10-20' }]);
});

it('leaves what has not fallen due: before the period ends nothing is billed', async () => {
  await work(test, scene, 130);
  expect(await test.as(scene.fin, startBillingRun, { cutOff: '2026-10-31' })).toMatchObject({ id: null });
  expect((await test.as(scene.fin, toBill, { cutOff: '2026-10-31', ...page })).rows).toEqual([]);
});

it('refuses unknown clients and people without the permission', async () => {
  const nobody = { ...scene.fin, actor: { ...scene.fin.actor, permissions: new Set(['invoice.read']) } };
  await expect(test.as(nobody, startBillingRun, { cutOff })).rejects.toMatchObject({ id: 'forbidden' });
  await expect(test.as(scene.fin, startBillingRun, { cutOff, clientIds: [scene.tenant] })).rejects.toMatchObject({
    id: 'not_found',
  });
});
