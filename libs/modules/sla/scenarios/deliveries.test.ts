import { inUnit, systemActor, type Event } from '@kelp/kernel';
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

const clocksOf = (ticketId: string) =>
  desk.test.rows<Record<string, unknown>>(
    desk.tenant,
    sql`select clock, epoch, state, policy_id, level, priority_id, start_at, target_ms::text, start_b::text, paused_b::text, due_at, stopped_at,
          is_met, breached_at, next_fire_at, next_percent from sla_clocks
        where tenant_id = ${desk.tenant} and ticket_id = ${ticketId} order by clock, epoch`,
  );

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
