import { defineAction, type Ctx } from '@kelp/kernel';
import { inboundRoutes } from '@kelp/identity';
import { boards } from '@kelp/tickets';
import { createMailbox } from '../contract';
import { mailboxes } from '../tables';

/** A new address that takes mail for a board. An address belongs to one mailbox of the whole installation. */
export const createMailboxAction = defineAction(createMailbox, {
  permission: 'email_settings.update',
  run: async (ctx, { name, address, boardId, reopenHours }) => {
    await ctx.db.get(boards, boardId);
    const mailbox = await ctx.db.insert(mailboxes, { name, address, boardId });
    await ctx.db.insertMany(inboundRoutes, [{ address, mailboxId: mailbox.id }]);
    await setReopenHours(ctx, boardId, reopenHours);
    ctx.touch('mailbox');
    return { id: mailbox.id };
  },
});

/** How long after closing a client's reply reopens a ticket of this board; left as it is when not given. */
export async function setReopenHours(ctx: Ctx, boardId: string, reopenHours: number | undefined): Promise<void> {
  if (reopenHours !== undefined) await ctx.db.update(boards, boardId, { reopenHours });
}
