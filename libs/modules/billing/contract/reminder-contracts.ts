import { contract, idOf, instant, lineOfText, minorUnits, z } from '@kelp/kernel/contract';

export const reminderStep = z.object({
  /** Days after the due date. */
  days: z.number().int().min(1, 'A reminder comes at least one day after the due date.').max(365),
  /** What the mail says beside the facts. */
  message: lineOfText(500),
});

/** What reminds of an invoice: mails sent, lines in dispute, and whether it is paused. */
export const getReminders = contract({
  name: 'invoice.reminders',
  input: z.object({ id: idOf('invoice') }),
  output: z.object({
    isPaused: z.boolean(),
    /** False: no steps are set, so nobody is reminded. */
    isOn: z.boolean(),
    sent: z.array(z.object({ id: z.uuid(), days: z.number(), amount: minorUnits, to: z.string(), at: instant })),
    disputes: z.array(
      z.object({
        id: z.uuid(),
        position: z.number(),
        description: z.string(),
        amount: minorUnits,
        reason: z.string(),
        openedBy: z.string(),
        openedAt: instant,
        outcome: z.string().nullable(),
        resolvedAt: instant.nullable(),
      }),
    ),
  }),
});

/** Pauses the reminders of one invoice, or lets them go on. */
export const pauseReminders = contract({
  name: 'invoice.pause_reminders',
  input: z.object({ id: idOf('invoice'), isPaused: z.boolean() }),
  output: z.object({ isPaused: z.boolean() }),
});

/** Marks a line as disputed: reminders leave its amount out until the dispute is settled. */
export const disputeLine = contract({
  name: 'invoice.dispute_line',
  input: z.object({ id: idOf('invoice'), position: z.number().int().min(1), reason: lineOfText(500) }),
  output: z.object({ id: z.uuid() }),
});

export const resolveDispute = contract({
  name: 'invoice.resolve_dispute',
  input: z.object({ id: idOf('dispute'), outcome: lineOfText(500) }),
  output: z.object({ id: z.uuid() }),
});
