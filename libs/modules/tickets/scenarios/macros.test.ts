import { sql } from '@kelp/platform/db';
import { createClient, createContact } from '@kelp/clients';
import { createTeam, identityModule } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { slaModule } from '@kelp/sla';
import { newId } from '@kelp/std';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { timeModule, updateTimeSettings } from '@kelp/time';
import {
  createMacro,
  createTicket,
  deleteMacro,
  getTicket,
  listMacros,
  previewMacro,
  runMacro,
  updateMacro,
  type MacroSteps,
} from '../contract';
import { openDesk } from '../testing/prepared-desk';

let test: TestHouse;
let tenant: string;
let tess: Caller;
let tom: Caller;
let serviceId: string;

beforeAll(async () => {
  test = await testHouse(timeModule, slaModule, identityModule);
  ({ tenant, tess, tom } = await openDesk(test));
  serviceId = newId();
  await test.inside(tenant, async (ctx) => {
    const category = newId();
    await ctx.db.rows(
      sql`insert into tax_categories (tenant_id, id, name) values (${tenant}, ${category}, 'Of the macros')`,
    );
    await ctx.db.rows(
      sql`insert into services (tenant_id, id, name, billing_method, tax_category_id) values (${tenant}, ${serviceId}, 'Remote', 'hourly', ${category})`,
    );
  });
  await test.as(tess, updateTimeSettings, { defaultServiceId: serviceId });
});
afterAll(() => test.close());

async function ticketOfAmy(): Promise<string> {
  const client = await test.as(tess, createClient, { name: `Acme ${newId()}`, domains: [] });
  const amy = await test.as(tess, createContact, { fullName: 'Amy Adams', clientId: client.id });
  return (await test.as(tess, createTicket, { title: 'Printer offline', contactId: amy.id })).id;
}
const macro = async (steps: MacroSteps, scope: 'personal' | 'everyone' = 'everyone', by = tess) =>
  (await test.as(by, createMacro, { name: `Macro ${newId()}`, steps, scope })).id;

it('shows what it would change before it changes anything, then does exactly that', async () => {
  const ticketId = await ticketOfAmy();
  const id = await macro({
    assignee: 'me',
    statusName: 'resolved',
    comment: { visibility: 'public', text: 'Hello {{contact.first_name}}, {{ticket.number}} is done. {{me.name}}' },
    time: { minutes: 15, isBillable: true },
  });
  const plan = await test.as(tess, previewMacro, { id, ticketId });
  expect(plan).toMatchObject({
    changes: [
      { field: 'status', before: 'New', after: 'Resolved' },
      { field: 'assignee', before: null, after: 'Tess' },
    ],
    comment: { visibility: 'public' },
    minutes: 15,
    problems: [],
  });
  expect(plan.comment?.text).toMatch(/^Hello Amy, T-\d+ is done. Tess$/);
  expect((await test.as(tess, getTicket, { id: ticketId })).comments).toEqual([]);

  await test.as(tess, runMacro, { id, ticketId });
  const after = await test.as(tess, getTicket, { id: ticketId });
  expect(after).toMatchObject({ status: { name: 'Resolved' }, assignee: { id: tess.actor.id }, isClosed: true });
  expect(after.comments.map(({ text, visibility }) => [text, visibility])).toEqual([[plan.comment?.text, 'public']]);
  const entries = await test.rows(
    tenant,
    sql`select minutes, user_id, service_id from time_entries where tenant_id = ${tenant} and ticket_id = ${ticketId}`,
  );
  expect(entries).toEqual([{ minutes: 15, userId: tess.actor.id, serviceId }]);
});

it('does all of it or nothing, and says in words why it cannot', async () => {
  const ticketId = await ticketOfAmy();
  const id = await macro({ statusName: 'Parked', comment: { visibility: 'internal', text: 'Parked.' } });
  const { problems } = await test.as(tess, previewMacro, { id, ticketId });
  expect(problems).toEqual(['The board Service Desk has no status Parked. Change the macro or the board.']);
  await expect(test.as(tess, runMacro, { id, ticketId })).rejects.toMatchObject({
    id: 'macro.cannot_run',
    message: problems[0],
  });
  expect((await test.as(tess, getTicket, { id: ticketId })).comments).toEqual([]);
});

it('gives nobody more rights than they have', async () => {
  const ticketId = await ticketOfAmy();
  const id = await macro({
    assignee: tom.actor.id ?? '',
    statusName: 'Closed',
    time: { minutes: 5, isBillable: false },
  });
  const weak: Caller = {
    ...tess,
    actor: { ...tess.actor, permissions: new Set(['macro.use', 'ticket.read', 'ticket.update']) },
  };
  expect((await test.as(weak, previewMacro, { id, ticketId })).problems).toEqual([
    'You may not close or reopen tickets.',
    'You may not hand tickets to somebody else.',
    'You may not log time.',
  ]);
  await expect(test.as(weak, runMacro, { id, ticketId })).rejects.toMatchObject({ id: 'macro.cannot_run' });
  await expect(test.as(callerWith(tenant, ['macro.use']), previewMacro, { id, ticketId })).rejects.toMatchObject({
    id: 'forbidden',
  });
});

it('keeps a personal macro to its owner and a team’s to the team', async () => {
  const ticketId = await ticketOfAmy();
  const own = await macro({ statusName: 'In progress' }, 'personal', tom);
  const team = await test.as(tess, createTeam, {
    name: 'Tier 2',
    members: [{ userId: tom.actor.id ?? '', role: 'member' }],
  });
  const shared = await test.as(tess, createMacro, {
    name: 'Tier 2 only',
    steps: { statusName: 'In progress' },
    scope: 'team',
    teamId: team.id,
  });
  const ids = async (by: Caller) => (await test.as(by, listMacros, {})).rows.map((row) => row.id);
  expect(await ids(tom)).toEqual(expect.arrayContaining([own, shared.id]));
  const plain: Caller = {
    ...tess,
    actor: { ...tess.actor, permissions: new Set(['macro.use', 'ticket.read', 'ticket.update']) },
  };
  expect(await ids(plain)).not.toContain(own);
  expect(await ids(plain)).not.toContain(shared.id);
  for (const id of [own, shared.id]) {
    await expect(test.as(plain, runMacro, { id, ticketId })).rejects.toMatchObject({ id: 'not_found' });
  }
  await expect(test.as(plain, updateMacro, { id: own, name: 'Mine now' })).rejects.toMatchObject({ id: 'not_found' });
  await expect(test.as(plain, deleteMacro, { id: shared.id })).rejects.toMatchObject({ id: 'forbidden' });
  await expect(
    test.as(plain, createMacro, { name: 'x', steps: { statusName: 'New' }, scope: 'everyone' }),
  ).rejects.toMatchObject({ id: 'forbidden' });
});

it('refuses a macro that does nothing, a place that cannot be filled in, and a stale change', async () => {
  await expect(macro({})).rejects.toMatchObject({ id: 'invalid', fields: { steps: expect.any(String) } });
  await expect(macro({ comment: { visibility: 'public', text: '{{#each contact}}x{{/each}}' } })).rejects.toMatchObject(
    {
      id: 'invalid',
      fields: { 'steps.comment.text': expect.stringContaining('{{contact.name}}') },
    },
  );
  const id = await macro({ statusName: 'New' });
  await test.as(tess, updateMacro, { id, version: 1, name: 'First' });
  await expect(test.as(tess, updateMacro, { id, version: 1, name: 'Second' })).rejects.toMatchObject({ id: 'stale' });
});

it('ships the five of a new workspace, each of which runs', async () => {
  const { rows } = await test.as(tess, listMacros, {});
  const shipped = [
    'Take it',
    'Ask for details',
    'Waiting 3 days then remind',
    'Resolved with survey',
    'Escalate to tier 2',
  ];
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(shipped));
  for (const { id } of rows.filter(({ name }) => shipped.includes(name))) {
    const ticketId = await ticketOfAmy();
    expect((await test.as(tess, previewMacro, { id, ticketId })).problems).toEqual([]);
    await test.as(tess, runMacro, { id, ticketId });
  }
});

it('reminds after its days, unless the client answered or the ticket moved on', async () => {
  const id = await macro({ statusName: 'Waiting for customer', remindAfterDays: 3 });
  const [quiet, moved] = [await ticketOfAmy(), await ticketOfAmy()];
  await test.as(tess, runMacro, { id, ticketId: quiet });
  await test.as(tess, runMacro, { id, ticketId: moved });
  const back = await macro({ statusName: 'In progress' });
  await test.as(tess, runMacro, { id: back, ticketId: moved });
  const reminded = () =>
    test.rows<{ aggregateId: string }>(
      tenant,
      sql`select aggregate_id from outbox where tenant_id = ${tenant} and type = 'ticket.reminded'`,
    );
  await settle(test);
  expect(
    (await reminded()).map(({ aggregateId }) => aggregateId).filter((one) => [quiet, moved].includes(one)),
  ).toEqual([]);
  await test.travel(3 * 86_400_000 + 60_000);
  await settle(test);
  expect(
    (await reminded()).map(({ aggregateId }) => aggregateId).filter((one) => [quiet, moved].includes(one)),
  ).toEqual([quiet]);
  await test.travel(0);
});
