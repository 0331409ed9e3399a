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

const aboutSheet = z.object({
  timesheetId: z.uuid(),
  userId: z.uuid(),
  /** Local dates; the end is excluded. */
  startsOn: z.string(),
  endsOn: z.string(),
});

export const timesheetSubmitted = defineEvent('time_sheet.submitted', 1, aboutSheet.extend({ minutes: z.number() }));
export const timesheetApproved = defineEvent('time_sheet.approved', 1, aboutSheet);
/** Sent back, or its approval taken back; `reason` is empty when single entries were sent back, which have theirs. */
export const timesheetChangesRequested = defineEvent(
  'time_sheet.changes_requested',
  1,
  aboutSheet.extend({ reason: z.string() }),
);
/** The period is over for longer than the workspace waits, and the sheet is not handed in. Once a period. */
export const timesheetLate = defineEvent('time_sheet.late', 1, aboutSheet);
