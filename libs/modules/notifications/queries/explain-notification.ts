import { defineQuery } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { readRules } from '../addressees';
import { explainNotification } from '../contract';
import { subtypes, type Subtype } from '../domain/subtypes';
import { waysOf } from '../domain/ways';
import { ownUser } from '../own-user';
import { notificationPreferences, notifications } from '../tables';

/** Rule, relation and ways of one of the caller's own notifications, with the history of its mail. Throws not_found for another's. */
export const explainNotificationQuery = defineQuery(explainNotification, {
  signedIn: true,
  run: async (ctx, { id }) => {
    const userId = ownUser(ctx);
    const found = await ctx.db.find(notifications, { id, userId });
    if (!found) throw notFound(notifications.noun);
    const subtype = found.subtype as Subtype;
    const choices = await ctx.db.list(notificationPreferences, { userId });
    const history = found.emailId
      ? await ctx.db.rows<{ state: string; at: Date; detail: string }>(
          sql`select state, at, detail from email_message_states where tenant_id = ${ctx.tenant} and message_id = ${found.emailId}
              order by at, id limit 50`,
        )
      : [];
    return {
      subtype,
      category: subtypes[subtype].category,
      reason: found.reason,
      isInApp: found.isInApp,
      ways: waysOf(subtype, await readRules(ctx), choices),
      mail: { outcome: found.mailOutcome, dueAt: found.mailDueAt, history },
    };
  },
});
