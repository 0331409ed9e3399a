import { mostOfSource, workItems, type WorkAct, type WorkItem } from '@kelp/activities';
import { fillServerSlot, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { ResponseState } from './tables';

interface FlatWork {
  id: string;
  number: string;
  title: string;
  clientId: string | null;
  clientName: string | null;
  statusId: string;
  statusName: string;
  isDefault: boolean;
  pausesSla: boolean;
  priorityId: string;
  priorityName: string;
  position: number;
  level: number;
  responseState: ResponseState;
  nextDueAt: Date | null;
  slaDueAt: Date | null;
  wokeAt: Date | null;
  lastActivityAt: Date;
  version: number;
}

/** Somebody's open tickets, those due first in front. A running clock's due instant is the promise; the client's last word ends a snooze. */
export const ticketWork = fillServerSlot(workItems, async (ctx, { userId }) => {
  if (!ctx.can('ticket.read')) return [];
  const rows = await ctx.db.rows<FlatWork>(
    sql`select t.id, t.number_text as number, t.title, t.client_id, c.name as client_name, t.status_id, s.name as status_name, s.is_default, s.pauses_sla,
            t.priority_id, p.name as priority_name, p.position,
            (select least(5, count(*))::int from priorities o where o.tenant_id = t.tenant_id and o.is_itil = p.is_itil
              and (o.removed_at is null or o.id = p.id) and o.position <= p.position) as level,
            t.response_state, t.next_due_at, t.sla_due_at, t.last_activity_at, t.version,
            (select max(k.created_at) from comments k where k.tenant_id = t.tenant_id and k.ticket_id = t.id and k.author_type = 'client') as woke_at
          from tickets t
          join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
          join priorities p on p.tenant_id = t.tenant_id and p.id = t.priority_id
          left join clients c on c.tenant_id = t.tenant_id and c.id = t.client_id
          where t.tenant_id = ${ctx.tenant} and t.assigned_to = ${userId} and not t.is_closed and ${ctx.visible('ticket.read', 't')}
          order by t.next_due_at nulls last, t.id limit ${mostOfSource}`,
  );
  const acts = ticketActs(ctx);
  return rows.map((row) => toItem(row, acts));
});

function ticketActs(ctx: ReadCtx): WorkAct[] {
  const acts: WorkAct[] = ctx.can('ticket.update') ? ['status', 'priority', 'assign'] : [];
  return ctx.can('time_entry.create') ? [...acts, 'log'] : acts;
}

function statusTone({ isDefault, pausesSla }: FlatWork): 'info' | 'progress' | 'waiting' {
  if (pausesSla) return 'waiting';
  return isDefault ? 'info' : 'progress';
}

const toItem = (row: FlatWork, acts: WorkAct[]): WorkItem => ({
  kind: 'ticket',
  id: row.id,
  title: row.title,
  href: `/msp/tickets/${row.id}`,
  number: row.number,
  note: null,
  client: row.clientId ? { id: row.clientId, name: row.clientName ?? '' } : null,
  status: { id: row.statusId, name: row.statusName, tone: statusTone(row) },
  priority: { id: row.priorityId, name: row.priorityName, level: row.level, position: row.position },
  dueAt: row.nextDueAt,
  dueOn: null,
  promisedAt: row.slaDueAt,
  turn: row.responseState === 'awaiting_us' ? 'us' : row.responseState === 'awaiting_client' ? 'client' : null,
  wokeAt: row.wokeAt,
  since: row.lastActivityAt,
  acts,
  version: row.version,
});

interface FlatMention {
  id: string;
  at: Date;
  ticketId: string;
  commentId: string;
  number: string;
  title: string;
  by: string;
  excerpt: string;
  clientId: string | null;
  clientName: string | null;
}

/** For so long a mention waits for an answer. */
const mentionDays = 30;

/** Where a colleague named the caller and they have written nothing on the ticket since: the newest of each ticket. Private to the person named. */
export const mentionWork = fillServerSlot(workItems, async (ctx, { userId, now }) => {
  if (userId !== ctx.actor.id || !ctx.can('ticket.read')) return [];
  const since = new Date(now.getTime() - mentionDays * 86_400_000);
  const rows = await ctx.db.rows<FlatMention>(
    sql`select distinct on (m.ticket_id) m.id, m.created_at as at, m.ticket_id, m.comment_id, t.number_text as number, t.title, c.author_name as by,
            left(c.text, 200) as excerpt, t.client_id, k.name as client_name
          from comment_mentions m
          join comments c on c.tenant_id = m.tenant_id and c.id = m.comment_id and c.deleted_at is null
          join tickets t on t.tenant_id = m.tenant_id and t.id = m.ticket_id
          left join clients k on k.tenant_id = t.tenant_id and k.id = t.client_id
          where m.tenant_id = ${ctx.tenant} and m.user_id = ${userId} and m.created_at > ${since} and c.user_id is distinct from ${userId}
            and ${ctx.visible('ticket.read', 't')}
            and not exists (select 1 from comments mine where mine.tenant_id = m.tenant_id and mine.ticket_id = m.ticket_id
              and mine.user_id = ${userId} and mine.created_at > m.created_at)
          order by m.ticket_id, m.created_at desc, m.id desc limit ${mostOfSource}`,
  );
  return rows.map(toMention);
});

const toMention = (row: FlatMention): WorkItem => ({
  kind: 'mention',
  id: row.id,
  title: row.title,
  href: `/msp/tickets/${row.ticketId}?comment=${row.commentId}`,
  number: row.number,
  note: `${row.by}: ${row.excerpt.replace(/\s+/g, ' ').trim()}`,
  client: row.clientId ? { id: row.clientId, name: row.clientName ?? '' } : null,
  status: null,
  priority: null,
  dueAt: null,
  dueOn: null,
  promisedAt: null,
  turn: 'us',
  wokeAt: null,
  since: row.at,
  acts: ['finish'],
  version: null,
});
