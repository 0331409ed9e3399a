import { contract, idOf, lineOfText, longText, z } from '@kelp/kernel/contract';
import { createTicket } from './tickets';

const step = z.number().int().min(1).max(5).nullish();
const prefilled = {
  description: longText(200_000).optional(),
  boardId: idOf('board').nullish(),
  typeId: idOf('ticket type').nullish(),
  categoryId: idOf('category').nullish(),
  subcategoryId: idOf('subcategory').nullish(),
  priorityId: idOf('priority').nullish(),
  impact: step,
  urgency: step,
  assignedTo: idOf('user').nullish(),
  clientId: idOf('client').nullish(),
  checklistTemplateId: idOf('checklist template').nullish(),
  macroId: idOf('macro').nullish(),
};

export const ticketTemplateRow = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  boardId: z.uuid().nullable(),
  typeId: z.uuid().nullable(),
  categoryId: z.uuid().nullable(),
  subcategoryId: z.uuid().nullable(),
  priorityId: z.uuid().nullable(),
  impact: z.number().nullable(),
  urgency: z.number().nullable(),
  assignedTo: z.uuid().nullable(),
  client: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  checklist: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  macro: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  version: z.number(),
});
export type TicketTemplateRow = z.output<typeof ticketTemplateRow>;

export const listTicketTemplates = contract({
  name: 'ticket_template.list',
  input: z.object({}),
  output: z.object({ rows: z.array(ticketTemplateRow) }),
});

export const createTicketTemplate = contract({
  name: 'ticket_template.create',
  input: z.object({ name: lineOfText(), title: lineOfText(300), ...prefilled }),
  output: z.object({ id: z.uuid() }),
});

export const updateTicketTemplate = contract({
  name: 'ticket_template.update',
  input: z.object({
    id: idOf('ticket template'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    title: lineOfText(300).optional(),
    ...prefilled,
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteTicketTemplate = contract({
  name: 'ticket_template.delete',
  input: z.object({ id: idOf('ticket template') }),
  output: z.object({ id: z.uuid() }),
});

/** A new ticket from a template: what is given wins over what the template says; its checklist and macro come along. */
export const openFromTemplate = contract({
  name: 'ticket_template.use',
  input: z.object({ ...createTicket.input.partial().shape, id: idOf('ticket template') }),
  output: z.object({ id: z.uuid(), number: z.string() }),
});
