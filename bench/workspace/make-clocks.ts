import { inUnit, systemActor, type Ctx, type Engines } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import {
  createBusinessCalendar,
  createBusinessCalendarAction,
  createSlaPolicy,
  createSlaPolicyAction,
  refoldTickets,
} from '@kelp/sla';
import { priorities } from '@kelp/tickets';
import { loadBulk } from '../../apps/scheduler/demo/load-bulk';

const zones = ['America/Chicago', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata'];
const chunk = 50_000;
/** What the clocks that are to fire are promised: two hours to an answer, round the clock. */
export const promisedMinutes = 120;

/** A workspace whose open tickets have clocks. */
export interface ClockRoom {
  tenant: string;
  /** Policies over hours in zones with summer time. */
  policies: { id: string; calendarId: string }[];
  /** The policy that is always open and tells nobody before the end. */
  steady: { id: string; calendarId: string };
  priorityId: string;
}

/** A unit of work in the workspace, as the system. */
export function inside<T>(engines: Engines, tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const caller = { tenant, actor: systemActor('bench'), door: 'operator' as const, requestId: newId() };
  return inUnit(engines.house, caller, 'bench', work, 600_000);
}

async function policyOver(ctx: Ctx, name: string, hours: object, priorityId: string, amount: number) {
  const calendar = await ctx.run(
    createBusinessCalendarAction,
    createBusinessCalendar.input.parse({ name: `${name} hours`, hours }),
  );
  const targets = [
    { priorityId, clock: 'response', amount },
    { priorityId, clock: 'resolution', amount: amount * 100 },
  ];
  const policy = await ctx.run(
    createSlaPolicyAction,
    createSlaPolicy.input.parse({ name, calendarId: calendar.id, targets }),
  );
  return { id: policy.id, calendarId: calendar.id };
}

/** An empty workspace with four business calendars in zones with summer time, and one that never closes. */
export async function makeClockRoom(engines: Engines): Promise<ClockRoom> {
  const name = await loadBulk(engines, 8);
  const [found] = await engines.database.control<{ id: string }>(sql`select id from find_tenants(${name})`);
  const tenant = found?.id ?? '';
  return inside(engines, tenant, async (ctx) => {
    const priorityId = (await ctx.db.find(priorities, { name: 'Medium' }))?.id ?? '';
    const policies = [];
    for (const timezone of zones) {
      const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '17:00']]]));
      policies.push(await policyOver(ctx, `Desk in ${timezone}`, { timezone, week }, priorityId, 480));
    }
    const steady = await policyOver(
      ctx,
      'Always',
      { timezone: 'UTC', alwaysOpen: true, week: {} },
      priorityId,
      promisedMinutes,
    );
    return { tenant, policies, steady, priorityId };
  });
}

/** Open tickets, copied from one that is there. */
async function addTickets(ctx: Ctx, many: number): Promise<string[]> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`insert into tickets (tenant_id, id, number, number_text, title, client_id, board_id, status_id, priority_id, origin, response_state, is_closed,
          last_activity_at, created_at, updated_at)
        select ${ctx.tenant}, gen_random_uuid(), last.number + n, 'T-' || last.number + n, 'Ticket on a clock', t.client_id, t.board_id, t.status_id, t.priority_id, t.origin,
          'awaiting_us', false, kelp_now(), kelp_now(), kelp_now()
        from (select * from tickets where tenant_id = ${ctx.tenant} and not is_closed order by number limit 1) t,
          (select max(number) as number from tickets where tenant_id = ${ctx.tenant}) last, generate_series(1, ${many}::int) n
        returning id`,
  );
  return rows.map(({ id }) => id);
}

/** Facts of creation, spread evenly from `from` over `spreadMs`, under these policies in turn. */
const addFacts = (
  ctx: Ctx,
  room: ClockRoom,
  ids: readonly string[],
  policyIds: readonly string[],
  from: Date,
  spreadMs: number,
  isMuted = false,
) =>
  ctx.db.rows(
    sql`insert into sla_facts (tenant_id, id, ticket_id, occurred_at, kind, data, cause_event_id, is_muted)
        select ${ctx.tenant}, gen_random_uuid(), id, ${from}::timestamptz + (place * ${spreadMs}::float8 / ${ids.length}) * interval '1 millisecond', 'created',
          jsonb_build_object('policyId', (${policyIds}::uuid[])[1 + place % ${policyIds.length}], 'revision', 1, 'level', 'default', 'priorityId', ${room.priorityId}::uuid),
          gen_random_uuid(), ${isMuted}
        from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)`,
  );

/** Tickets with two running clocks each that are due in days to come: rows as the fold would write them, by set. */
export async function addResting(engines: Engines, room: ClockRoom, count: number): Promise<void> {
  for (let left = count; left > 0; left -= chunk) {
    await inside(engines, room.tenant, async (ctx) => {
      const ids = await addTickets(ctx, Math.min(chunk, left));
      await addFacts(
        ctx,
        room,
        ids,
        room.policies.map(({ id }) => id),
        ctx.now(),
        1,
      );
      await ctx.db.rows(
        sql`insert into sla_clocks (tenant_id, ticket_id, clock, epoch, state, policy_id, revision, level, priority_id, calendar_id, calendar_version, start_at,
              target_ms, start_b, paused_b, due_at, next_fire_at, next_percent, is_in_figures)
            select ${ctx.tenant}, id, name, 1, 'running', p.policy_id, 1, 'default', ${room.priorityId}, p.calendar_id, 1, kelp_now(), 28800000, 0, 0, due, due, 100, true
            from unnest(${ids}::uuid[]) with ordinality as wanted (id, place)
            cross join lateral (select kelp_now() + interval '1 day' + (place % 40000) * interval '1 minute' as due) dues
            cross join (values ('response'), ('resolution')) as names (name)
            join unnest(${room.policies.map(({ id }) => id)}::uuid[], ${room.policies.map(({ calendarId }) => calendarId)}::uuid[])
              with ordinality as p (policy_id, calendar_id, turn) on p.turn = 1 + place % ${room.policies.length}`,
      );
      await ctx.db.rows(
        sql`insert into due_items (tenant_id, kind, key, due_at, payload)
            select tenant_id, 'sla.threshold', ticket_id || ':' || clock, next_fire_at, jsonb_build_object('ticketId', ticket_id) from sla_clocks
            where tenant_id = ${ctx.tenant} and ticket_id = any(${ids}::uuid[])`,
      );
    });
  }
}

const folded = 500;

/** Tickets whose response is due from `from` on, spread over `spreadMs`; their clocks are made by the fold. Returns their ids. */
export async function addHot(
  engines: Engines,
  room: ClockRoom,
  count: number,
  from: Date,
  spreadMs: number,
): Promise<string[]> {
  const ids = await inside(engines, room.tenant, async (ctx) => {
    const made = await addTickets(ctx, count);
    const promised = new Date(from.getTime() - promisedMinutes * 60_000);
    await addFacts(ctx, room, made, [room.steady.id], promised, spreadMs);
    return made;
  });
  for (let start = 0; start < ids.length; start += folded)
    await inside(engines, room.tenant, (ctx) => refoldTickets(ctx, ids.slice(start, start + folded)));
  return ids;
}

const eightDaysMs = 8 * 86_400_000;
const threeHoursMs = 3 * 3_600_000;

/** Tickets of the last eight days, all without the answer they were promised, as an import brings them: rows and muted facts by set, their clocks by the fold. */
export async function addImported(engines: Engines, room: ClockRoom, count: number): Promise<void> {
  for (let left = count; left > 0; left -= folded) {
    const many = Math.min(folded, left);
    await inside(engines, room.tenant, async (ctx) => {
      const ids = await addTickets(ctx, many);
      const born = new Date(ctx.now().getTime() - eightDaysMs);
      await addFacts(ctx, room, ids, [room.steady.id], born, eightDaysMs - threeHoursMs, true);
      await refoldTickets(ctx, ids);
    });
  }
}
