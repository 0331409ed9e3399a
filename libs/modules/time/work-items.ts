import { mostOfSource, workItems, type WorkItem } from '@kelp/activities';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { clockText } from './domain/billed-minutes';
import { isForCaller } from './queries/for-approval';

const plain: Omit<WorkItem, 'kind' | 'id' | 'title' | 'href' | 'since'> = {
  number: null,
  note: null,
  client: null,
  status: null,
  priority: null,
  dueAt: null,
  dueOn: null,
  promisedAt: null,
  turn: null,
  wokeAt: null,
  acts: [],
  version: null,
};

interface Waiting {
  id: string;
  name: string;
  minutes: number;
  since: Date;
}

/** Whose time waits for the caller's approval: one item a person, named by that person. Deciding is nobody else's business, so it is told to the caller alone. */
export const approvalWork = fillServerSlot(workItems, async (ctx, { userId }) => {
  if (userId !== ctx.actor.id || !ctx.can('time_sheet.approve')) return [];
  const rows = await ctx.db.rows<Waiting>(
    sql`select u.id, u.name, sum(e.minutes)::int as minutes, min(coalesce(e.submitted_at, e.created_at)) as since
        from time_entries e join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
        where e.tenant_id = ${ctx.tenant} and e.state = 'submitted' and ${await isForCaller(ctx)}
        group by u.id, u.name order by since limit ${mostOfSource}`,
  );
  return rows.map(({ id, name, minutes, since }) => ({
    ...plain,
    kind: 'time_approval',
    id,
    title: name,
    note: clockText(minutes),
    href: '/msp/time',
    turn: 'us' as const,
    since,
  }));
});

interface Wanted {
  id: string;
  ticketId: string | null;
  number: string | null;
  title: string | null;
  serviceName: string;
  clientId: string | null;
  clientName: string | null;
  changeReason: string | null;
  minutes: number;
  since: Date;
}

/** The caller's own time in which somebody wants something changed. */
export const changeWork = fillServerSlot(workItems, async (ctx, { userId }) => {
  if (userId !== ctx.actor.id || !ctx.can('time_entry.read')) return [];
  const rows = await ctx.db.rows<Wanted>(
    sql`select e.id, e.ticket_id, t.number_text as number, t.title, s.name as service_name, e.client_id, c.name as client_name, e.change_reason, e.minutes,
            e.updated_at as since
          from time_entries e join services s on s.tenant_id = e.tenant_id and s.id = e.service_id
          left join tickets t on t.tenant_id = e.tenant_id and t.id = e.ticket_id and ${ctx.can('ticket.read') ? ctx.visible('ticket.read', 't') : sql`false`}
          left join clients c on c.tenant_id = e.tenant_id and c.id = e.client_id
          where e.tenant_id = ${ctx.tenant} and e.user_id = ${userId} and e.state = 'changes_requested'
          order by e.updated_at limit ${mostOfSource}`,
  );
  return rows.map((row): WorkItem => ({
    ...plain,
    kind: 'time_change',
    id: row.id,
    title: row.title ?? row.serviceName,
    number: row.number,
    note: `${clockText(row.minutes)} ${row.changeReason ?? ''}`.trim(),
    href: row.ticketId && row.number !== null ? `/msp/tickets/${row.ticketId}` : null,
    client: row.clientId ? { id: row.clientId, name: row.clientName ?? '' } : null,
    turn: 'us',
    since: row.since,
  }));
});
