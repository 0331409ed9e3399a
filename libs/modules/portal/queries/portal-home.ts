import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { portalHome } from '../contract';
import {
  ownInvoices,
  portalInvoiceFrom,
  portalInvoiceSelect,
  toPortalInvoice,
  type FlatPortalInvoice,
} from './invoice-rows';
import { portalTicketFrom, portalTicketSelect, toPortalTicket, type FlatPortalTicket } from './ticket-rows';
import { inSight, seesOthers, sightOf } from '../visibility/sight';
import { today } from './today';

/** What a client sees first: own open tickets, the company's count and what is to be paid, each as far as the role reaches. */
export const portalHomeQuery = defineQuery(portalHome, {
  permission: 'portal_ticket.read_own',
  run: async (ctx) => {
    const sight = await sightOf(ctx);
    const seen = sql`t.tenant_id = ${ctx.tenant} and ${inSight(sight, 't')}`;
    const [rows, companyOpenCount, invoicesDue] = await Promise.all([
      ctx.db.rows<FlatPortalTicket>(
        sql`select ${portalTicketSelect} ${portalTicketFrom}
            where ${seen} and t.contact_id = ${ctx.actor.contactId} and not t.is_closed
            order by t.last_activity_at desc, t.id desc limit 10`,
      ),
      seesOthers(sight) ? countOpen(ctx, seen) : null,
      ctx.can('portal_billing.read') ? openInvoices(ctx) : null,
    ]);
    return {
      tickets: rows.map((row) => toPortalTicket(ctx, row)),
      companyOpenCount,
      seesWholeCompany: sight.isAll,
      invoicesDue,
      abilities: abilitiesOf(ctx, ['portal_ticket.create']),
    };
  },
});

async function countOpen(ctx: ReadCtx, seen: Sql): Promise<number> {
  const { count } = await ctx.db.one<{ count: number }>(
    sql`select count(*)::int as count from tickets t where ${seen} and not t.is_closed`,
  );
  return count;
}

async function openInvoices(ctx: ReadCtx) {
  const date = await today(ctx);
  const rows = await ctx.db.rows<FlatPortalInvoice>(
    sql`select ${portalInvoiceSelect} ${portalInvoiceFrom} where ${ownInvoices(ctx)} and i.total > p.paid
        order by i.due_date, i.id limit 10`,
  );
  return rows.map((row) => toPortalInvoice(row, date));
}
