import { defineEvent, z } from '@kelp/kernel';

const about = z.object({
  entryId: z.uuid(),
  userId: z.uuid(),
  ticketId: z.uuid().nullable(),
  clientId: z.uuid().nullable(),
  /** Local date of the work. */
  workDate: z.string(),
  minutes: z.number(),
  billableMinutes: z.number(),
});

export const timeEntryCreated = defineEvent('time_entry.created', 1, about);
export const timeEntryUpdated = defineEvent('time_entry.updated', 1, about.extend({ fields: z.array(z.string()) }));
export const timeEntryDeleted = defineEvent('time_entry.deleted', 1, about);
export const timeEntrySubmitted = defineEvent('time_entry.submitted', 1, about);
export const timeEntryApproved = defineEvent('time_entry.approved', 1, about.extend({ approvedBy: z.uuid() }));
export const timeEntryChangesRequested = defineEvent(
  'time_entry.changes_requested',
  1,
  about.extend({ requestedBy: z.uuid(), reason: z.string() }),
);
export const timeEntryApprovalReversed = defineEvent('time_entry.approval_reversed', 1, about);
