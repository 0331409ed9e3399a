import type { ReadCtx } from '@kelp/kernel';
import { loadCalendars } from './calendars';
import { slaRecipientHours } from './tables';

/**
 * When each of these people may be told something that respects their hours: `at` itself while their own business calendar is
 * open, else its next opening. People without one go by `usualCalendarId`; without either, and when it never opens, at once.
 */
export async function nextOwnHours(
  ctx: ReadCtx,
  userIds: readonly string[],
  usualCalendarId: string | null,
  at: Date,
): Promise<Map<string, Date>> {
  const chosen = await ctx.db.list(slaRecipientHours, { userId: [...userIds] });
  const calendarOf = (userId: string) => chosen.find((row) => row.userId === userId)?.calendarId ?? usualCalendarId;
  const ids = new Set(userIds.flatMap((userId) => calendarOf(userId) ?? []));
  const calendars = await loadCalendars(ctx, [...ids]);
  return new Map(
    userIds.map((userId) => {
      const calendar = calendars.get(calendarOf(userId) ?? '')?.calendar;
      // The instant after which a millisecond has been open, less that millisecond, is the opening itself.
      const next = calendar?.inverse(calendar.cumulative(at) + 1);
      return [userId, next ? new Date(Math.max(at.getTime(), next.getTime() - 1)) : at];
    }),
  );
}
