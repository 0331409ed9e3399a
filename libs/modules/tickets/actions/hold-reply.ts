import { defineAction } from '@kelp/kernel';
import { addComment, holdReply } from '../contract';
import { keepBack } from '../held-replies';
import { assertAnswerable } from '../threads';

/** A public reply that leaves in ten seconds, or at the time chosen, unless it is taken back. Closing the browser does not lose it. */
export const holdReplyAction = defineAction(holdReply, {
  permission: 'ticket_comment.create_public',
  run: async (ctx, { ticketId, lastSeenId, sendAt, zone, ...written }) => {
    if (written.parentId) await assertAnswerable(ctx, ticketId, written.parentId, 'public');
    const input = { ticketId, visibility: 'public', ...written };
    const held = await keepBack(ctx, { ticketId, action: addComment.name, input, lastSeenId, sendAt, zone });
    return { id: held.id, sendAt: held.sendAt };
  },
});
