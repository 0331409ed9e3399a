import { defineAction } from '@kelp/kernel';
import { assignmentFields, checkRecurringTicket } from '../check-recurring-ticket';
import { updateRecurringTicket } from '../contract/recurring-tickets';
import { schedule } from '../recurrence-of';
import { recurringTickets } from '../tables';

const timeFields = ['rule', 'zone', 'startsAtWall', 'endsOn', 'closedDays', 'changes'] as const;

/**
 * Changes a recurring ticket from now on; tickets that it opened stay. New times and the end of a pause look forward only: what fell into
 * the pause is not opened later.
 */
export const updateRecurringTicketAction = defineAction(updateRecurringTicket, {
  permission: 'recurring_ticket.update',
  run: async (ctx, { id, version, ...changes }) => {
    const before = await ctx.db.lock(recurringTickets, id);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const whole = { ...before, ...given };
    await checkRecurringTicket(ctx, whole);
    const isResumed = before.isPaused && changes.isPaused === false;
    const isRetimed = timeFields.some((field) => changes[field] !== undefined && changes[field] !== before[field]);
    const after = await ctx.db.update(
      recurringTickets,
      id,
      { ...changes, ...assignmentFields(whole), ...(isResumed || isRetimed ? { handledUntil: ctx.now() } : {}) },
      version,
    );
    await schedule(ctx, after);
    ctx.touch('recurring_ticket');
    return { id, version: after.version };
  },
});
