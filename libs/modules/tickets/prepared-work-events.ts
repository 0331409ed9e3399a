import { defineEvent, z } from '@kelp/kernel';

/** The wait that a macro began is over and nothing has happened: the person who ran it wants to know. */
export const ticketReminded = defineEvent('ticket.reminded', 1, z.object({ ticketId: z.uuid(), userId: z.uuid() }));

/** The last item of a checklist was checked. */
export const ticketChecklistFinished = defineEvent(
  'ticket.checklist_finished',
  1,
  z.object({ ticketId: z.uuid(), checklistId: z.uuid(), templateId: z.uuid().nullable() }),
);
