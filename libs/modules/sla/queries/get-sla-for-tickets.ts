import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { clocksByWeight } from '../show-in-queue';
import { getSlaForTickets, type SlaBadgeClock } from '../contract';

/** What a list shows of each ticket's clocks: the open one that is due first, else how the last one ended. Tickets without a clock are left out. */
export const getSlaForTicketsQuery = defineQuery(getSlaForTickets, {
  permission: 'ticket.read',
  run: async (ctx, { ticketIds }) => {
    const [now, upTo] = await Promise.all([ctx.time(), ctx.upTo()]);
    const rows = await ctx.db.rows<SlaBadgeClock>(
      sql`select distinct on (c.ticket_id) c.ticket_id, c.clock, c.state, c.due_at,
            floor(c.remaining_ms / 60000.0)::float8 as remaining_minutes,
            exists (select 1 from sla_firings f where f.tenant_id = c.tenant_id and f.ticket_id = c.ticket_id
              and f.clock = c.clock and f.epoch = c.epoch) as is_at_risk,
            coalesce(c.breached_at is not null or (c.state = 'running' and c.due_at < ${now}), false) as is_breached
          from sla_clocks c join tickets t on t.tenant_id = c.tenant_id and t.id = c.ticket_id
          where c.tenant_id = ${ctx.tenant} and c.ticket_id = any(${ticketIds}::uuid[]) and c.state <> 'cancelled'
            and ${ctx.visible('ticket.read', 't')}
          order by c.ticket_id, ${clocksByWeight}`,
    );
    return { rows, upTo };
  },
});
