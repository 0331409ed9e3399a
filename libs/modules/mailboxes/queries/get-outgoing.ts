import { defineQuery, emailMessages, emailMessageStates } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { getOutgoing } from '../contract';
import { outgoingRows } from './outgoing-rows';

/** One message with everything that happened to it, but not its words. */
export const getOutgoingQuery = defineQuery(getOutgoing, {
  permission: 'email_settings.read',
  run: async (ctx, { id }) => {
    const [row] = await outgoingRows(ctx, sql`e.id = ${id}`, 1);
    if (!row) throw notFound('message');
    const message = await ctx.db.get(emailMessages, id);
    const states = await ctx.db.list(emailMessageStates, { messageId: id }, { orderBy: 'id', limit: 500 });
    const { replyTo, locale, templateSource, templateVersion, transport, bodyHash } = message;
    return {
      ...row,
      ...{ replyTo, locale, templateSource, templateVersion, transport, bodyHash },
      from: message.fromAddress,
      messageId: message.rfcMessageId,
      files: message.attachments.map(({ filename }) => filename),
      timeline: states.map(({ id: lineId, at, state, detail, attempt }) => ({
        id: lineId,
        at,
        state,
        detail,
        attempt,
      })),
    };
  },
});
