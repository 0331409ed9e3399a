import { clients, escapeLike } from '@kelp/clients';
import { peopleManagedBy } from '@kelp/identity';
import { defineNarrowing, type NamedRecord, type NarrowedPerson } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { isNumbered, typedNumber } from './domain/typed-number';
import { boards, tickets } from './tables';

const isOwn = ({ me }: NarrowedPerson): Sql => sql`x.created_by = ${me}`;

/** Assigned to them, or they work on it beside the assignee. */
const isAssigned = ({ tenant, me }: NarrowedPerson): Sql =>
  sql`(x.assigned_to = ${me} or x.id in (select g.ticket_id from public.ticket_agents g
    where g.tenant_id = ${tenant} and g.user_id = ${me} and g.removed_at is null))`;

const isManaged = ({ tenant, me }: NarrowedPerson): Sql => sql`x.assigned_to in ${peopleManagedBy(tenant, me)}`;

/** How policy packs may narrow tickets, and with them comments, files, time, clocks: whatever names a ticket. */
export const ticketNarrowing = defineNarrowing('ticket', tickets, {
  find: async (ctx, by) => {
    const words = 'words' in by ? by.words.trim() : '';
    const isNamed = isNumbered(sql`t`, typedNumber(words));
    const which =
      'ids' in by ? sql`t.id = any(${by.ids}::uuid[])` : sql`(${isNamed} or t.title ilike ${`%${escapeLike(words)}%`})`;
    const found = await ctx.db.rows<{ id: string; number: string; title: string }>(
      sql`select t.id, t.number_text as number, t.title from tickets t where t.tenant_id = ${ctx.tenant} and t.merged_into_id is null and ${which}
          and ${ctx.visible('ticket.read', 't')} order by ${isNamed} desc, t.last_activity_at desc limit 12`,
    );
    return found.map(({ id, number, title }) => ({ id, name: `${number} ${title}` }));
  },
  ways: {
    own: { label: 'tickets that they opened', sql: isOwn },
    assigned: { label: 'tickets that they work on', sql: isAssigned },
    own_or_assigned: {
      label: 'tickets that they opened or work on',
      sql: (person) => sql`(${isOwn(person)} or ${isAssigned(person)})`,
    },
    managed: { label: 'tickets of the people they manage', sql: isManaged },
    own_or_managed: {
      label: 'tickets that they opened or work on, or the people they manage',
      sql: (person) => sql`(${isOwn(person)} or ${isAssigned(person)} or ${isManaged(person)})`,
    },
    same_team: {
      label: 'tickets of their teams',
      sql: ({ tenant, me }) =>
        sql`x.team_id in (select m.team_id from public.team_members m where m.tenant_id = ${tenant} and m.user_id = ${me})`,
    },
    boards: {
      label: 'tickets on the chosen boards',
      names: 'board',
      sql: ({ ids }) => sql`x.board_id = any(${ids}::uuid[])`,
    },
  },
});

/** No list of clients: only those of tickets in sight. Where the question came from a ticket, its client is one of them. */
export const clientsOfTickets = defineNarrowing('client', clients, {
  ways: {
    of_tickets: {
      label: 'clients of the tickets that they see',
      sql: ({ tenant, seen, isAskedBy }) =>
        isAskedBy('tickets')
          ? undefined
          : sql`x.id in (select t.client_id from (select x.client_id from public.tickets x
              where x.tenant_id = ${tenant} and ${seen('tickets') ?? sql`true`}) t)`,
    },
  },
});

/** Boards are named by rules; packs narrow the tickets on them, not the boards. */
export const boardNames = defineNarrowing('board', boards, {
  ways: {},
  find: (ctx, by) =>
    ctx.db.rows<NamedRecord>(
      sql`select b.id, b.name from boards b where b.tenant_id = ${ctx.tenant}
          and ${'ids' in by ? sql`b.id = any(${by.ids}::uuid[])` : sql`b.name ilike ${`%${escapeLike(by.words)}%`}`}
          order by lower(b.name) limit 200`,
    ),
});
