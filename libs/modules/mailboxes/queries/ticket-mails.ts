import { defineQuery } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { ticketMails } from '../contract';
import { outgoingRows } from './outgoing-rows';

const shown = 20;

/** The newest mails of a ticket to people outside, and which of its addresses get none now. */
export const ticketMailsQuery = defineQuery(ticketMails, {
  permission: 'ticket.read',
  run: async (ctx, { ticketId }) => {
    const ticket = await ctx.db.maybe(
      sql`select t.id from tickets t where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId} and ${ctx.visible('ticket.read', 't')}`,
    );
    if (!ticket) throw notFound('ticket');
    await ctx.time();
    const [rows, suppressed] = await Promise.all([
      outgoingRows(ctx, sql`e.about_type = 'ticket' and e.about_id = ${ticketId}`, shown),
      ctx.db.rows<{ address: string }>(
        sql`select distinct s.address from mail_suppressions s where s.tenant_id = ${ctx.tenant} and (s.until is null or s.until > ${ctx.now()})
            and s.address in (select to_address from email_messages e where e.tenant_id = ${ctx.tenant} and e.about_type = 'ticket' and e.about_id = ${ticketId}
              union select k.email from tickets t join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id
                where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId})
            order by 1`,
      ),
    ]);
    return {
      rows: rows.map(({ ticket: _ticket, toName: _name, nextAt: _next, template: _template, ...row }) => row),
      suppressed: suppressed.map(({ address }) => address),
    };
  },
});
