import { contract, idOf, instant, lineOfText, localDate, z } from '@kelp/kernel/contract';

const templateItem = z.object({ label: lineOfText(500), isRequired: z.boolean().default(false) });
const statusName = lineOfText(100).nullish();
const where = {
  isAutomatic: z.boolean().optional(),
  boardId: idOf('board').nullish(),
  priorityId: idOf('priority').nullish(),
  /** A category or a subcategory. */
  categoryId: idOf('category').nullish(),
  typeId: idOf('ticket type').nullish(),
};
const items = z.array(templateItem).min(1, 'Add at least one item.').max(100, 'At most 100 items.');

export const checklistTemplateRow = z.object({
  id: z.uuid(),
  name: z.string(),
  items: z.array(z.object({ label: z.string(), isRequired: z.boolean() })),
  finishStatus: z.string().nullable(),
  isAutomatic: z.boolean(),
  boardId: z.uuid().nullable(),
  categoryId: z.uuid().nullable(),
  priorityId: z.uuid().nullable(),
  typeId: z.uuid().nullable(),
  version: z.number(),
});
export type ChecklistTemplateRow = z.output<typeof checklistTemplateRow>;

export const listChecklistTemplates = contract({
  name: 'checklist_template.list',
  input: z.object({}),
  output: z.object({ rows: z.array(checklistTemplateRow) }),
});

export const getChecklistTemplate = contract({
  name: 'checklist_template.get',
  input: z.object({ id: idOf('checklist template') }),
  output: checklistTemplateRow,
});

export const createChecklistTemplate = contract({
  name: 'checklist_template.create',
  input: z.object({ name: lineOfText(), items, finishStatus: statusName, ...where }),
  output: z.object({ id: z.uuid() }),
});

export const updateChecklistTemplate = contract({
  name: 'checklist_template.update',
  input: z.object({
    id: idOf('checklist template'),
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    items: items.optional(),
    finishStatus: statusName,
    ...where,
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteChecklistTemplate = contract({
  name: 'checklist_template.delete',
  input: z.object({ id: idOf('checklist template') }),
  output: z.object({ id: z.uuid() }),
});

export const checklistItemCard = z.object({
  id: z.uuid(),
  label: z.string(),
  isRequired: z.boolean(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  dueOn: localDate.nullable(),
  /** Who checked it, and when. */
  done: z.object({ by: z.string(), at: instant }).nullable(),
  version: z.number(),
});
export type ChecklistItemCard = z.output<typeof checklistItemCard>;

export const ticketChecklistCard = z.object({
  id: z.uuid(),
  name: z.string(),
  finishStatus: z.string().nullable(),
  templateId: z.uuid().nullable(),
  items: z.array(checklistItemCard),
});
export type TicketChecklistCard = z.output<typeof ticketChecklistCard>;

/** The checklists of a ticket, in order. */
export const listTicketChecklists = contract({
  name: 'ticket.checklists',
  input: z.object({ ticketId: idOf('ticket') }),
  output: z.object({ rows: z.array(ticketChecklistCard), openRequired: z.number(), upTo: z.number() }),
});

/** A checklist from a template, or an empty one with a name. */
export const addTicketChecklist = contract({
  name: 'ticket_checklist.add',
  input: z.object({
    ticketId: idOf('ticket'),
    templateId: idOf('checklist template').optional(),
    name: lineOfText().optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

export const removeTicketChecklist = contract({
  name: 'ticket_checklist.remove',
  input: z.object({ id: idOf('checklist') }),
  output: z.object({ id: z.uuid() }),
});

export const addChecklistItem = contract({
  name: 'checklist_item.add',
  input: z.object({ checklistId: idOf('checklist'), label: lineOfText(500), isRequired: z.boolean().default(false) }),
  output: z.object({ id: z.uuid() }),
});

export const updateChecklistItem = contract({
  name: 'checklist_item.update',
  input: z.object({
    id: idOf('checklist item'),
    version: z.number().int().optional(),
    label: lineOfText(500).optional(),
    isRequired: z.boolean().optional(),
    ownerId: idOf('user').nullish(),
    dueOn: localDate.nullish(),
    isDone: z.boolean().optional(),
    /** New place in the list, the first is 0. */
    place: z.number().int().min(0).max(500).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number(), isFinished: z.boolean() }),
});

export const removeChecklistItem = contract({
  name: 'checklist_item.remove',
  input: z.object({ id: idOf('checklist item'), version: z.number().int().optional() }),
  output: z.object({ id: z.uuid() }),
});
