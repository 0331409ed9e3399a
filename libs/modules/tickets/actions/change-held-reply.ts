import { defineAction, type Ctx } from '@kelp/kernel';
import { changeHeldReply } from '../contract';
import { lockOwnHeldReply, sendLater, timeOf, type HeldReply } from '../held-replies';
import { assertNoForeignNames } from '../relations/bundle-parties';

/** New words or another time for a reply that waits; one that was stopped waits again. */
export const changeHeldReplyAction = defineAction(changeHeldReply, {
  permission: 'ticket_comment.create_public',
  run: async (ctx, { id, version, text, sendAt, zone, confirmsNames = false }) => {
    const held = await lockOwnHeldReply(ctx, id);
    const when = await timeOf(ctx, { sendAt: sendAt ?? held.sendAt, zone: zone ?? held.zone });
    const input =
      text === undefined || text === held.input['text'] ? held.input : await reworded(ctx, held, text, confirmsNames);
    const after = await sendLater(ctx, held, { input, ...when }, version);
    return { id, version: after.version };
  },
});

/** New words are looked at anew: a name that was confirmed in the former ones is not confirmed in these. */
async function reworded(ctx: Ctx, held: HeldReply, text: string, confirmsNames: boolean): Promise<HeldReply['input']> {
  await assertNoForeignNames(ctx, { id: held.ticketId }, text, confirmsNames);
  const { confirmsNames: _former, ...rest } = held.input;
  return { ...rest, text, ...(confirmsNames ? { confirmsNames } : {}) };
}
