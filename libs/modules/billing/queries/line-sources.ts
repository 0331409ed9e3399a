import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { SourceEntry } from '../contract';

interface FlatEntry {
  id: string;
  workDate: string;
  minutes: number;
  billableMinutes: number;
  notes: string;
  userId: string;
  userName: string;
  ticketId: string | null;
  ticketTitle: string | null;
  ticketNumber: string | null;
}

/** Time entries by id as a reader of a bill sees them: raw minutes, notes, person and ticket. */
export async function readSources(ctx: ReadCtx, ids: readonly string[]): Promise<Map<string, SourceEntry>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.rows<FlatEntry>(
    sql`select e.id, e.work_date, e.minutes, e.billable_minutes, e.notes, e.user_id, u.name as user_name, e.ticket_id,
            t.title as ticket_title, t.number_text as ticket_number
          from time_entries e join users u on u.tenant_id = e.tenant_id and u.id = e.user_id
          left join tickets t on t.tenant_id = e.tenant_id and t.id = e.ticket_id
          where e.tenant_id = ${ctx.tenant} and e.id = any(${ids}::uuid[])`,
  );
  const toEntry = ({ userId, userName, ticketId, ticketTitle, ticketNumber, ...entry }: FlatEntry): SourceEntry => ({
    ...entry,
    person: { id: userId, name: userName },
    ticket:
      ticketId === null || ticketNumber === null
        ? null
        : { id: ticketId, name: ticketTitle ?? '', number: ticketNumber },
  });
  return new Map(rows.map((row) => [row.id, toEntry(row)]));
}
