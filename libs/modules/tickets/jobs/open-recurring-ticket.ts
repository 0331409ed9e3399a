import { defineJob, z } from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import { openOccurrence } from '../open-occurrence';
import { recurringTicketRuns } from '../tables';

const input = z.object({ id: z.uuid(), originalStart: z.string(), dueAt: z.iso.datetime() });
export type OccurrenceToOpen = z.output<typeof input>;

/**
 * Opens the ticket of one occurrence. Its run row stands in the same transaction under a unique key, so a repeated job opens none. What a
 * rule refuses (an inactive client) is noted with its sentence instead of being tried for ever.
 */
export const openRecurringTicket = defineJob({
  name: 'open-recurring-ticket',
  queue: 'default',
  input,
  key: ({ id, originalStart }) => `${id}:${originalStart}`,
  process: async (unit, occurrence) => {
    try {
      await unit.transaction((ctx) => openOccurrence(ctx, occurrence));
    } catch (error) {
      if (!isAppError(error)) throw error;
      await unit.transaction(async (ctx) => {
        const key = { recurringTicketId: occurrence.id, originalStart: occurrence.originalStart };
        if (await ctx.db.find(recurringTicketRuns, key)) return;
        const dueAt = new Date(occurrence.dueAt);
        await ctx.db.insert(recurringTicketRuns, { ...key, dueAt, outcome: 'failed', reason: error.message });
        ctx.touch('recurring_ticket');
      });
    }
  },
});
