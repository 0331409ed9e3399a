import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import type { tickets } from '@kelp/tickets';

/**
 * Whether nobody is to be asked about this ticket because another one stands for it: it duplicates one, or its contact was asked about another
 * ticket of the same bundle already.
 */
export async function standsForAnother(ctx: Ctx, ticket: Row<typeof tickets>): Promise<boolean> {
  const { id, masterTicketId, contactId } = ticket;
  const bundle = masterTicketId ?? id;
  const found = await ctx.db.maybe(
    sql`select 1 from ticket_links l where l.tenant_id = ${ctx.tenant} and l.from_ticket_id = ${id} and l.kind = 'duplicates'
        union all
        select 1 from survey_invitations i join tickets o on o.tenant_id = i.tenant_id and o.id = i.ticket_id
          where i.tenant_id = ${ctx.tenant} and i.contact_id = ${contactId} and i.ticket_id <> ${id}
            and coalesce(o.master_ticket_id, o.id) = ${bundle} limit 1`,
  );
  return found !== undefined;
}
