import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { getTimer } from '../contract';
import { endOfForgotten } from '../domain/work-schedule';
import { readSchedule } from '../read-schedules';
import { findWorker, ownId } from '../worker';

interface FlatTimer {
  id: string;
  ticketId: string | null;
  number: string | null;
  title: string | null;
  clientId: string | null;
  clientName: string | null;
  serviceId: string | null;
  serviceName: string | null;
  startedAt: Date;
  notes: string;
  isBillable: boolean;
  version: number;
}

const named = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null);

/** The caller's running timer, on every device the same. */
export const getTimerQuery = defineQuery(getTimer, {
  permission: 'time_entry.create',
  run: async (ctx) => {
    const now = await ctx.time();
    const row = await ctx.db.maybe<FlatTimer>(
      sql`select r.id, r.ticket_id, t.number_text as number, t.title, coalesce(t.client_id, r.client_id) as client_id, c.name as client_name, r.service_id,
            s.name as service_name, r.started_at, r.notes, r.is_billable, r.version
          from timers r left join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id
          left join clients c on c.tenant_id = r.tenant_id and c.id = coalesce(t.client_id, r.client_id)
          left join services s on s.tenant_id = r.tenant_id and s.id = r.service_id
          where r.tenant_id = ${ctx.tenant} and r.user_id = ${ownId(ctx)}`,
    );
    if (!row) return { timer: null, now };
    const worker = await findWorker(ctx, undefined);
    const suggestedEnd = endOfForgotten(row.startedAt, now, await readSchedule(ctx, worker.id), worker.zone);
    const { id, startedAt, notes, isBillable, version } = row;
    const ticket =
      row.ticketId && row.number !== null ? { id: row.ticketId, number: row.number, title: row.title ?? '' } : null;
    const timer = {
      ...{ id, startedAt, notes, isBillable, version, ticket, suggestedEnd },
      client: named(row.clientId, row.clientName),
      service: named(row.serviceId, row.serviceName),
    };
    return { timer, now };
  },
});
