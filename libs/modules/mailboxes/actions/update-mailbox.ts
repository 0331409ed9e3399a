import { defineAction } from '@kelp/kernel';
import { inboundRoutes } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { boards } from '@kelp/tickets';
import { updateMailbox } from '../contract';
import { mailboxes } from '../tables';
import { setReopenHours } from './create-mailbox';

/** Changes a mailbox. An inactive one takes no more mail: senders are told 550. */
export const updateMailboxAction = defineAction(updateMailbox, {
  permission: 'email_settings.update',
  run: async (ctx, { id, version, reopenHours, ...patch }) => {
    if (patch.boardId) await ctx.db.get(boards, patch.boardId);
    const after = await ctx.db.update(mailboxes, id, patch, version);
    await ctx.db.rows(sql`delete from inbound_routes where tenant_id = ${ctx.tenant} and mailbox_id = ${id}`);
    if (after.isActive) await ctx.db.insertMany(inboundRoutes, [{ address: after.address, mailboxId: id }]);
    await setReopenHours(ctx, after.boardId, reopenHours);
    ctx.touch('mailbox');
    return { id, version: after.version };
  },
});
