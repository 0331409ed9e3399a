import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { spokenChanges } from '@kelp/fields';
import { identifier, sql, type Sql } from '@kelp/platform/db';
import { ticketHistory } from '../contract';
import { tickets } from '../tables';
import { relationHistory } from './relation-history';

interface AuditEntry {
  id: string;
  at: Date;
  actorName: string;
  door: string;
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Reference fields and the table their names stand in. */
const named = {
  statusId: 'statuses',
  priorityId: 'priorities',
  boardId: 'boards',
  assignedTo: 'users',
  closedBy: 'users',
  clientId: 'clients',
  contactId: 'contacts',
  locationId: 'client_locations',
  teamId: 'teams',
  typeId: 'ticket_types',
  categoryId: 'ticket_categories',
  subcategoryId: 'ticket_categories',
  resolutionCodeId: 'resolution_codes',
  agent: 'users',
  recurringTicketId: 'recurring_tickets',
} as const;

// Relations tell of themselves, with the other ticket's number.
const quiet = new Set([
  'lastActivityAt',
  'mailMessageIds',
  'id',
  'number',
  'reopenedAt',
  'custom',
  'masterTicketId',
  'mergedIntoId',
]);

/** Who changed what, from which value to which, through which door; ids are shown by name. */
export const ticketHistoryQuery = defineQuery(ticketHistory, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    await ctx.db.get(tickets, id);
    const entries = await ctx.db.rows<AuditEntry>(
      sql`select id, at, actor_name, door, action, before, after from audit_log
          where tenant_id = ${ctx.tenant} and subject = 'tickets' and subject_id = ${id}
          union all
          select l.id, l.at, l.actor_name, l.door, l.action, ${agentIn(sql`l.before`)}, ${agentIn(sql`l.after`)}
          from ticket_agents a join audit_log l on l.tenant_id = a.tenant_id and l.subject = 'ticket_agents' and l.subject_id = a.id
          where a.tenant_id = ${ctx.tenant} and a.ticket_id = ${id} order by id desc limit 200`,
    );
    const relation = await relationHistory(ctx, id);
    const [names, spoken] = await Promise.all([namesOf(ctx, entries), spokenChanges(ctx, 'ticket', entries)]);
    const show = (field: string, value: unknown): string | null => {
      if (value === null || value === undefined) return null;
      return names.get(`${field}:${String(value)}`) ?? String(value);
    };
    const changed = entries
      .map((entry) => ({
        ...entry,
        byBundleOf: relation.followed.get(entry.at.getTime()) ?? null,
        changes: [
          ...fieldsOf(entry).map((field) => ({
            field,
            before: show(field, entry.before?.[field]),
            after: show(field, entry.after?.[field]),
          })),
          ...spoken(entry),
        ],
      }))
      .filter((entry) => entry.changes.length > 0);
    const related = relation.entries.map((entry) => ({ ...entry, byBundleOf: null }));
    return { entries: [...related, ...changed].sort((a, b) => b.at.getTime() - a.at.getTime()) };
  },
});

/** Of a change of who works on a ticket: the person while they do, as the field `agent`. */
const agentIn = (side: Sql): Sql =>
  sql`case when ${side} is not null and ${side}->>'removedAt' is null then jsonb_build_object('agent', a.user_id) else '{}' end`;

const fieldsOf = (entry: AuditEntry): string[] =>
  Object.keys({ ...entry.before, ...entry.after }).filter(
    (field) => !quiet.has(field) && (entry.before !== null || entry.after?.[field] !== null),
  );

async function namesOf(ctx: ReadCtx, entries: AuditEntry[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [field, table] of Object.entries(named)) {
    const ids = entries
      .flatMap((entry) => [entry.before?.[field], entry.after?.[field]])
      .filter((value): value is string => typeof value === 'string');
    if (ids.length === 0) continue;
    const column = table === 'contacts' ? sql`full_name` : sql`name`;
    const rows = await ctx.db.rows<{ id: string; name: string }>(
      sql`select id, ${column} as name from ${identifier(table)} where tenant_id = ${ctx.tenant} and id = any(${ids}::uuid[])`,
    );
    for (const row of rows) names.set(`${field}:${row.id}`, row.name);
  }
  return names;
}
