import { clientHealthSlot } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notMerged } from './queries/merged-numbers';
import { slaWords } from './queue/conditions';

/** How many tickets of a client are open, and how their promises stand: the rows of the queue's filters `sla=overdue` and `sla=soon`. */
export const healthOfClients = fillServerSlot(clientHealthSlot, async (ctx) => {
  if (!ctx.can('ticket.read')) return [];
  const now = await ctx.time();
  const row = sql`select count(*)::int as open, count(*) filter (where ${slaWords.overdue(now)})::int as breached,
      count(*) filter (where ${slaWords.soon(now)})::int as "atRisk"
    from tickets t where t.tenant_id = c.tenant_id and t.client_id = c.id and not t.is_closed and ${notMerged}
      and ${ctx.visible('ticket.read', 't')}`;
  return [{ name: 'tickets' as const, row }];
});
