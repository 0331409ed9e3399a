import { defineQuery } from '@kelp/kernel';
import { renderCannedText } from '../contract/canned-texts';
import { fillText } from '../fill-text';
import { assertUsable } from '../sharing';
import { cannedTexts, tickets } from '../tables';

/** A text with the names of the ticket in its places. */
export const renderCannedTextQuery = defineQuery(renderCannedText, {
  permission: 'canned_text.use',
  run: async (ctx, { id, ticketId }) => {
    ctx.require('ticket.read');
    const canned = await ctx.db.get(cannedTexts, id);
    await assertUsable(ctx, canned, 'canned text');
    const ticket = await ctx.db.get(tickets, ticketId);
    ctx.assertVisible('ticket.read', ticket, 'ticket');
    return { text: await fillText(ctx, canned.body, ticket) };
  },
});
