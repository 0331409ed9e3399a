import { defineAction } from '@kelp/kernel';
import { releaseReply } from '../contract';
import { lockOwnHeldReply, sendLater } from '../held-replies';

/** Lets a reply that waits, or was stopped, leave now. */
export const releaseReplyAction = defineAction(releaseReply, {
  permission: 'ticket_comment.create_public',
  run: async (ctx, { id, version }) => {
    const held = await lockOwnHeldReply(ctx, id);
    await sendLater(ctx, held, { sendAt: ctx.now(), isScheduled: false }, version);
    return { id };
  },
});
