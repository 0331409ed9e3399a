import { mergedClients } from '@kelp/clients';
import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { listMarginLines } from '../contract';
import { marginLines, marginPermission, unpaidWork } from './margin';

const most = 1000;

interface FlatLine {
  id: string;
  invoiceId: string;
  number: string;
  invoiceDate: string;
  description: string;
  net: bigint;
  entries: number;
  minutes: number;
  minutesWithoutRate: number;
  cost: bigint;
}
interface FlatWork {
  id: string;
  workDate: string;
  person: string;
  service: string;
  ticketId: string | null;
  minutes: number;
  cost: bigint | null;
}

const toLine = ({ invoiceId, number, entries, minutes, cost, ...line }: FlatLine) => ({
  ...line,
  invoice: { id: invoiceId, number },
  minutes,
  // Without a rate for any of its time nothing is known of the cost, which is not the same as nothing.
  cost: entries === 0 || line.minutesWithoutRate === minutes ? null : cost,
});

/** The lines behind a margin, the latest documents first, and the work that nobody pays for. */
export const listMarginLinesQuery = defineQuery(listMarginLines, {
  permission: marginPermission,
  timeoutMs: 15_000,
  run: async (ctx, { clientId, contractId, currency, by, ...span }) => {
    ctx.require('billing.view_cost');
    const { currency: costCurrency } = await readTenant(ctx);
    const contract =
      by === 'client' ? sql`` : contractId ? sql`and x.contract_id = ${contractId}` : sql`and x.contract_id is null`;
    const ofClient = sql`x.client_id in ${mergedClients(ctx, clientId)} ${contract}`;
    const [lines, unpaid] = await Promise.all([
      ctx.db.rows<FlatLine>(
        sql`select x.id, x.invoice_id, x.number, x.invoice_date, x.description, x.net, x.entries, x.minutes, x.minutes_without_rate, x.cost
            from (${marginLines(ctx, span, costCurrency)}) x where ${ofClient} and x.currency = ${currency} and (x.net <> 0 or x.entries > 0)
            order by x.invoice_date desc, x.invoice_id desc, x.position limit ${most + 1}`,
      ),
      currency === costCurrency
        ? ctx.db.rows<FlatWork>(
            sql`select x.id, x.work_date, u.name as person, s.name as service, x.ticket_id, x.minutes, x.cost from (${unpaidWork(ctx, span, costCurrency)}) x
                join users u on u.tenant_id = ${ctx.tenant} and u.id = x.user_id join services s on s.tenant_id = ${ctx.tenant} and s.id = x.service_id
                where ${ofClient} order by x.work_date desc, x.id desc limit ${most + 1}`,
          )
        : [],
    ]);
    return {
      lines: lines.slice(0, most).map(toLine),
      unpaid: unpaid.slice(0, most),
      isCut: lines.length > most || unpaid.length > most,
    };
  },
});
