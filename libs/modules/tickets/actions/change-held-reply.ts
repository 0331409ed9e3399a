import { defineAction } from '@kelp/kernel';
import { changeHeldReply } from '../contract';
import { lockOwnHeldReply, sendLater, timeOf } from '../held-replies';

/** New words or another time for a reply that waits; one that was stopped waits again. */
export const changeHeldReplyAction = defineAction(changeHeldReply, {
  permission: 'ticket_comment.create_public',
  run: async (ctx, { id, version, text, sendAt, zone }) => {
    const held = await lockOwnHeldReply(ctx, id);
    const when = await timeOf(ctx, { sendAt: sendAt ?? held.sendAt, zone: zone ?? held.zone });
    const input = text === undefined ? held.input : { ...held.input, text };
    const after = await sendLater(ctx, held, { input, ...when }, version);
    return { id, version: after.version };
  },
});
