import { defineAction, type z } from '@kelp/kernel';
import { invalid, localDate, notFound, refused } from '@kelp/std';
import { snoozeActivity } from '../contract';
import { isBreached } from '../domain/do-next';
import { backAt, morningOf, snoozeUntil } from '../domain/snooze';
import { ownId, personOf } from '../own-list';
import { putOff, takeBack } from '../put-off';
import { findItem } from '../read-work';

const maxDays = 366;

/**
 * Out of sight until then. A broken service level is refused, since snoozing never hides one; one that falls due meanwhile, and a word of the
 * client, bring the item back at once.
 */
export const snoozeActivityAction = defineAction(snoozeActivity, {
  permission: 'activity.read',
  run: async (ctx, { kind, id, ...wish }) => {
    const userId = ownId(ctx);
    const item = await findItem(ctx, userId, { kind, id });
    if (!item) throw notFound('item of your list');
    const { zone } = await personOf(ctx, userId);
    const until = untilOf(wish, ctx.now(), zone);
    ctx.touch('activity');
    if (!until) {
      await takeBack(ctx, userId, { kind, id });
      return { until: null, backAt: null };
    }
    if (isBreached(item, ctx.now()))
      throw refused(
        'activity.breached',
        'Its service level is broken, so it stays in sight. Work on it, or hand it on.',
      );
    await putOff(ctx, userId, { kind, id }, until);
    return { until, backAt: backAt(item, { untilAt: until, setAt: ctx.now() }) };
  },
});

type Wish = Omit<z.output<typeof snoozeActivity.input>, 'kind' | 'id'>;

/** The instant that is wished for; null to take a snooze back. Throws invalid for what is past, too far, or said twice. */
function untilOf({ preset, on, until }: Wish, now: Date, zone: string): Date | null {
  if ([preset, on, until].filter((one) => one !== undefined).length > 1)
    throw invalid('Say once when it shall come back: a preset, a day or an instant.');
  if (on !== undefined && on <= localDate(now, zone))
    throw invalid('Choose a day after today, or "later today".', { on: 'Choose a day after today.' });
  const at = preset ? snoozeUntil(preset, now, zone) : on ? morningOf(on, zone) : until;
  if (!at) return null;
  if (at <= now || at.getTime() > now.getTime() + maxDays * 86_400_000)
    throw invalid('Choose a time from now on and within a year.', {
      [on ? 'on' : 'until']: 'Not within the next year.',
    });
  return at;
}
