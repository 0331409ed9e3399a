import { createClient } from '@kelp/clients';
import { inUnit, systemActor, z, type Caller, type Contract } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addComment,
  boards,
  createTicket,
  priorities,
  statuses,
  tickets,
  updateTicket,
  writeComment,
} from '@kelp/tickets';
import {
  assignSlaPolicy,
  createBusinessCalendar,
  createSlaPolicy,
  getTicketSla,
  type CalendarHours,
  type TicketClock,
} from '../contract';
import { at } from '../domain/testing/story';
import { slaModule } from '../module';

type Rules = z.input<typeof createSlaPolicy.input>['rules'];
type Settings = z.input<typeof createSlaPolicy.input>['settings'];

export const alwaysOpen = { timezone: 'UTC', alwaysOpen: true, week: {}, holidays: [], exceptions: [] };
export const nineToFive: CalendarHours = {
  timezone: 'UTC',
  alwaysOpen: false,
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])),
  holidays: [],
  exceptions: [],
  holidayCalendarIds: [],
  nightShift: 'opening_day',
};

interface PolicyWish {
  hours?: CalendarHours;
  rules?: Rules;
  settings?: Settings;
  /** [response, resolution] minutes by priority name. */
  targets?: Record<string, [number, number]>;
}

/**
 * A desk on a travelling clock: business time stands at the instant of the last step, and events, jobs and timers are driven
 * after each. `HH:MM` is of Friday 5 January 2024, UTC.
 */
export async function openDesk(zone = 'UTC') {
  const base = await openBase(zone);
  return { ...base, ...workOf(base), ...viewsOf(base) };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
type Base = Awaited<ReturnType<typeof openBase>>;

async function openBase(zone: string) {
  const test = await testHouse(slaModule);
  const tenant = await bareTenant(test, zone);
  const staff = callerWith(tenant, 'all', { kind: 'api_key' });
  const noted = await notes(test, tenant);

  /** Moves everybody's clock to this instant and gives the caller who acts at it. */
  const moveTo = async (when: string): Promise<Caller> => {
    await test.travel(at(when).getTime() - Date.now());
    return { ...staff, at: at(when) };
  };
  /** Runs as staff; what is left out of the input takes its default. */
  async function call<C extends Contract>(
    contract: C,
    input: z.input<C['input']>,
    caller = staff,
  ): Promise<z.output<C['output']>> {
    return test.as(caller, contract, z.decode(contract.input, input) as z.output<C['input']>);
  }
  async function act<C extends Contract>(
    when: string,
    contract: C,
    input: z.input<C['input']>,
    more: Partial<Caller> = {},
  ) {
    const result = await call(contract, input, { ...(await moveTo(when)), ...more });
    await settle(test);
    return result;
  }
  async function policy(name: string, wish: PolicyWish = {}): Promise<string> {
    const { hours = alwaysOpen, rules = [], settings = {}, targets = { Medium: [60, 240], High: [15, 60] } } = wish;
    const calendar = await call(createBusinessCalendar, { name: `${name} hours`, hours });
    const list = Object.entries(targets).flatMap(([priority, [response, resolution]]) => [
      { priorityId: noted.priority(priority), clock: 'response' as const, amount: response },
      { priorityId: noted.priority(priority), clock: 'resolution' as const, amount: resolution },
    ]);
    return (await call(createSlaPolicy, { name, calendarId: calendar.id, targets: list, rules, settings })).id;
  }

  return {
    test,
    tenant,
    staff,
    ...noted,
    call,
    act,
    moveTo,
    policy,
    close: () => test.close(),
    settle: () => settle(test),
  };
}

/** What people do at the desk. */
function workOf({ test, call, act, moveTo, policy, statusId, priority }: Base) {
  return {
    /** A client whose tickets have this policy. */
    async client(name: string, wish: PolicyWish | null = {}): Promise<string> {
      const { id } = await call(createClient, { name });
      if (wish) await call(assignSlaPolicy, { policyId: await policy(name, wish), clientId: id });
      return id;
    },
    async open(
      when: string,
      clientId: string | null,
      more: Partial<z.input<typeof createTicket.input>> = {},
      caller: Partial<Caller> = {},
    ) {
      return (await act(when, createTicket, { title: 'Printer offline', clientId, ...more }, caller)).id as string;
    },
    status: (when: string, id: string, name: string, caller: Partial<Caller> = {}) =>
      act(when, updateTicket, { id, statusId: statusId(name) }, caller),
    prioritise: (when: string, id: string, name: string) => act(when, updateTicket, { id, priorityId: priority(name) }),
    reply: (when: string, ticketId: string, visibility: 'public' | 'internal' = 'public') =>
      act(when, addComment, { ticketId, visibility, text: 'We are on it.' }),
    /** The client's own word, as mail and portal bring it. */
    async clientSays(when: string, ticketId: string): Promise<void> {
      const caller = { ...(await moveTo(when)), actor: systemActor('mail') };
      await inUnit(test.house, caller, 'test', async (ctx) => {
        const ticket = await ctx.db.lock(tickets, ticketId);
        await writeComment(ctx, ticket, {
          authorType: 'client',
          visibility: 'public',
          authorName: 'Amy',
          text: 'Any news?',
        });
      });
      await settle(test);
    },
  };
}

/** What can be seen of it. */
function viewsOf({ test, tenant, call, moveTo }: Base) {
  return {
    /** The present clocks as they look at an instant; `undefined` for one without a target. */
    async clocks(when: string, ticketId: string): Promise<Partial<Record<'response' | 'resolution', TicketClock>>> {
      const { clocks } = await call(getTicketSla, { ticketId }, await moveTo(when));
      return Object.fromEntries(clocks.map((clock) => [clock.clock, clock]));
    },
    /** Moves the clock and drives what has come due. */
    async wait(when: string): Promise<void> {
      await moveTo(when);
      await settle(test);
    },
    /** What was told about a ticket: `sla.breached response 100`. */
    async told(ticketId: string): Promise<string[]> {
      const events = await test.rows<{ type: string; payload: { clock: string; percent: number } }>(
        tenant,
        sql`select type, payload from outbox where tenant_id = ${tenant} and aggregate_id = ${ticketId} and type like 'sla.%' order by occurred_at, id`,
      );
      return events.map(({ type, payload }) => `${type} ${payload.clock} ${payload.percent}`);
    },
    /** The ledger of a ticket: `response 0 75 sent`. */
    async firings(ticketId: string): Promise<string[]> {
      const rows = await test.rows<{ clock: string; epoch: number; percent: number; mode: string }>(
        tenant,
        sql`select clock, epoch, percent, mode from sla_firings where tenant_id = ${tenant} and ticket_id = ${ticketId}
            order by clock desc, epoch, percent`,
      );
      return rows.map(({ clock, epoch, percent, mode }) => `${clock} ${epoch} ${percent} ${mode}`);
    },
  };
}

/** Ids of the shipped boards, statuses and priorities by name; statuses are those of the service desk. */
async function notes(test: TestHouse, tenant: string) {
  const [ownBoards, ownPriorities, ownStatuses] = await test.inside(tenant, (ctx) =>
    Promise.all([ctx.db.list(boards, {}), ctx.db.list(priorities, {}), ctx.db.list(statuses, {})]),
  );
  const idOf = (rows: readonly { id: string; name: string }[], name: string): string => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`Nothing is called ${name}.`);
    return found.id;
  };
  const desk = idOf(ownBoards, 'Service Desk');
  const deskStatuses = ownStatuses.filter(({ boardId }) => boardId === desk);
  return {
    board: (name: string) => idOf(ownBoards, name),
    priority: (name: string) => idOf(ownPriorities, name),
    statusId: (name: string) => idOf(deskStatuses, name),
  };
}
