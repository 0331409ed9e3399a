import { defineAction } from '@kelp/kernel';
import { invalid, localDate, localParts, wallToInstants } from '@kelp/std';
import { updateToDo } from '../contract';
import { ownId, personOf } from '../own-list';
import { assertOpen, lockToDo } from '../own-to-do';
import { adHocItems } from '../tables';

/** Renames a to-do or moves its date. A stale write is refused. */
export const updateToDoAction = defineAction(updateToDo, {
  permission: 'activity.read',
  run: async (ctx, { id, version, title, dueOn, dueMinute }) => {
    const toDo = await lockToDo(ctx, id);
    assertOpen(toDo);
    const { zone } = await personOf(ctx, ownId(ctx));
    const day = dueOn === undefined ? toDo.dueOn : dueOn;
    const kept = toDo.dueAt && day ? localParts(toDo.dueAt, zone).minuteOfDay : null;
    const minute = dueMinute === undefined ? kept : dueMinute;
    const isMoved = dueOn !== undefined || dueMinute !== undefined;
    const dueAt = isMoved ? instantOf(day, minute, zone) : toDo.dueAt;
    const row = await ctx.db.update(adHocItems, id, { title: title ?? toDo.title, dueOn: day, dueAt, zone }, version);
    ctx.touch('activity');
    return { id, version: row.version };
  },
});

/** Throws invalid for a time without a day, or one that the clocks skip on that day. */
function instantOf(day: string | null, minute: number | null, zone: string): Date | null {
  if (minute === null) return null;
  if (!day) throw invalid('A time needs a day.', { dueOn: 'Choose the day of this time.' });
  const [at] = wallToInstants(day, minute, zone);
  if (!at || localDate(at, zone) !== day)
    throw invalid('The clocks skip this time on that day.', { dueMinute: 'Choose another time.' });
  return at;
}
