import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import type { createTicket } from '../contract/tickets';
import { openFromTemplate } from '../contract/ticket-templates';
import { putChecklist } from '../put-checklist';
import { boards, checklistTemplates, ticketTemplates } from '../tables';
import { createTicketAction } from './create-ticket';
import { runMacroAction } from './run-macro';

type Wish = Omit<z.output<typeof openFromTemplate.input>, 'id'>;
type Template = Row<typeof ticketTemplates>;

/** A new ticket from a template, by the ordinary act; then the template's checklist and macro. All or nothing. */
export const useTicketTemplateAction = defineAction(openFromTemplate, {
  permission: 'ticket.create',
  run: async (ctx, { id, ...wish }) => {
    const template = await ctx.db.get(ticketTemplates, id);
    const ticket = await ctx.run(createTicketAction, await filledIn(ctx, template, wish));
    if (template.checklistTemplateId) {
      await putChecklist(ctx, ticket.id, await ctx.db.get(checklistTemplates, template.checklistTemplateId));
    }
    if (template.macroId) await ctx.run(runMacroAction, { id: template.macroId, ticketId: ticket.id });
    return ticket;
  },
});

/** What was given, and the template's own where nothing was. A fact that the board of the ticket does not have is left to the board. */
async function filledIn(ctx: Ctx, template: Template, wish: Wish): Promise<z.output<typeof createTicket.input>> {
  const boardId = wish.boardId ?? template.boardId ?? undefined;
  const isItil = boardId !== undefined && (await ctx.db.get(boards, boardId)).priorityMode === 'itil';
  const importance = isItil
    ? { impact: wish.impact ?? template.impact ?? undefined, urgency: wish.urgency ?? template.urgency ?? undefined }
    : { priorityId: wish.priorityId ?? template.priorityId ?? undefined };
  return {
    ...wish,
    title: wish.title ?? template.title,
    description: wish.description ?? template.description,
    boardId,
    ...importance,
    ...categoryOf(template, wish, boardId),
    typeId: wish.typeId === undefined ? template.typeId : wish.typeId,
    clientId: wish.clientId === undefined && !wish.contactId ? template.clientId : wish.clientId,
    assignedTo: wish.assignedTo === undefined ? template.assignedTo : wish.assignedTo,
  };
}

/** The template's category, unless another was given or the ticket goes to another board. */
function categoryOf(template: Template, { categoryId, subcategoryId }: Wish, boardId: string | undefined) {
  if (categoryId !== undefined || subcategoryId !== undefined) return { categoryId, subcategoryId };
  if (!template.categoryId || template.boardId !== boardId) return {};
  return { categoryId: template.categoryId, subcategoryId: template.subcategoryId ?? undefined };
}
