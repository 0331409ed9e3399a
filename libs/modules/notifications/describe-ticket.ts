import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { tickets } from '@kelp/tickets';

/** A ticket as notices name it. */
export async function describeTicket(ctx: Ctx, ticketId: string) {
  const ticket: Row<typeof tickets> = await ctx.db.get(tickets, ticketId);
  return { ticket, number: ticket.numberText, link: `/msp/tickets/${ticketId}` };
}

/** The same for people of clients: the link leads into the portal. */
export async function describeForClients(ctx: Ctx, ticketId: string) {
  return { ...(await describeTicket(ctx, ticketId)), link: `/client-portal/tickets/${ticketId}` };
}

/** The active staff who hold the shipped role of this name. */
export async function peopleWithRole(ctx: Ctx, role: string): Promise<string[]> {
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select u.id from users u join user_roles l on l.tenant_id = u.tenant_id and l.user_id = u.id
        join roles r on r.tenant_id = l.tenant_id and r.id = l.role_id
        where u.tenant_id = ${ctx.tenant} and u.is_active and u.type = 'internal' and r.msp and r.name = ${role}`,
  );
  return rows.map(({ id }) => id);
}
