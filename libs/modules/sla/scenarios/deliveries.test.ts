import { inUnit, systemActor, type Event } from '@kelp/kernel';
import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { addComment, createTicket, updateTicket } from '@kelp/tickets';
import { clockSubscribers } from '../subscribers';
import { openDesk, type Desk } from './desk';

let desk: Desk;
let gold: string;
let silver: string;

beforeAll(async () => {
  desk = await openDesk();
  gold = await desk.client('Acme Dental');
  silver = await desk.client('Silver', { targets: { Medium: [120, 480], High: [30, 240] } });
});
afterAll(() => desk.close());

/** An afternoon of one ticket; nothing is delivered while it goes on. */
async function afternoon(): Promise<string> {
  const { id } = await desk.call(createTicket, { title: 'Slow', clientId: gold }, await desk.moveTo('10:00'));
  const change = async (when: string, input: object) =>
    desk.call(updateTicket, { id, ...input }, await desk.moveTo(when));
  await change('10:05', { statusId: desk.statusId('Waiting for customer') });
  await change('10:15', { statusId: desk.statusId('In progress') });
  await change('10:20', { priorityId: desk.priority('High') });
  await change('10:21', { clientId: silver });
  await desk.call(addComment, { ticketId: id, visibility: 'public', text: 'On it.' }, await desk.moveTo('10:24'));
  await change('10:30', { statusId: desk.statusId('Resolved') });
  await change('10:40', { statusId: desk.statusId('In progress') });
  return id;
}

async function eventsOf(ticketId: string): Promise<Event<never>[]> {
  const rows = await desk.test.rows<Event<never> & { eventVersion: number }>(
    desk.tenant,
    sql`select * from outbox where tenant_id = ${desk.tenant} and aggregate_id = ${ticketId} order by id`,
  );
  return rows.map((row) => ({ ...row, version: row.eventVersion }));
}

/** As a history each event is handled at its own time. */
async function deliver(events: readonly Event<never>[], isHistory = false): Promise<void> {
  for (const event of events) {
    const caller = {
      tenant: desk.tenant,
      actor: systemActor('test'),
      door: 'event' as const,
      requestId: event.id,
      causeId: event.id,
      ...(isHistory ? { isMuted: true, at: event.occurredAt } : {}),
    };
    for (const subscriber of clockSubscribers.filter(({ type }) => type === event.type)) {
      await inUnit(desk.test.house, caller, 'test', (ctx) => subscriber.run(ctx, [event]));
    }
  }
}

const clocksOf = async (ticketId: string) => (await clocksOfAll([ticketId])).get(ticketId) ?? [];

async function clocksOfAll(ticketIds: readonly string[]): Promise<Map<string, Record<string, unknown>[]>> {
  const rows = await desk.test.rows<Record<string, unknown> & { ticketId: string }>(
    desk.tenant,
    sql`select ticket_id, clock, epoch, state, policy_id, level, priority_id, start_at, target_ms::text, start_b::text, paused_b::text, due_at, stopped_at,
          is_met, breached_at, next_fire_at, next_percent from sla_clocks
        where tenant_id = ${desk.tenant} and ticket_id = any(${[...ticketIds]}::uuid[]) order by clock, epoch`,
  );
  const found = new Map<string, Record<string, unknown>[]>();
  for (const { ticketId, ...clock } of rows) found.set(ticketId, [...(found.get(ticketId) ?? []), clock]);
  return found;
}

/** A seeded order, so that a failure can be repeated. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const rest = [...items];
  const mixed: T[] = [];
  for (let state = seed; rest.length > 0; state = (state * 1103515245 + 12345) % 2147483648) {
    mixed.push(...rest.splice(state % rest.length, 1));
  }
  return mixed;
}

it('give the same clocks in any order and any number of times', async () => {
  const orderly = await afternoon();
  await desk.moveTo('10:45');
  await deliver(await eventsOf(orderly));
  const expected = await clocksOf(orderly);
  expect(expected).toMatchObject([
    { clock: 'resolution', epoch: 0, state: 'met' },
    { clock: 'resolution', epoch: 1, state: 'running' },
    { clock: 'response', epoch: 0, state: 'met' },
  ]);
  for (const seed of [3, 17, 2024]) {
    const ticket = await afternoon();
    await desk.moveTo('10:45');
    const events = await eventsOf(ticket);
    await deliver(shuffled([...events, ...events, ...events], seed));
    expect(await clocksOf(ticket)).toEqual(expected);
  }
  const history = await afternoon();
  await desk.moveTo('10:45');
  await deliver((await eventsOf(history)).reverse(), true);
  expect(await clocksOf(history)).toEqual(expected);
});

/** A ticket that was answered, waited for its customer, and is not resolved yet. */
async function morning(): Promise<string> {
  const { id } = await desk.call(createTicket, { title: 'Quick', clientId: silver }, await desk.moveTo('09:00'));
  await desk.call(addComment, { ticketId: id, visibility: 'public', text: 'Yes?' }, await desk.moveTo('09:20'));
  for (const [when, status] of [
    ['09:30', 'Waiting for customer'],
    ['09:40', 'In progress'],
  ] as const)
    await desk.call(updateTicket, { id, statusId: desk.statusId(status) }, await desk.moveTo(when));
  return id;
}

/** So many tickets with the same story as this one: copies of its row, and of its events with ids of their own. */
async function copies(ticketId: string, many: number) {
  const story = await eventsOf(ticketId);
  const ids = Array.from({ length: many }, () => newId());
  await desk.test.inside(desk.tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into tickets (tenant_id, id, number, number_text, title, client_id, board_id, status_id, priority_id, origin, response_state, is_closed,
            last_activity_at, created_at, updated_at)
          select t.tenant_id, w.id, last.number + w.n, 'T-' || last.number + w.n, t.title, t.client_id, t.board_id, t.status_id, t.priority_id, t.origin, t.response_state,
            t.is_closed, t.last_activity_at, t.created_at, t.updated_at
          from tickets t, unnest(${ids}::uuid[]) with ordinality as w (id, n),
            (select max(number) as number from tickets where tenant_id = ${ctx.tenant}) last
          where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId}`,
    ),
  );
  const told = (id: string) => JSON.parse(JSON.stringify(story).replaceAll(ticketId, id)) as Event<never>[];
  const events = ids.flatMap((id) =>
    told(id).map((event) => ({ ...event, id: newId(), occurredAt: new Date(event.occurredAt) })),
  );
  return { ids, events };
}

const atOnce = 100;

/** As the consumers do: bursts of one subscriber's events share a transaction. */
async function deliverInBursts(events: readonly Event<never>[]): Promise<void> {
  for (const subscriber of clockSubscribers) {
    const mine = events.filter(({ type }) => type === subscriber.type);
    for (let start = 0; start < mine.length; start += atOnce) {
      const burst = mine.slice(start, start + atOnce);
      const caller = { tenant: desk.tenant, actor: systemActor('test'), door: 'event' as const, requestId: newId() };
      await inUnit(desk.test.house, caller, 'test', (ctx) => subscriber.run(ctx, burst));
    }
  }
}

it('give two hundred tickets the same clocks when all their events come shuffled', async () => {
  const stories = [await afternoon(), await morning()];
  await desk.moveTo('10:45');
  const expected: Record<string, unknown>[][] = [];
  for (const id of stories) {
    await deliver(await eventsOf(id));
    expected.push(await clocksOf(id));
  }
  expect(expected[1]).toMatchObject([
    { clock: 'resolution', state: 'running' },
    { clock: 'response', state: 'met' },
  ]);
  const crowds = [await copies(stories[0] ?? '', 100), await copies(stories[1] ?? '', 100)];
  const events = shuffled(
    crowds.flatMap((crowd) => crowd.events),
    7,
  );
  const middle = Math.floor(events.length / 2);
  await deliverInBursts(events.slice(0, middle));
  await deliverInBursts(events.slice(middle));
  for (const [n, { ids }] of crowds.entries()) {
    const found = await clocksOfAll(ids);
    for (const id of ids) expect(found.get(id)).toEqual(expected[n]);
  }
});
