import { defineAction, mailSuppressions } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { clearSuppression } from '../contract';

/** Mail goes to the address again. Soft bounces so far no longer count towards the next suppression. */
export const clearSuppressionAction = defineAction(clearSuppression, {
  permission: 'email_settings.update',
  run: async (ctx, { id }) => {
    const { address } = await ctx.db.lock(mailSuppressions, id);
    await ctx.db.remove(mailSuppressions, id);
    await ctx.db.rows(
      sql`update email_messages set bounce_kind = null where tenant_id = ${ctx.tenant} and to_address = ${address} and bounce_kind = 'soft'`,
    );
    ctx.touch('mail');
    return { address };
  },
});
