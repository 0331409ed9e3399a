import { defineQuery, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { getReminders } from '../contract';
import { reminderSteps } from '../settings';
import { invoices } from '../tables';
import { reminders } from '../tables/receivables';

type Dispute = z.output<typeof getReminders.output>['disputes'][number];

/** What reminds of an invoice, and what keeps a part of it from being asked for. */
export const getRemindersQuery = defineQuery(getReminders, {
  permission: 'invoice.read',
  run: async (ctx, { id }) => {
    const invoice = await ctx.db.get(invoices, id);
    const [sent, disputes, steps] = await Promise.all([
      ctx.db.list(reminders, { invoiceId: id }, { orderBy: 'sentAt' }),
      ctx.db.rows<Dispute>(
        sql`select d.id, l.position, l.description, (l.net + l.tax)::bigint as amount, d.reason, d.opened_by, d.opened_at, d.outcome, d.resolved_at
            from line_disputes d join invoice_lines l on l.tenant_id = d.tenant_id and l.id = d.line_id
            where d.tenant_id = ${ctx.tenant} and d.invoice_id = ${id} order by d.opened_at, d.id`,
      ),
      ctx.setting(reminderSteps),
    ]);
    return {
      isPaused: invoice.remindersPaused,
      isOn: steps.length > 0,
      sent: sent.map(({ id: sentId, stepDays, amount, sentTo, sentAt }) => ({
        ...{ id: sentId, days: stepDays, amount },
        to: sentTo,
        at: sentAt,
      })),
      disputes,
    };
  },
});
