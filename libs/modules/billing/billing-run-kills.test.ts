import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { testHouse, type TestHouse } from '@kelp/testing';
import { billingInvariants, finaliseInvoices, startBillingRun } from './contract';
import { billingModule } from './module';
import { billableClient, cutOff, essentialContract, openMonthEnd, work, type MonthEnd } from './testing/month-end';
import { processRun } from './write/process-run';

const kills = 100;
const clients = 12;

let test: TestHouse;
let killer: pg.Client;
beforeAll(async () => {
  test = await testHouse(billingModule);
  killer = new pg.Client({ connectionString: test.superUrl });
  await killer.connect();
});
afterAll(async () => {
  await killer.end();
  await test.close();
});

async function monthEnd(): Promise<MonthEnd> {
  const scene = await openMonthEnd(test);
  for (let n = 1; n <= clients; n += 1) {
    const clientId = await billableClient(test, scene.fin, `Client ${n}`);
    await essentialContract(test, scene, clientId);
    await work(test, scene, 30 + n, { clientId, on: `2026-10-${String(n + 10)}` });
  }
  return scene;
}

const start = async (scene: MonthEnd) => (await test.as(scene.fin, startBillingRun, { cutOff })).id ?? '';

/** The run, worked off client by client by whoever lives long enough. */
const workOff = (scene: MonthEnd, runId: string) =>
  processRun((run: (ctx: Ctx) => Promise<unknown>) => test.inside(scene.tenant, run) as never, runId, 1);
const isOver = (scene: MonthEnd, runId: string) =>
  test.inside(scene.tenant, async (ctx) => {
    const [run] = await ctx.db.rows<{ state: string }>(
      sql`select state from billing_runs where tenant_id = ${ctx.tenant} and id = ${runId}`,
    );
    return run?.state === 'finished';
  });

/** Cuts the program's connections to this database that are inside a transaction, at whatever statement they are. Says whether there was one. */
async function cut(): Promise<boolean> {
  const { rowCount } = await killer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = 'kelp_app' and xact_start is not null`,
  );
  return rowCount !== 0;
}

/**
 * Lets the work begin again and again and kills it each time in the middle of a transaction, wherever that is after a few
 * milliseconds; then lets it end. A life is a part of what one client takes, so that the run is not over before most of the
 * kills. Returns how many kills met a transaction.
 */
async function killedWhile(work: () => Promise<unknown>, times: number, longestLifeMs: number): Promise<number> {
  let met = 0;
  for (let n = 0; n < times; n += 1) {
    let isAlive = true;
    const life = work()
      .catch(() => undefined)
      .finally(() => (isAlive = false));
    await delay(((n * 37) % 100) * (longestLifeMs / 100));
    let isMet = false;
    while (isAlive && !isMet) isMet = await cut();
    met += isMet ? 1 : 0;
    await life;
  }
  await work();
  return met;
}

/** Documents with lines and numbers, and the books, without what differs from one workspace to the next. */
const booksOf = (scene: MonthEnd) =>
  test.inside(scene.tenant, async (ctx) => ({
    documents: await ctx.db.rows(
      sql`select c.name, i.net, i.tax, i.total, i.claim_count, i.state,
            (select jsonb_agg(jsonb_build_array(l.description, l.quantity, l.net) order by l.position) from invoice_lines l
              where l.tenant_id = i.tenant_id and l.invoice_id = i.id) as lines
          from invoices i join clients c on c.tenant_id = i.tenant_id and c.id = i.client_id where i.tenant_id = ${ctx.tenant} order by c.name`,
    ),
    numbers: await ctx.db.rows(sql`select number from invoices where tenant_id = ${ctx.tenant} order by number`),
    claims: await ctx.db.rows(
      sql`select source_kind, count(*)::int from claims where tenant_id = ${ctx.tenant} group by 1 order by 1`,
    ),
    postings: await ctx.db.rows(
      sql`select account, count(*)::int, sum(amount)::text from postings where tenant_id = ${ctx.tenant} group by 1 order by 1`,
    ),
  }));

it('ends in the same documents, numbers and books after a hundred kills at any statement as without one', async () => {
  const calm = await monthEnd();
  const calmRun = await start(calm);
  const partOfClient = async (act: Promise<unknown>) => {
    const begun = performance.now();
    await act;
    return (performance.now() - begun) / clients / 5;
  };
  const draftingMs = await partOfClient(workOff(calm, calmRun));
  const finalisingMs = await partOfClient(test.as(calm.fin, finaliseInvoices, { runId: calmRun }));

  const rough = await monthEnd();
  const runId = await start(rough);
  const drafting = await killedWhile(() => workOff(rough, runId), kills * 0.7, draftingMs);
  expect(await isOver(rough, runId)).toBe(true);
  const finalise = () => test.as(rough.fin, finaliseInvoices, { runId });
  const finalising = await killedWhile(finalise, kills * 0.3, finalisingMs);

  expect(drafting).toBeGreaterThan(kills * 0.3);
  expect(finalising).toBeGreaterThan(kills * 0.1);
  expect(await booksOf(rough)).toEqual(await booksOf(calm));
  expect((await test.as(rough.fin, billingInvariants, {})).violations).toEqual([]);
}, 180_000);
