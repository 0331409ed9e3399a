import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, stale } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { readAddressees } from '../addressees';
import { saveNotificationHabits } from '../contract';
import { leavesTime } from '../domain/quiet-hours';
import { noticeLanguages } from '../domain/wordings';
import { ownUser } from '../own-user';
import { quietTimeOf } from '../plan-mail';
import { notificationHabits } from '../tables';
import { quietKind } from '../waiting-mail';

const maxPauseDays = 90;

/** The caller's quiet hours, pause and language. Throws invalid for hours that leave no time, stale for an old version. */
export const saveNotificationHabitsAction = defineAction(saveNotificationHabits, {
  signedIn: true,
  run: async (ctx, { version, ...habits }) => {
    const userId = ownUser(ctx);
    if (habits.isQuiet && !leavesTime(habits))
      throw invalid('Leave at least one day of the week on which you may be reached.', {
        quietDays: 'Leave one day out.',
      });
    const { pausedUntil, locale } = habits;
    if (pausedUntil && pausedUntil.getTime() > ctx.now().getTime() + maxPauseDays * 86_400_000)
      throw invalid(`Pause for at most ${maxPauseDays} days.`, { pausedUntil: 'Too far away.' });
    if (locale && !noticeLanguages.includes(locale.split('-')[0] ?? ''))
      throw invalid('Notices do not speak this language. Choose one of the list.', { locale: 'Not offered.' });
    const saved = await write(ctx, userId, habits, version);
    await moveWaiting(ctx, userId);
    ctx.touch('notification');
    return { version: saved };
  },
});

type Habits = Omit<Parameters<typeof saveNotificationHabitsAction.run>[1], 'version'>;

async function write(ctx: Ctx, userId: string, habits: Habits, version: number | null): Promise<number> {
  const quietDays = [...new Set(habits.quietDays)];
  const own = await ctx.db.find(notificationHabits, { userId });
  if (own) {
    if (version === null) throw stale(notificationHabits.noun, ['isQuiet']);
    return (await ctx.db.update(notificationHabits, own.id, { ...habits, quietDays }, version)).version;
  }
  return (await ctx.db.insert(notificationHabits, { ...habits, quietDays, userId })).version;
}

/** Mail that waits for quiet to end goes by the new hours: now, when there are none any more. */
async function moveWaiting(ctx: Ctx, userId: string): Promise<void> {
  const [person] = await readAddressees(ctx, [userId]);
  if (!person) return;
  const until = quietTimeOf(person, ctx.now()) ?? ctx.now();
  const moved = await ctx.db.rows(
    sql`update notifications set mail_due_at = ${until} where tenant_id = ${ctx.tenant} and user_id = ${userId}
        and is_mail_waiting and mail_outcome = 'quiet' returning id`,
  );
  if (moved.length > 0) await ctx.setDue(quietKind, userId, until);
}
