import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { bareTenant, testHouse, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { addPerson, addService, openWorkshop, type Workshop } from '../testing/workshop';
import { approveTime, createTimeEntry } from '../contract';
import { timeModule } from '../module';

let test: TestHouse;
let shop: Workshop;

beforeAll(async () => {
  test = await testHouse(timeModule);
  shop = await openWorkshop(test);
});
afterAll(() => test.close());

const log = async (caller: Caller, more: object = {}) =>
  (
    await test.as(caller, createTimeEntry, {
      notes: '',
      submit: true,
      ticketId: shop.ticketId,
      serviceId: shop.remote,
      minutes: 45,
      ...more,
    })
  ).id;
const approve = (caller: Caller, ...ids: string[]) => test.as(caller, approveTime, { ids });
const eventsOf = (id: string) =>
  test.rows<{ type: string }>(
    shop.tenant,
    sql`select type from outbox where tenant_id = ${shop.tenant} and aggregate_id = ${id} order by id`,
  );

it('approves submitted time and says so once', async () => {
  const id = await log(shop.tess);
  expect(await approve(shop.mona, id)).toEqual({ done: [id], skipped: [] });
  expect((await eventsOf(id)).map((event) => event.type)).toEqual([
    'time_entry.created',
    'time_entry.submitted',
    'time_entry.approved',
  ]);
});

it('refuses a technician, and everybody their own time', async () => {
  const id = await log(shop.tess);
  await expect(approve(shop.tom, id)).rejects.toMatchObject({ id: 'forbidden' });
  const own = await log(shop.mona);
  await expect(approve(shop.mona, own)).rejects.toMatchObject({ id: 'time_entry.own_approval' });
});

it('lets the only person of a workspace approve their own', async () => {
  const tenant = await bareTenant(test);
  const olive = await addPerson(test, tenant, 'Olive');
  await addService(test, tenant, 'Remote support');
  const { id } = await test.as(olive, createTimeEntry, { notes: 'Ad hoc', submit: true, minutes: 10 });
  expect((await approve(olive, id)).done).toEqual([id]);
});

it('lets a project manager approve those who report to them and nobody else', async () => {
  const [ofTess, ofTom] = [await log(shop.tess), await log(shop.tom)];
  expect((await approve(shop.pam, ofTess)).done).toEqual([ofTess]);
  await expect(approve(shop.pam, ofTom)).rejects.toMatchObject({ id: 'not_found' });
});

it('lets the lead and the manager of a team approve its members', async () => {
  const lead = await addPerson(test, shop.tenant, 'Lena', 'Project Manager');
  const chief = await addPerson(test, shop.tenant, 'Carl', 'Project Manager');
  const team = newId();
  await test.inside(shop.tenant, async (ctx) => {
    await ctx.db.rows(
      sql`insert into teams (tenant_id, id, name, manager_id) values (${shop.tenant}, ${team}, 'Field', ${chief.actor.id})`,
    );
    await ctx.db.rows(
      sql`insert into team_members (tenant_id, team_id, user_id, role) values (${shop.tenant}, ${team}, ${shop.tom.actor.id}, 'member'),
          (${shop.tenant}, ${team}, ${lead.actor.id}, 'lead')`,
    );
  });
  const [first, second] = [await log(shop.tom), await log(shop.tom)];
  expect((await approve(lead, first)).done).toEqual([first]);
  expect((await approve(chief, second)).done).toEqual([second]);
});

it('approves only what was submitted; in a bulk it tells what it left out', async () => {
  const [draft, ready] = [await log(shop.tess, { submit: false }), await log(shop.tess)];
  await expect(approve(shop.mona, draft)).rejects.toMatchObject({ id: 'time_entry.state' });
  expect(await approve(shop.mona, draft, ready)).toEqual({
    done: [ready],
    skipped: [{ id: draft, reason: expect.stringContaining('draft') }],
  });
});

it('approves once when two approve at once', async () => {
  const id = await log(shop.tess);
  const outcomes = await Promise.allSettled([approve(shop.mona, id), approve(shop.olive, id)]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await eventsOf(id)).filter((event) => event.type === 'time_entry.approved')).toHaveLength(1);
});

it('answers for another workspace’s entry as for one that never was', async () => {
  const other = await openWorkshop(test);
  const { id } = await test.as(other.tess, createTimeEntry, {
    notes: '',
    submit: true,
    ticketId: other.ticketId,
    serviceId: other.remote,
    minutes: 5,
  });
  const failures = await Promise.all(
    [id, newId()].map((one) => approve(shop.mona, one).catch((error: Error) => error.message)),
  );
  expect(failures[0]).toEqual(failures[1]);
});
