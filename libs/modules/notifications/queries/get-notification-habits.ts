import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { initialHabits, readAddressees } from '../addressees';
import { getNotificationHabits } from '../contract';
import { noticeLanguages } from '../domain/wordings';
import { ownUser } from '../own-user';
import { quietTimeOf } from '../plan-mail';
import { notificationHabits } from '../tables';

/** When and in which language the caller is told, and whether mail waits for the end of quiet hours. */
export const getNotificationHabitsQuery = defineQuery(getNotificationHabits, {
  signedIn: true,
  run: async (ctx) => {
    const userId = ownUser(ctx);
    await ctx.time();
    const own = await ctx.db.find(notificationHabits, { userId });
    const [person] = await readAddressees(ctx, [userId]);
    const { count } = await ctx.db.one<{ count: bigint }>(
      sql`select count(*) as count from notifications
          where tenant_id = ${ctx.tenant} and user_id = ${userId} and is_mail_waiting and mail_outcome = 'quiet'`,
    );
    const { isQuiet, quietFrom, quietUntil, quietDays, letsUrgent, pausedUntil, locale } = own ?? initialHabits;
    return {
      ...{ isQuiet, quietFrom, quietUntil, letsUrgent, locale },
      quietDays: [...quietDays],
      pausedUntil: pausedUntil && pausedUntil > ctx.now() ? pausedUntil : null,
      zone: person?.zone ?? 'UTC',
      languages: noticeLanguages,
      quietNow: person ? quietTimeOf(person, ctx.now()) : null,
      waiting: Number(count),
      version: own?.version ?? null,
    };
  },
});
