import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addMonthsClamped, groupBy } from '@kelp/std';
import { billingRules } from '../billing-rules';
import { readDeferredRevenue, type DeferredItem } from '../contract';
import { earnedBefore, monthOf } from '../domain/earned-revenue';

const most = 5000;

interface Flat {
  id: string;
  invoiceId: string;
  number: string;
  clientId: string;
  clientName: string;
  description: string;
  serviceFrom: string;
  serviceTo: string;
  currency: string;
  amount: bigint;
  recognised: bigint;
}

/** Schedules that live, and are not earned in full or were earned in the months shown. */
const schedulesOf = (ctx: ReadCtx) =>
  ctx.db.rows<Flat>(
    sql`select * from (select s.id, s.invoice_id, i.number_text as number, s.client_id, i.client_name, l.description, s.service_from, s.service_to,
            s.currency,
            (s.amount + coalesce((select sum(c.amount) from revenue_changes c where c.tenant_id = s.tenant_id and c.schedule_id = s.id), 0))::bigint as amount,
            coalesce((select sum(r.amount) from revenue_recognitions r where r.tenant_id = s.tenant_id and r.schedule_id = s.id), 0)::bigint as recognised
          from revenue_schedules s join invoices i on i.tenant_id = s.tenant_id and i.id = s.invoice_id
          join invoice_lines l on l.tenant_id = s.tenant_id and l.id = s.line_id where s.tenant_id = ${ctx.tenant}) x
        where x.amount <> x.recognised order by x.number, x.id limit ${most}`,
  );

/** What of a schedule is booked in each month to come: what is behind comes with the month after the last booking. */
export function monthsOf(
  row: Omit<Flat, 'number' | 'clientName' | 'description'>,
): { month: string; amount: bigint }[] {
  const found: { month: string; amount: bigint }[] = [];
  let booked = row.recognised;
  for (let month = monthOf(row.serviceFrom); booked !== row.amount; month = addMonthsClamped(month, 1)) {
    const earned = earnedBefore(row, addMonthsClamped(month, 1));
    // What is booked already reaches into later months when the schedule was changed; it comes back in the month in which it is seen.
    const isBehind =
      row.recognised >= 0n === row.amount >= 0n && (earned - row.recognised) * (row.amount < 0n ? -1n : 1n) <= 0n;
    if (!isBehind) {
      found.push({ month, amount: earned - booked });
      booked = earned;
    }
    if (month > row.serviceTo) break;
  }
  return found;
}

const toItem = (row: Flat, inMonth: bigint | null): DeferredItem => ({
  id: row.id,
  invoice: { id: row.invoiceId, number: row.number },
  client: { id: row.clientId, name: row.clientName },
  description: row.description,
  service: { start: row.serviceFrom, end: row.serviceTo },
  ...{ currency: row.currency, amount: row.amount, recognised: row.recognised, inMonth },
});

export const readDeferredRevenueQuery = defineQuery(readDeferredRevenue, {
  permission: 'invoice.read',
  run: async (ctx, { month }) => {
    const { defersRevenue: isOn } = await ctx.setting(billingRules);
    const planned = (await schedulesOf(ctx)).map((row) => ({ row, months: monthsOf(row) }));
    const currencies = [...groupBy(planned, ({ row }) => row.currency)].map(([currency, own]) => {
      const byMonth = groupBy(
        own.flatMap(({ months }) => months),
        (one) => one.month,
      );
      const months = [...byMonth].map(([key, parts]) => ({
        month: key,
        amount: parts.reduce((sum, { amount }) => sum + amount, 0n),
      }));
      const deferred = own.reduce((sum, { row }) => sum + row.amount - row.recognised, 0n);
      return { currency, deferred, months: months.sort((a, b) => (a.month < b.month ? -1 : 1)) };
    });
    const items = planned.flatMap(({ row, months }) => {
      if (!month) return [toItem(row, null)];
      const found = months.find((one) => one.month === month);
      return found ? [toItem(row, found.amount)] : [];
    });
    return { isOn, currencies, items };
  },
});
