import { defineAction } from '@kelp/kernel';
import { withdrawReply } from '../contract';
import { dropHeldReply, lockOwnHeldReply } from '../held-replies';
import { uploads } from '../tables';

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** Takes a reply back before it left, and hands over all that it held, for the draft. */
export const withdrawReplyAction = defineAction(withdrawReply, {
  permission: 'ticket_comment.create_public',
  run: async (ctx, { id }) => {
    const held = await lockOwnHeldReply(ctx, id);
    await dropHeldReply(ctx, held);
    const { text, statusId, uploads: files, ticketId, visibility: _public, ...rest } = held.input;
    const found = await ctx.db.list(uploads, { id: idsOf(files) }, { orderBy: 'id' });
    return {
      ticketId: String(ticketId),
      text: String(text),
      statusId: typeof statusId === 'string' ? statusId : null,
      uploads: found.map(({ id: uploadId, filename, size }) => ({ id: uploadId, filename, size: Number(size) })),
      rest,
    };
  },
});
