import type { Ctx } from '@kelp/kernel';
import { changeLine, endContract } from '@kelp/contracts';
import { sql } from '@kelp/platform/db';
import { testHouse, type TestHouse } from '@kelp/testing';
import { previewBilling, toBill } from '../contract';
import { billingModule } from '../module';
import { billableClient, cutOff, essentialContract, openMonthEnd, work, type MonthEnd } from '../testing/month-end';
import { loadDrafts } from './load-drafts';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const previewed = async (until = cutOff) =>
  (await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff: until })).documents;
const lineNets = async (until = cutOff) =>
  (await previewed(until)).flatMap(({ lines }) => lines.map(({ description, net }) => [description, net]));

/** Statements that loading takes for these clients. */
async function countStatements(clientIds: string[]): Promise<number> {
  let count = 0;
  const counted = (ctx: Ctx): Ctx => ({
    ...ctx,
    db: {
      ...ctx.db,
      rows: (statement) => {
        count += 1;
        return ctx.db.rows(statement);
      },
    },
  });
  await test.inside(scene.tenant, (ctx) => loadDrafts(counted(ctx), clientIds, cutOff, ctx.now()));
  return count;
}

it('loads by set: as many statements for five clients as for one', async () => {
  const ids = [scene.acme];
  for (const name of ['Bluefin', 'Cedar', 'Delta', 'Ember']) {
    const id = await billableClient(test, scene.fin, name);
    await essentialContract(test, scene, id);
    ids.push(id);
  }
  await work(test, scene, 130);
  expect(await countStatements([scene.acme])).toBe(19);
  expect(await countStatements(ids)).toBe(19);
});

it('splits time and fees by date when a price changes', async () => {
  await test.as(scene.fin, changeLine, { lineId: scene.hourlyLine, from: '2026-10-15', hourlyRate: '13000', note: '' });
  await work(test, scene, 60, { on: '2026-10-14' });
  await work(test, scene, 60, { on: '2026-10-15' });
  expect(await lineNets()).toEqual([
    ['Managed server', 40000n],
    ['Remote support', 12000n],
    ['Remote support', 13000n],
  ]);
});

it('prorates the last month of a contract by its days', async () => {
  await test.as(scene.fin, endContract, { id: scene.contractId, endsOn: '2026-10-11' });
  expect(await lineNets()).toEqual([['Managed server', 12903n]]);
});

it('bills work that no contract covers at the price of the catalogue, at once', async () => {
  await work(test, scene, 60, { serviceId: scene.onsite, on: '2026-10-30' });
  expect(await lineNets('2026-10-31')).toEqual([['Onsite visit', 15000n]]);
});

it('names a client that has no billing profile instead of losing its work', async () => {
  await test.inside(scene.tenant, async (ctx) => {
    const { tenant } = ctx;
    await ctx.db.rows(sql`insert into clients (tenant_id, id, name) values (${tenant}, ${scene.onsite}, 'Drop-in')`);
  });
  await work(test, scene, 60, { clientId: scene.onsite, serviceId: scene.onsite });
  const { rows } = await test.as(scene.fin, toBill, { cutOff, search: 'drop', limit: 50 });
  expect(rows).toMatchObject([
    {
      client: { name: 'Drop-in' },
      profile: null,
      blockers: [
        { code: 'profile_missing', sentence: "Drop-in has no billing profile. Add one on the client's page." },
      ],
    },
  ]);
});

it('pages by client name and finds by a part of it', async () => {
  for (const name of ['Bluefin', 'Cedar', 'Delta']) {
    await essentialContract(test, scene, await billableClient(test, scene.fin, name));
  }
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await test.as(scene.fin, toBill, { cutOff, limit: 3, after });
    seen.push(...page.rows.map(({ client }) => client.name));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(['Acme Dental', 'Bluefin', 'Cedar', 'Delta']);
  const found = await test.as(scene.fin, toBill, { cutOff, search: 'eda', limit: 50 });
  expect(found.rows.map(({ client }) => client.name)).toEqual(['Cedar']);
});
