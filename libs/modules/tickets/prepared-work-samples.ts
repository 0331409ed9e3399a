import type { Samples } from '@kelp/testing';
import { createRecurringTicketAction } from './actions/create-recurring-ticket';
import { putChecklist } from './put-checklist';
import {
  cannedTexts,
  checklistItems,
  checklistTemplates,
  macros,
  recurringTicketRuns,
  ticketTemplates,
} from './tables';

const weekly = {
  rule: 'FREQ=WEEKLY;BYDAY=MO',
  zone: 'America/Chicago',
  startsAtWall: '2030-01-07T08:00',
  closedDays: 'skip' as const,
};

/** One record of each noun of prepared work, and a valid input for each of its actions and queries. */
export const preparedWorkSamples: Samples = {
  make: async (ctx, ids) => {
    const template = await ctx.db.insert(checklistTemplates, {
      name: `Sample checklist ${ctx.newId()}`,
      items: [{ label: 'Check the backup', isRequired: true }],
    });
    const checklist = await putChecklist(ctx, ids['ticket'] ?? '', template);
    const item = await ctx.db.find(checklistItems, { checklistId: checklist ?? '' });
    const macro = await ctx.db.insert(macros, {
      name: `Sample macro ${ctx.newId()}`,
      steps: { comment: { visibility: 'internal', text: 'Looked at {{ticket.number}}.' } },
      scope: 'everyone',
    });
    const canned = await ctx.db.insert(cannedTexts, {
      name: 'Sample text',
      shortcut: ';sample',
      body: 'Hello {{contact.name}}',
      scope: 'everyone',
    });
    const prepared = await ctx.db.insert(ticketTemplates, {
      name: `Sample template ${ctx.newId()}`,
      title: 'A sample',
    });
    const recurring = await ctx.run(createRecurringTicketAction, {
      name: `Sample recurring ticket ${ctx.newId()}`,
      title: 'Server care',
      assignment: 'template',
      catchUp: 'last',
      ...weekly,
    });
    await ctx.db.insert(recurringTicketRuns, {
      recurringTicketId: recurring.id,
      originalStart: '2029-12-31T08:00',
      dueAt: ctx.now(),
      outcome: 'missed',
    });
    return {
      'checklist template': template.id,
      checklist: checklist ?? '',
      'checklist item': item?.id ?? '',
      macro: macro.id,
      'canned text': canned.id,
      'ticket template': prepared.id,
      'recurring ticket': recurring.id,
    };
  },
  inputs: {
    'checklist_template.list': () => ({}),
    'checklist_template.get': (ids) => ({ id: ids['checklist template'] }),
    'checklist_template.create': (ids) => ({
      name: 'Another checklist',
      items: [{ label: 'One' }],
      boardId: ids['board'],
      priorityId: ids['priority'],
      categoryId: ids['category'],
      typeId: ids['ticket type'],
    }),
    'checklist_template.update': (ids) => ({
      id: ids['checklist template'],
      items: [{ label: 'Two' }],
      boardId: ids['board'],
    }),
    'checklist_template.delete': (ids) => ({ id: ids['checklist template'] }),
    'ticket.checklists': (ids) => ({ ticketId: ids['ticket'] }),
    'ticket_checklist.add': (ids) => ({ ticketId: ids['ticket'], templateId: ids['checklist template'] }),
    'ticket_checklist.remove': (ids) => ({ id: ids['checklist'] }),
    'checklist_item.add': (ids) => ({ checklistId: ids['checklist'], label: 'One more' }),
    'checklist_item.update': (ids) => ({ id: ids['checklist item'], isDone: true, ownerId: ids['user'] }),
    'checklist_item.remove': (ids) => ({ id: ids['checklist item'] }),
    'macro.list': () => ({}),
    'macro.preview': (ids) => ({ id: ids['macro'], ticketId: ids['ticket'] }),
    'macro.run': (ids) => ({ id: ids['macro'], ticketId: ids['ticket'] }),
    'macro.create': (ids) => ({
      name: 'Another macro',
      steps: {
        typeId: ids['ticket type'],
        categoryId: ids['category'],
        priorityId: ids['priority'],
        assignee: ids['user'],
        teamId: ids['team'],
      },
      scope: 'team',
      teamId: ids['team'],
    }),
    'macro.update': (ids) => ({ id: ids['macro'], name: 'Renamed', steps: { priorityId: ids['priority'] } }),
    'macro.delete': (ids) => ({ id: ids['macro'] }),
    'canned_text.list': () => ({}),
    'canned_text.render': (ids) => ({ id: ids['canned text'], ticketId: ids['ticket'] }),
    'canned_text.create': (ids) => ({
      name: 'Another text',
      shortcut: ';another',
      body: 'Hello',
      scope: 'team',
      teamId: ids['team'],
    }),
    'canned_text.update': (ids) => ({ id: ids['canned text'], body: 'Good day' }),
    'canned_text.delete': (ids) => ({ id: ids['canned text'] }),
    'ticket_template.list': () => ({}),
    'ticket_template.create': (ids) => ({
      name: 'Another template',
      title: 'Toner',
      boardId: ids['board'],
      typeId: ids['ticket type'],
      categoryId: ids['category'],
      subcategoryId: ids['subcategory'],
      priorityId: ids['priority'],
      assignedTo: ids['user'],
      clientId: ids['client'],
      checklistTemplateId: ids['checklist template'],
      macroId: ids['macro'],
    }),
    'ticket_template.update': (ids) => ({ id: ids['ticket template'], clientId: ids['client'] }),
    'ticket_template.delete': (ids) => ({ id: ids['ticket template'] }),
    'ticket_template.use': (ids) => ({ id: ids['ticket template'], contactId: ids['contact'] }),
    'recurring_ticket.list': () => ({}),
    'recurring_ticket.get': (ids) => ({ id: ids['recurring ticket'] }),
    'recurring_ticket.preview': () => weekly,
    'recurring_ticket.create': (ids) => ({
      name: 'Another recurring ticket',
      title: 'Patch day',
      templateId: ids['ticket template'],
      boardId: ids['board'],
      priorityId: ids['priority'],
      clientId: ids['client'],
      contactId: ids['contact'],
      assignment: 'people',
      personIds: [ids['user']],
      ...weekly,
    }),
    'recurring_ticket.update': (ids) => ({
      id: ids['recurring ticket'],
      assignment: 'person',
      assignedTo: ids['user'],
      teamId: ids['team'],
    }),
    'recurring_ticket.delete': (ids) => ({ id: ids['recurring ticket'] }),
  },
};
