import { defineAction, emailMessages, putOff, suppressionOf } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { resendOutgoing } from '../contract';

const again = ['failed', 'bounced', 'complained', 'suppressed'];

/** Sends a message again that did not arrive. Its age counts anew from now. */
export const resendOutgoingAction = defineAction(resendOutgoing, {
  permission: 'email_settings.update',
  run: async (ctx, { id }) => {
    const message = await ctx.db.lock(emailMessages, id);
    if (!again.includes(message.state))
      throw refused('message.not_failed', 'Only a mail that failed or came back can be sent again.');
    if (await suppressionOf(ctx, message.toAddress))
      throw refused('message.suppressed', `${message.toAddress} gets no mail now. Allow the address first.`);
    const patch = { error: null, bounceKind: null, bouncedAt: null, createdAt: ctx.now(), attempts: 0 };
    await putOff(ctx, [{ message, state: 'queued', detail: `Sent again by ${ctx.actor.name}.`, wakeAt: null, patch }]);
    return { id };
  },
});
