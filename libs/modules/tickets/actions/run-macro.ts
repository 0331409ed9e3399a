import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { runMacro } from '../contract/macros';
import { macroReminderKind } from '../jobs/remind-of-macro';
import { planMacro } from '../plan-macro';
import { assertUsable } from '../sharing';
import { macros, tickets } from '../tables';
import { addCommentAction } from './add-comment';
import { updateTicketAction } from './update-ticket';

/**
 * Runs a macro on one ticket: the text, the time, then the fields, so that a rule which asks for time or a solution before closing
 * finds them. All or nothing; refused with the first sentence that its preview shows as a problem.
 */
export const runMacroAction = defineAction(runMacro, {
  permission: 'macro.use',
  run: async (ctx, { id, ticketId }) => {
    const macro = await ctx.db.get(macros, id);
    await assertUsable(ctx, macro, 'macro');
    const ticket = await ctx.db.lock(tickets, ticketId);
    const { plan, update, time } = await planMacro(ctx, macro, ticket);
    const [problem] = plan.problems;
    if (problem) throw refused('macro.cannot_run', problem, { problems: plan.problems });
    if (plan.comment) await ctx.run(addCommentAction, { ticketId, ...plan.comment, uploads: [] });
    if (time) await ctx.run(time.action, time.input as never);
    if (Object.keys(update).length > 0) await ctx.run(updateTicketAction, { id: ticketId, ...update });
    if (plan.remindAt) {
      const statusId = update.statusId ?? ticket.statusId;
      await ctx.setDue(macroReminderKind, `${ticketId}:${ctx.actor.id}`, plan.remindAt, {
        ticketId,
        statusId,
        userId: ctx.actor.id,
        since: ctx.now().toISOString(),
      });
    }
    return { ticketId };
  },
});
