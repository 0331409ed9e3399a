import { defineAction } from '@kelp/kernel';
import { addCommentAction, closesWith, updateTicketAction } from '@kelp/tickets';
import { logWithComment } from '../contract';
import { readWorked } from '../read-worked';
import { writeEntry } from '../write-entry';

/**
 * One act of the composer: the reply or note, the time it took, and the status if one is chosen. All of it happens or nothing. The time
 * is handed in for approval at once; it ends now unless it says when it began.
 */
export const logWithCommentAction = defineAction(logWithComment, {
  permission: 'time_entry.create',
  run: async (ctx, input) => {
    ctx.require('time_sheet.submit');
    const { ticketId, visibility, text, statusId, isResolution, closeOverrideReason, uploads, parentId, heldId } =
      input;
    const worked = await readWorked(ctx, input);
    const { confirmsNames } = input;
    const closing = { isResolution: isResolution ?? (await closesWith(ctx, statusId)), confirmsNames };
    const written = { ticketId, visibility, text, ...closing, uploads, parentId, heldId };
    const { id: commentId } = await ctx.run(addCommentAction, written);
    const { entry, warnings } = await writeEntry(ctx, {
      ...worked,
      notes: input.notes ?? worked.notes,
      startedAt: input.startedAt ?? worked.startedAt,
      ticketId,
      commentId,
      submit: true,
    });
    // Last, so that the time counts when the board asks for time before closing.
    if (statusId) await ctx.run(updateTicketAction, { id: ticketId, statusId, closeOverrideReason });
    return { commentId, entryId: entry.id, minutes: entry.minutes, warnings };
  },
});
