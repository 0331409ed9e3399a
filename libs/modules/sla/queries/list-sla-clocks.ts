import { defineQuery, readCursor, writeCursor, type z } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { listSlaClocks, type SlaClockRow } from '../contract';
import { clockFilter, clocksWithTickets, decidedAt } from '../figures/clock-filters';

type Input = z.output<typeof listSlaClocks.input>;

interface FlatClock extends Omit<SlaClockRow, 'number' | 'client' | 'board' | 'priority' | 'assignee'> {
  number: string;
  clientId: string | null;
  clientName: string | null;
  boardId: string;
  boardName: string;
  priorityId: string;
  priorityName: string;
  priorityColor: string;
  priorityPosition: number;
  assignedTo: string | null;
  assigneeName: string | null;
  sortKey: string;
}

const columns = sql`c.ticket_id, t.number_text as number, t.title, t.client_id, k.name as client_name, t.board_id, b.name as board_name,
  c.priority_id, p.name as priority_name, p.color as priority_color, p.position as priority_position, t.assigned_to, u.name as assignee_name,
  c.clock, c.epoch, c.state, c.start_at as started_at, c.due_at, c.stopped_at, c.breached_at,
  floor(c.remaining_ms / 60000.0)::float8 as remaining_minutes, o.name as policy_name,
  coalesce((select max(e.level)::int from sla_escalations e
    where e.tenant_id = c.tenant_id and e.ticket_id = c.ticket_id and e.epoch = c.epoch), 0) as level`;

const names = sql`join boards b on b.tenant_id = t.tenant_id and b.id = t.board_id
  join priorities p on p.tenant_id = c.tenant_id and p.id = c.priority_id
  join sla_policies o on o.tenant_id = c.tenant_id and o.id = c.policy_id
  left join clients k on k.tenant_id = t.tenant_id and k.id = t.client_id
  left join users u on u.tenant_id = t.tenant_id and u.id = t.assigned_to`;

/** What lists are sorted by, ascending: what is due first, what has least left, or what was decided last. */
function sortKey({ lane }: Input): Sql {
  if (lane === 'paused') return sql`c.remaining_ms`;
  if (lane)
    return sql`(extract(epoch from coalesce(c.due_at, c.breached_at, 'epoch'::timestamptz + interval '9000 years')) * 1000)::bigint`;
  return sql`(-extract(epoch from coalesce(${decidedAt}, c.start_at)) * 1000)::bigint`;
}

/** Clocks with their tickets: the rows behind every number of the board and of the compliance report. */
export const listSlaClocksQuery = defineQuery(listSlaClocks, {
  permission: 'ticket.read',
  run: async (ctx, input) => {
    const [now, upTo] = await Promise.all([ctx.time(), ctx.upTo()]);
    const key = sortKey(input);
    const cursor = readCursor(input.after, ['string', 'string', 'string', 'number']);
    const [at, ticketId, clock, epoch] = cursor ?? [];
    const start = cursor
      ? sql`and (${key}, c.ticket_id, c.clock, c.epoch) > (${at}::bigint, ${ticketId}::uuid, ${clock}, ${epoch}::int)`
      : sql``;
    const rows = await ctx.db.rows<FlatClock>(
      sql`select ${columns}, (${key})::text as sort_key ${clocksWithTickets} ${names}
          where ${clockFilter(ctx, input, now)} ${start} order by ${key}, c.ticket_id, c.clock, c.epoch limit ${input.limit + 1}`,
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: page.map(toRow),
      next:
        rows.length > input.limit && last ? writeCursor([last.sortKey, last.ticketId, last.clock, last.epoch]) : null,
      upTo,
    };
  },
});

const named = (id: string | null, name: string | null) => (id !== null && name !== null ? { id, name } : null);

function toRow(row: FlatClock): SlaClockRow {
  const { ticketId, title, clock, epoch, state, startedAt, dueAt, stoppedAt, breachedAt } = row;
  return {
    ticketId,
    number: row.number,
    title,
    client: named(row.clientId, row.clientName),
    board: { id: row.boardId, name: row.boardName },
    priority: { id: row.priorityId, name: row.priorityName, color: row.priorityColor, position: row.priorityPosition },
    assignee: named(row.assignedTo, row.assigneeName),
    clock,
    epoch,
    state,
    startedAt,
    dueAt,
    stoppedAt,
    breachedAt,
    remainingMinutes: row.remainingMinutes,
    policyName: row.policyName,
    level: row.level,
  };
}
