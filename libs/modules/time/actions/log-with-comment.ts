import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { addCommentAction, updateTicketAction } from '@kelp/tickets';
import { workServices } from '../choose-service';
import { logWithComment } from '../contract';
import { parseQuickLog } from '../domain/parse-quick-log';
import { writeEntry } from '../write-entry';

/**
 * One act of the composer: the reply or note, the time it took, and the status if one is chosen. All of it happens or nothing. The time
 * is handed in for approval at once and ends now.
 */
export const logWithCommentAction = defineAction(logWithComment, {
  permission: 'time_entry.create',
  run: async (ctx, input) => {
    ctx.require('time_sheet.submit');
    const { ticketId, visibility, text, statusId, isResolution, closeOverrideReason, uploads, isBillable } = input;
    const told = await readTold(ctx, input);
    const comment = await ctx.run(addCommentAction, { ticketId, visibility, text, isResolution, uploads });
    const { entry, warnings } = await writeEntry(ctx, {
      ...told,
      ticketId,
      commentId: comment.id,
      isBillable,
      submit: true,
    });
    // Last, so that the time counts when the board asks for time before closing.
    if (statusId) await ctx.run(updateTicketAction, { id: ticketId, statusId, closeOverrideReason });
    return { commentId: comment.id, entryId: entry.id, minutes: entry.minutes, warnings };
  },
});

/** Minutes, service and note as typed: in numbers, or as a line such as `45m onsite replaced the toner`. */
async function readTold(ctx: Ctx, { minutes, quick, serviceId }: z.output<typeof logWithComment.input>) {
  if (quick !== undefined && minutes === undefined) {
    const line = parseQuickLog(quick, await workServices(ctx));
    return { minutes: line.minutes, serviceId: line.serviceId ?? serviceId, notes: line.note };
  }
  if (quick !== undefined || minutes === undefined) {
    throw invalid('Say how long it took, in minutes or as a line such as "45m onsite".', {
      quick: 'Give the time worked.',
    });
  }
  return { minutes, serviceId, notes: '' };
}
