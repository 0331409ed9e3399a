import { clientHealthSlot } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { today } from './load/today';
import { asksSql, settledSql } from './queries/amount-due';

/** What a client owes past its due date, by currency, with what those owe that were merged into it. Days are the workspace's. */
export const healthOfClients = fillServerSlot(clientHealthSlot, async (ctx) => {
  if (!ctx.can('invoice.read')) return [];
  const day = await today(ctx);
  const row = sql`select coalesce(jsonb_agg(jsonb_build_object('currency', x.currency, 'amount', x.amount::text, 'count', x.count)
        order by x.currency), '[]') as overdue, min(x.since) as since, coalesce(${day}::date - min(x.since), 0) as days
      from (select o.currency, sum(o.due) as amount, count(*)::int as count, min(o.due_date) as since
        from (select i.currency, i.due_date, i.total - ${settledSql} as due from invoices i
          where i.tenant_id = c.tenant_id and i.state = 'final' and ${asksSql} and i.due_date < ${day}
            and i.client_id in (select m.id from clients m where m.tenant_id = c.tenant_id and (m.id = c.id or m.merged_into_id = c.id))) o
        where o.due > 0 group by o.currency) x`;
  return [{ name: 'money' as const, row }];
});
