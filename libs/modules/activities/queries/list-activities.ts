import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, groupBy, localDate, startOfLocalDay } from '@kelp/std';
import { listActivities, shippedGroup } from '../contract';
import { arrange } from '../domain/arrange';
import { assertMayView, ownId, personOf, type Person } from '../own-list';
import { readGroups, readItems, readPlaces, readSnoozes } from '../read-work';
import { mostOfSource } from '../slots';

/** What a person has to do, by what to do next. A colleague's list has the shipped groups and nothing snoozed: the rest is private. */
export const listActivitiesQuery = defineQuery(listActivities, {
  permission: 'activity.read',
  run: async (ctx, { userId = ownId(ctx) }) => {
    await assertMayView(ctx, userId);
    const [person, now, upTo] = await Promise.all([personOf(ctx, userId), ctx.time(), ctx.upTo()]);
    const isOwn = userId === ctx.actor.id;
    const [items, own, doneToday] = await Promise.all([
      readItems(ctx, userId),
      isOwn ? readOwn(ctx, userId) : ofColleague,
      isOwn ? countDone(ctx, person, now) : 0,
    ]);
    const { groups, places, snoozes } = own;
    const list = arrange(items, {
      groups: groups.map(({ key }) => key),
      places,
      snoozes,
      now,
      zone: person.zone,
    });
    const isCapped = [...groupBy(items, ({ kind }) => kind).values()].some((one) => one.length >= mostOfSource);
    return { ...list, next: null, groups, person: { id: person.id, name: person.name }, isCapped, doneToday, upTo };
  },
});

const ofColleague = {
  groups: shippedGroup.options.map((key) => ({ key: key as string, name: null, isCollapsed: false })),
  places: new Map(),
  snoozes: new Map(),
};

async function readOwn(ctx: ReadCtx, userId: string) {
  const [groups, places, snoozes] = await Promise.all([
    readGroups(ctx, userId),
    readPlaces(ctx, userId),
    readSnoozes(ctx, userId),
  ]);
  return { groups, places, snoozes };
}

/** To-dos that were done since midnight of the person's day. */
async function countDone(ctx: ReadCtx, { id, zone }: Person, now: Date): Promise<number> {
  const day = localDate(now, zone);
  const { count } = await ctx.db.one<{ count: number }>(
    sql`select count(*)::int as count from ad_hoc_items where tenant_id = ${ctx.tenant} and user_id = ${id}
        and done_at >= ${startOfLocalDay(day, zone)} and done_at < ${startOfLocalDay(addDays(day, 1), zone)}`,
  );
  return count;
}
