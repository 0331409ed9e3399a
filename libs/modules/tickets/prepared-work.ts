import { definePermissions } from '@kelp/kernel';
import { addChecklistItemAction } from './actions/add-checklist-item';
import { addTicketChecklistAction } from './actions/add-ticket-checklist';
import { createCannedTextAction } from './actions/create-canned-text';
import { createChecklistTemplateAction } from './actions/create-checklist-template';
import { createMacroAction } from './actions/create-macro';
import { createRecurringTicketAction } from './actions/create-recurring-ticket';
import { createTicketTemplateAction } from './actions/create-ticket-template';
import { deleteCannedTextAction } from './actions/delete-canned-text';
import { deleteChecklistTemplateAction } from './actions/delete-checklist-template';
import { deleteMacroAction } from './actions/delete-macro';
import { deleteRecurringTicketAction } from './actions/delete-recurring-ticket';
import { deleteTicketTemplateAction } from './actions/delete-ticket-template';
import { removeChecklistItemAction } from './actions/remove-checklist-item';
import { removeTicketChecklistAction } from './actions/remove-ticket-checklist';
import { runMacroAction } from './actions/run-macro';
import { updateCannedTextAction } from './actions/update-canned-text';
import { updateChecklistItemAction } from './actions/update-checklist-item';
import { updateChecklistTemplateAction } from './actions/update-checklist-template';
import { updateMacroAction } from './actions/update-macro';
import { updateRecurringTicketAction } from './actions/update-recurring-ticket';
import { updateTicketTemplateAction } from './actions/update-ticket-template';
import { useTicketTemplateAction } from './actions/use-ticket-template';
import { checklistBlocksClosing } from './checklist-blocks-closing';
import { fireRecurringTickets } from './jobs/fire-recurring-tickets';
import { openRecurringTicket } from './jobs/open-recurring-ticket';
import { remindOfMacro } from './jobs/remind-of-macro';
import * as events from './prepared-work-events';
import { getRecurringTicketQuery } from './queries/get-recurring-ticket';
import { listCannedTextsQuery } from './queries/list-canned-texts';
import { getChecklistTemplateQuery, listChecklistTemplatesQuery } from './queries/list-checklist-templates';
import { listMacrosQuery } from './queries/list-macros';
import { listRecurringTicketsQuery } from './queries/list-recurring-tickets';
import { listTicketChecklistsQuery } from './queries/list-ticket-checklists';
import { listTicketTemplatesQuery } from './queries/list-ticket-templates';
import { previewMacroQuery } from './queries/preview-macro';
import { previewRecurrenceQuery } from './queries/preview-recurrence';
import { renderCannedTextQuery } from './queries/render-canned-text';
import * as tables from './tables/prepared-work';

const desk = ['Manager', 'Dispatcher', 'Technician', 'Project Manager'];

/** The part of this room's manifest that is about work prepared once and done often. */
export const preparedWork = {
  tables: Object.values(tables),
  events: Object.values(events),
  permissions: [
    ...definePermissions('checklist', { manage: { label: 'Manage checklists', roles: ['Manager'] } }),
    ...definePermissions('macro', {
      use: { label: 'Run macros and keep own ones', roles: desk },
      manage: { label: 'Manage shared macros', roles: ['Manager'] },
    }),
    ...definePermissions('canned_text', {
      use: { label: 'Insert canned texts and keep own ones', roles: desk },
      manage: { label: 'Manage shared canned texts', roles: ['Manager'] },
    }),
    ...definePermissions('ticket_template', { manage: { label: 'Manage ticket templates', roles: ['Manager'] } }),
    ...definePermissions('recurring_ticket', {
      create: { label: 'Create recurring tickets', roles: ['Manager', 'Dispatcher'] },
      read: { label: 'See recurring tickets', roles: [...desk, 'Auditor'] },
      update: { label: 'Change recurring tickets', roles: ['Manager', 'Dispatcher'] },
      delete: { label: 'Delete recurring tickets', roles: ['Manager'] },
    }),
  ],
  actions: [
    createChecklistTemplateAction,
    updateChecklistTemplateAction,
    deleteChecklistTemplateAction,
    addTicketChecklistAction,
    removeTicketChecklistAction,
    addChecklistItemAction,
    updateChecklistItemAction,
    removeChecklistItemAction,
    createMacroAction,
    updateMacroAction,
    deleteMacroAction,
    runMacroAction,
    createCannedTextAction,
    updateCannedTextAction,
    deleteCannedTextAction,
    createTicketTemplateAction,
    updateTicketTemplateAction,
    deleteTicketTemplateAction,
    useTicketTemplateAction,
    createRecurringTicketAction,
    updateRecurringTicketAction,
    deleteRecurringTicketAction,
  ],
  queries: [
    listChecklistTemplatesQuery,
    getChecklistTemplateQuery,
    listTicketChecklistsQuery,
    listMacrosQuery,
    previewMacroQuery,
    listCannedTextsQuery,
    renderCannedTextQuery,
    listTicketTemplatesQuery,
    listRecurringTicketsQuery,
    getRecurringTicketQuery,
    previewRecurrenceQuery,
  ],
  fillings: [checklistBlocksClosing],
  jobs: [openRecurringTicket],
  dueKinds: [fireRecurringTickets, remindOfMacro],
};
