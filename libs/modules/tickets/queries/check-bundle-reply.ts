import { defineQuery } from '@kelp/kernel';
import { checkBundleReply } from '../contract';
import { foreignNamesIn } from '../relations/bundle-parties';
import { tickets } from '../tables';

/** Looks at a reply before it leaves: would it tell one client of the bundle another's name? */
export const checkBundleReplyQuery = defineQuery(checkBundleReply, {
  permission: 'ticket.read',
  run: async (ctx, { id, text }) => {
    const ticket = await ctx.db.get(tickets, id);
    ctx.assertVisible('ticket.read', ticket, tickets.noun);
    return { names: await foreignNamesIn(ctx, ticket, text) };
  },
});
