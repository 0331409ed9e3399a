import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';

export interface Participant {
  /** Lower case. */
  address: string;
  name: string;
  contactId: string | null;
  locale: string | null;
}

/**
 * The people outside who take part in a ticket and get its public replies: its contact, contacts and addresses that watch it, contacts who
 * wrote on it. Each address once; people who are inactive and staff are left out.
 */
export async function participantsOf(ctx: ReadCtx, ticketId: string): Promise<Participant[]> {
  const rows = await ctx.db.rows<Participant>(
    sql`with who as (
          select '1' as place, k.email as address, k.full_name as name, k.id as contact_id, k.locale from tickets t
            join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id and not k.is_inactive
            where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId} and k.email is not null
          union all
          select '2' || w.id::text, coalesce(k.email, lower(w.address)), coalesce(k.full_name, ''), k.id, k.locale from ticket_watchers w
            left join contacts k on k.tenant_id = w.tenant_id and k.id = w.contact_id
            where w.tenant_id = ${ctx.tenant} and w.ticket_id = ${ticketId} and w.user_id is null
              and coalesce(k.email, w.address) is not null and not coalesce(k.is_inactive, false)
          union all
          select '3', k.email, k.full_name, k.id, k.locale from comments c
            join contacts k on k.tenant_id = c.tenant_id and k.id = c.contact_id and not k.is_inactive
            where c.tenant_id = ${ctx.tenant} and c.ticket_id = ${ticketId} and k.email is not null and c.visibility = 'public')
        select address, max(name) as name, max(contact_id::text) as contact_id, max(locale) as locale
        from who group by address order by min(place), address`,
  );
  return rows.map(({ address, name, contactId, locale }) => ({ address, name, contactId, locale }));
}
