import {
  boolean,
  instant,
  integer,
  json,
  localDate,
  smallint,
  tenantColumns,
  text,
  textList,
  uuid,
} from '@kelp/platform/db';
import type { InstanceChange } from '@kelp/std/recurrence';
import type { MacroSteps } from '../contract/macros';

/** Whose it is: one person's, a team's, or everybody's. */
export type Scope = 'personal' | 'team' | 'everyone';

export interface TemplateItem {
  label: string;
  isRequired: boolean;
}

export const checklistTemplates = tenantColumns(
  'checklist_templates',
  {
    name: text(),
    items: json<TemplateItem[]>(),
    /** Name of the status that a ticket gets when the last item is done. */
    finishStatus: text().orNull(),
    /** Put on new tickets by itself where every fact named below fits. */
    isAutomatic: boolean().withDefault(),
    boardId: uuid().orNull(),
    categoryId: uuid().orNull(),
    priorityId: uuid().orNull(),
    typeId: uuid().orNull(),
  },
  {
    noun: 'checklist template',
    conflicts: { checklist_templates_name_unique: 'There is already a checklist with this name.' },
  },
);

export const ticketChecklists = tenantColumns(
  'ticket_checklists',
  {
    ticketId: uuid(),
    templateId: uuid().orNull(),
    name: text(),
    finishStatus: text().orNull(),
    position: integer().withDefault(),
  },
  {
    noun: 'checklist',
    conflicts: { ticket_checklists_ticket_id_template_id_unique: 'This checklist is on the ticket already.' },
  },
);

export const checklistItems = tenantColumns(
  'checklist_items',
  {
    ticketId: uuid(),
    checklistId: uuid(),
    label: text(),
    position: integer(),
    isRequired: boolean().withDefault(),
    ownerId: uuid().orNull(),
    dueOn: localDate().orNull(),
    doneBy: uuid().orNull(),
    doneByName: text().orNull(),
    doneAt: instant().orNull(),
  },
  { noun: 'checklist item' },
);

const sharing = { scope: text<Scope>(), ownerId: uuid().orNull(), teamId: uuid().orNull() };

export const macros = tenantColumns(
  'macros',
  { name: text(), steps: json<MacroSteps>(), position: integer().withDefault(), ...sharing },
  { conflicts: { macros_own_unique: 'There is already a macro with this name.' } },
);

export const cannedTexts = tenantColumns(
  'canned_texts',
  { name: text(), shortcut: text(), body: text(), ...sharing },
  { conflicts: { canned_texts_own_unique: 'There is already a text with this shortcut.' } },
);

export const ticketTemplates = tenantColumns(
  'ticket_templates',
  {
    name: text(),
    title: text(),
    description: text().withDefault(),
    boardId: uuid().orNull(),
    typeId: uuid().orNull(),
    categoryId: uuid().orNull(),
    subcategoryId: uuid().orNull(),
    priorityId: uuid().orNull(),
    impact: smallint().orNull(),
    urgency: smallint().orNull(),
    assignedTo: uuid().orNull(),
    clientId: uuid().orNull(),
    checklistTemplateId: uuid().orNull(),
    macroId: uuid().orNull(),
  },
  { conflicts: { ticket_templates_name_unique: 'There is already a ticket template with this name.' } },
);

export type Assignment = 'template' | 'person' | 'team' | 'people';
export type ClosedDayRule = 'keep' | 'skip' | 'next_open_day';
export type CatchUp = 'none' | 'last' | 'all';

export const recurringTickets = tenantColumns(
  'recurring_tickets',
  {
    name: text(),
    title: text(),
    description: text().withDefault(),
    templateId: uuid().orNull(),
    boardId: uuid().orNull(),
    priorityId: uuid().orNull(),
    clientId: uuid().orNull(),
    contactId: uuid().orNull(),
    assignment: text<Assignment>(),
    assignedTo: uuid().orNull(),
    teamId: uuid().orNull(),
    personIds: textList().withDefault(),
    /** Whose turn it was last. */
    lastAssignedTo: uuid().orNull(),
    rule: text(),
    zone: text(),
    /** First wall time of the series, `YYYY-MM-DDTHH:MM` in its zone. */
    startsAtWall: text(),
    /** Last local date, included. */
    endsOn: localDate().orNull(),
    changes: json<InstanceChange[]>(),
    closedDays: text<ClosedDayRule>(),
    catchUp: text<CatchUp>(),
    isPaused: boolean().withDefault(),
    /** Every occurrence up to this instant was dealt with. */
    handledUntil: instant(),
  },
  { conflicts: { recurring_tickets_name_unique: 'There is already a recurring ticket with this name.' } },
);

/** What became of each occurrence, once per original start. */
export const recurringTicketRuns = tenantColumns(
  'recurring_ticket_runs',
  {
    recurringTicketId: uuid(),
    originalStart: text(),
    dueAt: instant(),
    outcome: text<'created' | 'missed' | 'failed'>(),
    ticketId: uuid().orNull(),
    reason: text().orNull(),
  },
  { noun: 'recurring ticket run', isAudited: false },
);
