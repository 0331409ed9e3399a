import { z, type Caller, type Contract } from '@kelp/kernel';
import {
  createActivityGroup,
  createToDo,
  deleteActivityGroup,
  finishActivity,
  listActivities,
  listColleagues,
  orderActivityGroups,
  placeActivities,
  reopenActivity,
  snoozeActivity,
  updateActivityGroup,
  updateToDo,
} from '@kelp/activities';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addComment,
  createTicket,
  createTicketFromToDo,
  getTicket,
  ticketChoices,
  tickets,
  updateTicket,
} from '@kelp/tickets';
import { createTimeEntry, requestTimeChanges } from './contract';
import { timeModule } from './module';
import { openWorkshop, type Workshop } from './testing/workshop';

let test: TestHouse;
let shop: Workshop;

beforeAll(async () => {
  test = await testHouse(timeModule);
});
beforeEach(async () => {
  await test.travel(0);
  shop = await openWorkshop(test);
});
afterAll(() => test.close());

const hour = 3_600_000;
const tessId = () => shop.tess.actor.id ?? '';

/** The person with what their role gives, and these permissions beside it. */
const may = (who: Caller, ...more: string[]): Caller => {
  const { permissions } = who.actor;
  return permissions === 'all'
    ? who
    : { ...who, actor: { ...who.actor, permissions: new Set([...permissions, ...more]) } };
};
const tess = () => may(shop.tess, 'activity.read', 'ticket.create');
const tom = () => may(shop.tom, 'activity.read');
const without = (who: Caller, gone: string): Caller => ({
  ...who,
  actor: { ...who.actor, permissions: new Set([...may(who).actor.permissions].filter((one) => one !== gone)) },
});

/** Calls with the input as it travels: what is left out takes its default. */
const call = <C extends Contract>(
  who: Caller,
  contract: C,
  input: z.input<C['input']>,
): Promise<z.output<C['output']>> => test.as(who, contract, z.decode(contract.input, input) as z.output<C['input']>);
const list = (who = tess(), userId?: string) => call(who, listActivities, userId ? { userId } : {});
const titles = async (who = tess(), userId?: string) =>
  (await list(who, userId)).rows.map(({ group, title }) => `${group}: ${title}`);
const toDo = async (text: string, who = tess()) => ({ kind: 'to_do', id: (await call(who, createToDo, { text })).id });

async function ticketOf(title: string, assignedTo: string | null = tessId()) {
  const { id } = await call(shop.olive, createTicket, { title, clientId: shop.clientId, assignedTo });
  return { kind: 'ticket', id };
}
/** What the service level's room writes: when the running clock is due. */
const promise = (id: string, at: Date | null) =>
  test.inside(shop.tenant, (ctx) => ctx.db.update(tickets, id, { slaState: 'running', slaDueAt: at }));
const clientWrites = (ticketId: string) =>
  test.inside(shop.tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into comments (tenant_id, id, ticket_id, author_type, author_name, visibility, html, text, created_at)
          values (${shop.tenant}, ${newId()}, ${ticketId}, 'client', 'Amy', 'public', 'x', 'x', ${ctx.now()})`,
    ),
  );

describe('the list', () => {
  it('has one’s own work from every room and nobody else’s', async () => {
    await ticketOf('Mine');
    await ticketOf('Tom’s', shop.tom.actor.id);
    await toDo('order toner');
    const asked = await call(shop.olive, addComment, {
      ticketId: shop.ticketId,
      visibility: 'internal',
      text: `@[Tess](${tessId()}) can you look?`,
    });
    await test.inside(shop.tenant, (ctx) =>
      ctx.db.rows(
        sql`insert into comment_mentions (tenant_id, id, ticket_id, comment_id, user_id, created_at)
            values (${shop.tenant}, ${newId()}, ${shop.ticketId}, ${asked.id}, ${tessId()}, ${ctx.now()}) on conflict do nothing`,
      ),
    );
    const entry = await call(shop.tess, createTimeEntry, { minutes: 45, serviceId: shop.remote, submit: true });
    await call(shop.pam, requestTimeChanges, { ids: [entry.id], reason: 'Which client?' });
    const { rows } = await list();
    expect(rows.map(({ kind, title }) => `${kind} ${title}`).sort()).toEqual([
      'mention Printer offline',
      'ticket Mine',
      'time_change Remote support',
      'to_do order toner',
    ]);
    expect(rows.find(({ kind }) => kind === 'time_change')?.note).toBe('0:45 Which client?');
    // an answer is an answer
    await call(shop.tess, addComment, { ticketId: shop.ticketId, visibility: 'internal', text: 'I do' });
    expect((await list()).rows.some(({ kind }) => kind === 'mention')).toBe(false);
  });

  it('tells an approver whose time waits, never their own', async () => {
    await call(shop.tess, createTimeEntry, { minutes: 90, serviceId: shop.remote, submit: true });
    await call(shop.tom, createTimeEntry, { minutes: 30, serviceId: shop.remote, submit: true });
    await call(shop.pam, createTimeEntry, { minutes: 30, serviceId: shop.remote, submit: true });
    const pam = may(shop.pam, 'activity.read');
    const waiting = async (who: Caller) => (await list(who)).rows.map(({ title, note }) => `${title} ${note}`);
    // Tess reports to Pam, Tom does not
    expect(await waiting(pam)).toEqual(['Tess 1:30']);
    // a colleague waits: it is today's
    expect(await titles(pam)).toEqual(['today: Tess']);
    expect(await waiting(without(pam, 'time_sheet.approve'))).toEqual([]);
  });

  it('loses items with the right to see them, and gets them back with it', async () => {
    const one = await ticketOf('Mine');
    await call(tess(), placeActivities, { group: 'today', items: [one] });
    const blind = without(tess(), 'ticket.read');
    expect(await titles(blind)).toEqual([]);
    await expect(call(blind, snoozeActivity, { ...one, preset: 'tomorrow' })).rejects.toMatchObject({
      id: 'not_found',
    });
    await expect(call(blind, placeActivities, { group: 'today', items: [one] })).rejects.toMatchObject({
      id: 'not_found',
    });
    expect(await titles()).toEqual(['today: Mine']);
  });

  it('follows the work: what is handed on or closed is gone', async () => {
    const one = await ticketOf('Mine');
    await call(shop.olive, updateTicket, { id: one.id, assignedTo: shop.tom.actor.id });
    expect(await titles()).toEqual([]);
    expect(await titles(tom())).toEqual(['later: Mine']);
  });

  it('keeps neither a place nor a snooze of what was closed', async () => {
    const [placed, asleep, open] = [await ticketOf('Placed'), await ticketOf('Asleep'), await ticketOf('Open')];
    await call(tess(), placeActivities, { group: 'waiting', items: [placed, open] });
    await call(tess(), snoozeActivity, { ...asleep, preset: 'tomorrow' });
    const { statuses } = await call(shop.olive, ticketChoices, {});
    const { board } = await call(shop.olive, getTicket, { id: placed.id });
    const statusId = statuses.find(({ isClosed, boardId }) => isClosed && boardId === board.id)?.id;
    for (const { id } of [placed, asleep]) await call(shop.olive, updateTicket, { id, statusId });
    await settle(test);
    const kept = await test.rows<{ itemId: string }>(
      shop.tenant,
      sql`select item_id from activity_group_items where tenant_id = ${shop.tenant}
          union all select item_id from activity_snoozes where tenant_id = ${shop.tenant}`,
    );
    expect(kept).toEqual([{ itemId: open.id }]);
  });
});

describe('snoozing', () => {
  it('hides until then; a broken promise and a word of the client come back at once', async () => {
    const quiet = await ticketOf('Quiet');
    const due = await ticketOf('Due');
    const spoken = await ticketOf('Spoken');
    const now = Date.now();
    await promise(due.id, new Date(now + 6 * hour));
    const until = new Date(now + 72 * hour).toISOString();
    for (const one of [quiet, spoken]) await call(tess(), snoozeActivity, { ...one, until });
    // told at once that it will be back earlier
    const { backAt } = await call(tess(), snoozeActivity, { ...due, until });
    expect(backAt).toEqual(new Date(now + 6 * hour));
    expect(await titles()).toEqual([]);
    expect((await list()).nextAt?.getTime()).toBeLessThanOrEqual(now + 6 * hour);
    await test.travel(hour);
    await clientWrites(spoken.id);
    expect(await titles()).toEqual(['later: Spoken']);
    await test.travel(6 * hour + 60_000);
    expect(await titles()).toEqual(['today: Due', 'later: Spoken']);
    await test.travel(72 * hour + 60_000);
    expect((await titles()).sort()).toEqual(['later: Quiet', 'later: Spoken', 'today: Due']);
  });

  it('refuses what is broken already, times that are past or too far, and two wishes at once; takes itself back', async () => {
    const one = await ticketOf('Late');
    await promise(one.id, new Date(Date.now() - hour));
    await expect(call(tess(), snoozeActivity, { ...one, preset: 'tomorrow' })).rejects.toMatchObject({
      id: 'activity.breached',
    });
    await promise(one.id, null);
    const bad = [
      { until: new Date(Date.now() - 1000).toISOString() },
      { until: new Date(Date.now() + 400 * 24 * hour).toISOString() },
      { on: '2020-01-01' },
      { on: '2999-01-01' },
      { preset: 'tomorrow' as const, on: '2999-01-01' },
    ];
    for (const wish of bad)
      await expect(call(tess(), snoozeActivity, { ...one, ...wish })).rejects.toMatchObject({ id: 'invalid' });
    await call(tess(), snoozeActivity, { ...one, preset: 'next_week' });
    expect(await titles()).toEqual([]);
    await call(tess(), snoozeActivity, one);
    expect(await titles()).toEqual(['later: Late']);
  });
});

describe('to-dos', () => {
  it('are read from what was typed, done, reopened, and become a ticket in the same place', async () => {
    const made = await call(tess(), createToDo, { text: 'call Amy tomorrow 3pm' });
    expect(made.title).toBe('call Amy');
    expect(made.dueAt).not.toBeNull();
    expect((await call(tess(), createToDo, { text: 'print "tomorrow"', readsDate: false })).title).toBe(
      'print "tomorrow"',
    );
    const one = { kind: 'to_do', id: made.id };
    await call(tess(), finishActivity, one);
    await call(tess(), finishActivity, one);
    expect((await list()).doneToday).toBe(1);
    expect((await titles()).some((line) => line.includes('Amy'))).toBe(false);
    await call(tess(), reopenActivity, one);
    const group = await call(tess(), createActivityGroup, { name: 'Calls' });
    await call(tess(), placeActivities, { group: group.id, items: [one] });
    const { version } = (await list()).rows.find(({ id }) => id === made.id) ?? {};
    const ticket = await call(tess(), createTicketFromToDo, { toDoId: made.id, version: version ?? 0 });
    const row = (await list()).rows.find(({ id }) => id === ticket.id);
    expect(row).toMatchObject({ kind: 'ticket', title: 'call Amy', group: group.id, dueAt: made.dueAt });
    await expect(call(tess(), reopenActivity, one)).rejects.toMatchObject({ id: 'to_do.done' });
  });

  it('become one ticket when two tabs want it at once, and a stale change is refused', async () => {
    const { id, version } = await call(tess(), createToDo, { text: 'order toner' });
    const both = await Promise.allSettled(
      [1, 2].map(() => call(tess(), createTicketFromToDo, { toDoId: id, version })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await titles()).toEqual(['later: order toner']);
    const other = await call(tess(), createToDo, { text: 'water plants' });
    await call(tess(), updateToDo, { id: other.id, version: other.version, title: 'Water the plants' });
    await expect(
      call(tess(), updateToDo, { id: other.id, version: other.version, dueOn: '2030-01-01' }),
    ).rejects.toMatchObject({ id: 'stale' });
    await expect(call(tess(), updateToDo, { id: other.id, version: 2, dueMinute: 60 })).rejects.toMatchObject({
      id: 'invalid',
    });
  });

  it('and groups belong to one person: a colleague sees and changes none of them', async () => {
    const one = await toDo('private');
    const group = await call(tess(), createActivityGroup, { name: 'Waiting on parts' });
    const boss = may(shop.mona, 'activity.read', 'activity.read_all');
    expect(await titles(boss, tessId())).toEqual([]);
    expect((await list(boss, tessId())).groups.map(({ key }) => key)).toEqual(['today', 'week', 'later', 'waiting']);
    for (const attempt of [
      () => call(boss, finishActivity, one),
      () => call(boss, updateToDo, { id: one.id, version: 1, title: 'x' }),
      () => call(boss, createTicketFromToDo, { toDoId: one.id, version: 1 }),
      () => call(boss, updateActivityGroup, { id: group.id, name: 'x' }),
      () => call(boss, deleteActivityGroup, { id: group.id }),
      () => call(boss, placeActivities, { group: group.id, items: [one] }),
    ])
      await expect(attempt()).rejects.toMatchObject({ id: /not_found|forbidden/ });
  });
});

describe('groups', () => {
  it('keep order, place and fold; a deleted one gives its items back', async () => {
    const [a, b, c] = [await toDo('a'), await toDo('b'), await toDo('c')];
    const { id } = await call(tess(), createActivityGroup, { name: 'Waiting on parts' });
    await expect(call(tess(), createActivityGroup, { name: 'waiting on PARTS' })).rejects.toMatchObject({
      status: 409,
    });
    await call(tess(), placeActivities, { group: id, items: [c, a] });
    await call(tess(), placeActivities, { group: id, items: [b] });
    expect(await titles()).toEqual([`${id}: b`, `${id}: c`, `${id}: a`]);
    await call(tess(), updateActivityGroup, { id, isCollapsed: true });
    await call(tess(), updateActivityGroup, { id: 'later', isCollapsed: true });
    await call(tess(), orderActivityGroups, { groups: ['waiting', id] });
    const { groups } = await list();
    expect(groups.map(({ key }) => key)).toEqual(['waiting', id, 'today', 'week', 'later']);
    expect(groups.filter(({ isCollapsed }) => isCollapsed).map(({ key }) => key)).toEqual([id, 'later']);
    await expect(call(tess(), updateActivityGroup, { id: 'today', name: 'Now' })).rejects.toMatchObject({
      id: 'invalid',
    });
    await call(tess(), placeActivities, { group: null, items: [c] });
    await call(tess(), deleteActivityGroup, { id });
    expect((await titles()).sort()).toEqual(['later: a', 'later: b', 'later: c']);
  });

  it('take what two tabs place at once: nothing is lost or doubled', async () => {
    const items = await Promise.all(['a', 'b', 'c', 'd'].map((text) => toDo(text)));
    const [a, b, c, d] = items as [(typeof items)[0], (typeof items)[0], (typeof items)[0], (typeof items)[0]];
    await Promise.all([
      call(tess(), placeActivities, { group: 'today', items: [a, b] }),
      call(tess(), placeActivities, { group: 'today', items: [c, d] }),
      call(tess(), placeActivities, { group: 'week', items: [d, a] }),
    ]);
    const { rows } = await list();
    expect(rows.map(({ title }) => title).sort()).toEqual(['a', 'b', 'c', 'd']);
    const lines = rows.map(({ title }) => title).join('');
    expect(lines.indexOf('a') >= 0 && rows.every(({ isPlaced }) => isPlaced)).toBe(true);
  });

  it('refuse an item that is not in one’s list, and leave it out among others', async () => {
    const foreign = await ticketOf('Tom’s', shop.tom.actor.id);
    const mine = await toDo('mine');
    await expect(call(tess(), placeActivities, { group: 'today', items: [foreign] })).rejects.toMatchObject({
      id: 'not_found',
    });
    expect(await call(tess(), placeActivities, { group: 'today', items: [foreign, mine, mine] })).toEqual({
      placed: 1,
    });
  });
});

describe('a colleague’s list', () => {
  it('needs the right, and the right to the team reaches one’s own people only', async () => {
    await ticketOf('Tess works');
    await expect(list(tom(), tessId())).rejects.toMatchObject({ id: 'forbidden' });
    const pam = may(shop.pam, 'activity.read', 'activity.read_team');
    expect(await titles(pam, tessId())).toEqual(['later: Tess works']);
    await expect(list(pam, shop.tom.actor.id ?? '')).rejects.toMatchObject({ id: 'not_found' });
    expect((await call(pam, listColleagues, {})).people.map(({ name }) => name)).toEqual(['Pam', 'Tess']);
    const boss = may(shop.mona, 'activity.read', 'activity.read_all');
    expect(await titles(boss, shop.tom.actor.id ?? '')).toEqual([]);
    // what the one who looks may not see stays hidden there too
    expect(await titles(without(pam, 'ticket.read'), tessId())).toEqual([]);
  });

  it('does not exist for clients’ people', async () => {
    const amy = { ...tess(), actor: { ...tess().actor, userType: 'client' as const } };
    await expect(list(amy)).rejects.toMatchObject({ id: 'activity.no_person' });
  });
});
