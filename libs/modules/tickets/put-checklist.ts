import type { Ctx, ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { checklistFacts, fitsTicket, type TicketFacts } from './domain/matching-checklists';
import { checklistItems, checklistTemplates, ticketChecklists } from './tables';

/** Puts the template's items on the ticket as they are now. Returns the checklist's id, or null when the ticket has this checklist already. */
export async function putChecklist(
  ctx: Ctx,
  ticketId: string,
  template: Row<typeof checklistTemplates>,
): Promise<string | null> {
  const present = await ctx.db.list(ticketChecklists, { ticketId });
  if (present.some(({ templateId }) => templateId === template.id)) return null;
  const { name, finishStatus } = template;
  const checklist = await ctx.db.insert(ticketChecklists, {
    ticketId,
    templateId: template.id,
    name,
    finishStatus,
    position: present.length,
  });
  for (const [position, item] of template.items.entries()) {
    await ctx.db.insert(checklistItems, { ticketId, checklistId: checklist.id, position, ...item });
  }
  ctx.touch('ticket');
  return checklist.id;
}

/**
 * Puts every automatic checklist that fits on a ticket: on a new one all, on a changed one those that fit only since. So a checklist that
 * somebody took off does not come back with the next change, and none that went on before is taken away.
 */
export async function putMatchingChecklists(ctx: Ctx, ticket: TicketFacts & { id: string }, before?: TicketFacts) {
  if (before && checklistFacts.every((fact) => before[fact] === ticket[fact])) return;
  const automatic = await ctx.db.list(checklistTemplates, { isAutomatic: true }, { orderBy: 'name' });
  for (const template of automatic) {
    if (!fitsTicket(template, ticket) || (before && fitsTicket(template, before))) continue;
    await putChecklist(ctx, ticket.id, template);
  }
}

/** Required items of a ticket that nobody has done: they stand in the way of closing it. */
export async function openRequiredItems(ctx: ReadCtx, ticketId: string): Promise<{ id: string; label: string }[]> {
  return ctx.db.rows(
    sql`select i.id, i.label from checklist_items i
        join ticket_checklists c on c.tenant_id = i.tenant_id and c.id = i.checklist_id
        where i.tenant_id = ${ctx.tenant} and i.ticket_id = ${ticketId} and i.is_required and i.done_at is null
        order by c.position, i.position`,
  );
}
