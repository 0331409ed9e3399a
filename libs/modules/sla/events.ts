import { defineEvent, z } from '@kelp/kernel';

const crossing = z.object({
  ticketId: z.uuid(),
  clock: z.enum(['response', 'resolution']),
  /** Counts the spells between reopenings, from 0. */
  epoch: z.number().int(),
  /** The highest threshold that was crossed in this act and is worth telling. */
  percent: z.number().int(),
  /** ISO instant; null when the calendar never opens again. */
  dueAt: z.iso.datetime().nullable(),
  policyName: z.string(),
  /** The escalation level that was reached by this act; null when none was. */
  level: z.number().int().nullable(),
  /** As they are at this moment; who is told is read again when it is told. */
  assignedTo: z.uuid().nullable(),
  boardManagerId: z.uuid().nullable(),
  /** Whom the rules that were crossed ask to be told. */
  recipients: z
    .object({
      assignee: z.boolean(),
      team: z.boolean(),
      boardManager: z.boolean(),
      userIds: z.array(z.uuid()),
    })
    .default({ assignee: true, team: false, boardManager: false, userIds: [] }),
  channels: z.array(z.enum(['in_app', 'email'])).default(['in_app', 'email']),
  /** Whether telling waits for the person's own hours, and by which calendar they are read when a person has none. */
  respectsHours: z.boolean().default(false),
  calendarId: z.uuid().nullable().default(null),
});

/** A clock passed a threshold other than its due: before it as a warning, after it as an escalation. */
export const slaThresholdCrossed = defineEvent('sla.threshold_crossed', 1, crossing);
/** A clock passed its due. Takes the place of `sla.threshold_crossed` for everything crossed in the same act. */
export const slaBreached = defineEvent('sla.breached', 1, crossing);
