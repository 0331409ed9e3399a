import { defineAction } from '@kelp/kernel';
import { createToDo } from '../contract';
import { parseToDo } from '../domain/parse-to-do';
import { ownId, personOf } from '../own-list';
import { assertRoom } from '../own-to-do';
import { adHocItems } from '../tables';

/** A to-do as it was typed; a date in it is read on the wall of the person's zone. */
export const createToDoAction = defineAction(createToDo, {
  permission: 'activity.read',
  run: async (ctx, { text, readsDate }) => {
    const { id: userId, zone } = await personOf(ctx, ownId(ctx));
    await assertRoom(ctx, userId);
    const { title, dueOn, dueAt } = readsDate
      ? parseToDo(text, ctx.now(), zone)
      : { title: text, dueOn: null, dueAt: null };
    const { id, version } = await ctx.db.insert(adHocItems, { userId, title, dueOn, dueAt, zone });
    ctx.touch('activity');
    return { id, title, dueOn, dueAt, version };
  },
});
