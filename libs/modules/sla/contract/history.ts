import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';

export const createItilPolicy = contract({
  name: 'sla_policy.create_itil',
  input: z.object({ name: lineOfText().default('ITIL standard'), calendarId: idOf('business_calendar') }),
  output: z.object({ id: z.uuid() }),
});

const edition = z.object({
  number: z.number(),
  recordedAt: instant,
  /** Who wrote it; empty for the oldest ones. */
  recordedBy: z.string(),
  /** What differs from the one before, one line each; empty for the first. */
  changes: z.array(z.string()),
});
export type Edition = z.output<typeof edition>;

/** Every revision of a policy's promises, newest first. */
export const listPolicyHistory = contract({
  name: 'sla_policy.history',
  input: z.object({ id: idOf('sla_policy') }),
  output: z.object({ rows: z.array(edition) }),
});

/** Every version of a calendar's hours, newest first. */
export const listCalendarHistory = contract({
  name: 'business_calendar.history',
  input: z.object({ id: idOf('business_calendar') }),
  output: z.object({ rows: z.array(edition.extend({ effectiveAt: instant })) }),
});
