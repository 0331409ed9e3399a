import { defineQuery } from '@kelp/kernel';
import { getAttachment } from '../contract';
import { attachments } from '../tables';

/** Where an attachment's bytes are, for staff; the file door streams them. */
export const getAttachmentQuery = defineQuery(getAttachment, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    const { filename, contentType, size, storageKey } = await ctx.db.get(attachments, id);
    return { filename, contentType, size: Number(size), storageKey };
  },
});
