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
});

/** A clock passed a threshold other than its due: before it as a warning, after it as an escalation. */
export const slaThresholdCrossed = defineEvent('sla.threshold_crossed', 1, crossing);
/** A clock passed its due. Takes the place of `sla.threshold_crossed` for everything crossed in the same act. */
export const slaBreached = defineEvent('sla.breached', 1, crossing);
